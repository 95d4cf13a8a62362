package main

import (
	"os"
	"syscall"
	"time"
)

var (
	began     = time.Now()
	byTheWall = os.Getenv("BENCH_CLOCK") != "cpu"
)

// clock is the wall's, or with BENCH_CLOCK=cpu the processor time of this process with all its threads.
func clock() time.Duration {
	if byTheWall {
		return time.Since(began)
	}
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
