package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var wg sync.WaitGroup
	for n := 1; n <= 5; n++ {
		wg.Add(1)
		go func(n int) {
			time.Sleep(100 * time.Millisecond)
			fmt.Println("task", n, "is done")
			// wg.Done() is missing
		}(n)
	}
	wg.Wait() // fatal error: all goroutines are asleep - deadlock!
	fmt.Println("never printed")
}
