package main

import (
	"fmt"
	"sync"
	"time"
)

func send(values []int, numbers chan<- int) {
	start := time.Now()
	for _, value := range values {
		numbers <- value
		fmt.Printf("  sent %d after %d ms\n", value, time.Since(start).Milliseconds())
	}
	close(numbers)
}

func withoutBuffer() {
	fmt.Println("no buffer")
	numbers := make(chan int)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		send([]int{42, 43}, numbers)
	}()
	time.Sleep(100 * time.Millisecond) // main is busy with something else
	time.Sleep(1 * time.Second)        // and with something long
	for n := range numbers {
		fmt.Println("  received", n)
	}
	wg.Wait()
}

func withBuffer() {
	fmt.Println("room for two")
	numbers := make(chan int, 2)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		send([]int{42, 43, 44}, numbers) // the third value finds no room
	}()
	time.Sleep(1 * time.Second)
	for n := range numbers {
		fmt.Println("  received", n)
	}
	wg.Wait()
}

// Ten bursts of 100 values, with a pause after each; every value takes the receiver 1 ms.
func bursts(numbers chan int) time.Duration {
	start := time.Now()
	go func() {
		for burst := 0; burst < 10; burst++ {
			for i := 0; i < 100; i++ {
				numbers <- i
			}
			time.Sleep(100 * time.Millisecond)
		}
		close(numbers)
	}()
	for range numbers {
		time.Sleep(1 * time.Millisecond)
	}
	return time.Since(start)
}

func main() {
	withoutBuffer()
	withBuffer()
	fmt.Println("1000 values in bursts")
	fmt.Printf("  no buffer: %d ms\n", bursts(make(chan int)).Milliseconds())
	fmt.Printf("  room for 100: %d ms\n", bursts(make(chan int, 100)).Milliseconds())
}
