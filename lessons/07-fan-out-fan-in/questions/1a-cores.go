package main

import (
	"fmt"
	"runtime"
	"sync"
)

func isPrime(n int) bool {
	for d := 2; d*d <= n; d++ {
		if n%d == 0 {
			return false
		}
	}
	return n > 1
}

func countPrimes(from, to int) int {
	count := 0
	for n := from; n < to; n++ {
		if isPrime(n) {
			count++
		}
	}
	return count
}

func main() {
	const limit, part = 200_000, 1000
	// As many as the program may use at once. Asking changes nothing.
	cores := runtime.GOMAXPROCS(0)

	starts := make(chan int)
	counts := make(chan int)
	var workers sync.WaitGroup
	workers.Add(cores)
	for n := 0; n < cores; n++ {
		go func() {
			defer workers.Done()
			for from := range starts {
				counts <- countPrimes(from, from+part)
			}
		}()
	}
	go func() {
		for from := 0; from < limit; from += part {
			starts <- from
		}
		close(starts)
		workers.Wait()
		close(counts)
	}()

	total := 0
	for count := range counts {
		total += count
	}
	fmt.Println(total, "primes")
}
