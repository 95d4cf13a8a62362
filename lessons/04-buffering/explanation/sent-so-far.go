package main

import (
	"fmt"
	"sync/atomic"
	"time"
)

func main() {
	for _, capacity := range []int{0, 1, 3} {
		numbers := make(chan int, capacity)
		sent := new(atomic.Int32)
		go func() {
			for n := 0; n < 10; n++ {
				numbers <- n
				sent.Add(1)
			}
		}()
		time.Sleep(1 * time.Second) // nobody receives
		fmt.Printf("capacity %d: %d sent, length %d\n", capacity, sent.Load(), len(numbers))
	}
}
