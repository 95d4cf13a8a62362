package main

import (
	"runtime"
	"sync/atomic"
)

// passToAndFro lets pairs of goroutines pass a value to and fro, all pairs at once. Timed from when all are parked until all are through.
func passToAndFro(goroutines int) *outcome {
	pairs := goroutines / 2
	rounds := 200_000 / pairs
	if rounds < 2 {
		rounds = 2
	}
	begin, end := make(chan int), make(chan int)
	var begun int64
	for pair := 0; pair < pairs; pair++ {
		ping, pong := make(chan int), make(chan int)
		go func() {
			atomic.AddInt64(&begun, 1)
			for i := 0; i < rounds; i++ {
				pong <- <-ping
			}
		}()
		go func() {
			atomic.AddInt64(&begun, 1)
			<-begin
			for i := 0; i < rounds; i++ {
				ping <- i
				<-pong
			}
			end <- 0
		}()
	}
	for atomic.LoadInt64(&begun) < int64(goroutines) {
		runtime.Gosched()
	}
	runtime.GC()
	start := clock()
	go func() {
		for pair := 0; pair < pairs; pair++ {
			begin <- pair
		}
	}()
	for pair := 0; pair < pairs; pair++ {
		<-end
	}
	return &outcome{Seconds: (clock() - start).Seconds(), Operations: pairs * (rounds*4 + 4)}
}
