package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var wg sync.WaitGroup

	for batch := 1; batch <= 2; batch++ {
		wg.Add(3)
		for item := 1; item <= 3; item++ {
			go func(batch, item int) {
				defer wg.Done()
				time.Sleep(50 * time.Millisecond)
				fmt.Printf("batch %d: item %d\n", batch, item)
			}(batch, item)
		}
		wg.Wait() // back at zero, and nobody else waits: the group is as new
		fmt.Printf("batch %d is complete\n", batch)
	}
}
