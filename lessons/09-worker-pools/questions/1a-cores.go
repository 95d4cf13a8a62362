package main

import (
	"fmt"
	"runtime"
	"sync"
)

// countPrimes counts the primes from from up to, not with, to.
func countPrimes(from, to int) int {
	count := 0
	for n := from; n < to; n++ {
		divisor := 2
		for divisor*divisor <= n && n%divisor != 0 {
			divisor++
		}
		if n > 1 && divisor*divisor > n {
			count++
		}
	}
	return count
}

func main() {
	workerCount := runtime.GOMAXPROCS(0) // the start for computing
	ranges := make(chan int, 10)
	counts := make(chan int, 10)
	var workers sync.WaitGroup
	for n := 0; n < workerCount; n++ {
		workers.Add(1)
		go func() {
			defer workers.Done()
			for from := range ranges {
				counts <- countPrimes(from, from+100)
			}
		}()
	}
	for from := 0; from < 1000; from += 100 {
		ranges <- from
	}
	close(ranges)
	workers.Wait() // counts has room for all ten
	close(counts)
	sum := 0
	for count := range counts {
		sum += count
	}
	fmt.Println(sum, "primes below 1000")
}
