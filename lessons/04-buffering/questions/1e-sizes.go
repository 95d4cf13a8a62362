package main

import (
	"fmt"
	"time"
)

// measure sends a million values, with nothing else to do on either side.
func measure(capacity int) time.Duration {
	const count = 1_000_000
	values := make(chan int, capacity)
	start := time.Now()
	go func() {
		for n := 0; n < count; n++ {
			values <- n
		}
		close(values)
	}()
	for range values {
	}
	return time.Since(start) / count
}

func main() {
	for _, capacity := range []int{0, 1, 10, 100, 1000} {
		fmt.Printf("capacity %4d: %v a value\n", capacity, measure(capacity))
	}
}
