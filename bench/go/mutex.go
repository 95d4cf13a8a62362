package main

import (
	"runtime"
	"sync"
)

const contenders = 100

// mutexHandOver lets the holder yield, as the JavaScript programs await: without it nobody would find the lock taken.
func mutexHandOver(locks int) *outcome {
	var mu sync.Mutex
	var ended sync.WaitGroup
	count := 0
	for first := 0; first < contenders; first++ {
		ended.Add(1)
		go func(first int) {
			defer ended.Done()
			for i := first; i < locks; i += contenders {
				mu.Lock()
				before := count
				runtime.Gosched()
				count = before + 1
				mu.Unlock()
			}
		}(first)
	}
	ended.Wait()
	if count != locks {
		panic("a lost update")
	}
	return nil
}
