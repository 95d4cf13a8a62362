package main

import (
	"fmt"
	"sync"
	"time"
)

func worker(id int, wg *sync.WaitGroup) {
	defer wg.Done()

	fmt.Println("worker", id, "starts")
	time.Sleep(time.Duration(id) * 200 * time.Millisecond)
	fmt.Println("worker", id, "is done")
}

func main() {
	start := time.Now()
	var wg sync.WaitGroup

	// wg.Add(5) here, once and before the loop, would do as well.
	for id := 1; id <= 5; id++ {
		wg.Add(1)
		go worker(id, &wg)
	}

	wg.Wait()
	fmt.Println("everybody is done after", time.Since(start).Round(10*time.Millisecond))
}
