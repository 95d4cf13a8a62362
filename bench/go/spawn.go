package main

import (
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
)

func spawnAndPark(goroutines int) *outcome {
	gate := make(chan int)
	var begun, sum int64
	var ended sync.WaitGroup
	ended.Add(goroutines)
	heap, resident := inUse()
	start := clock()
	for i := 0; i < goroutines; i++ {
		go func() {
			defer ended.Done()
			atomic.AddInt64(&begun, 1)
			atomic.AddInt64(&sum, int64(<-gate))
		}()
	}
	for atomic.LoadInt64(&begun) < int64(goroutines) {
		runtime.Gosched()
	}
	took := clock() - start
	heapParked, residentParked := inUse()
	for i := 0; i < goroutines; i++ {
		gate <- i
	}
	ended.Wait()
	checkSum(int(sum), goroutines)
	return &outcome{Seconds: took.Seconds(), Memory: &memory{heapParked - heap, residentParked - resident}}
}

// inUse gives the bytes in heap and stacks after a collection, and what the operating system gave to the process.
func inUse() (int64, int64) {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapAlloc + stats.StackInuse), residentNow()
}

func residentNow() int64 {
	status, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	pages, err := strconv.ParseInt(strings.Fields(string(status))[1], 10, 64)
	if err != nil {
		return 0
	}
	return pages * int64(os.Getpagesize())
}
