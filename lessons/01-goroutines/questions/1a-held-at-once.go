package main

import (
	"fmt"
	"runtime"
	"sync"
)

const count = 1000000

func inUse() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse + m.StackInuse // Alloc alone would leave out the stacks
}

func main() {
	var started, ended sync.WaitGroup
	release := make(chan struct{})
	before := inUse()

	started.Add(count)
	ended.Add(count)
	for i := 1; i <= count; i++ {
		go func() {
			defer ended.Done()
			started.Done()
			<-release // parked until main closes the channel
		}()
		if i%100000 == 0 {
			fmt.Println("started", i)
		}
	}

	started.Wait()
	fmt.Println("parked at once:", runtime.NumGoroutine()-1)
	fmt.Println("about", (inUse()-before)/count, "bytes for each")

	close(release)
	ended.Wait()
	fmt.Println("after:", inUse()/1024/1024, "MB still held for reuse")
}
