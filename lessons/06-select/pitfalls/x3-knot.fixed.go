package main

import (
	"fmt"
	"time"
)

const most = 100

func forward(from <-chan int, to chan<- int) {
	defer close(to)
	var waiting []int
	open := true
	for open || len(waiting) > 0 {
		came, sent := from, to
		next := 0
		if !open || len(waiting) == most {
			came = nil // off: ended, or no room
		}
		if len(waiting) == 0 {
			sent = nil // off: nothing to send
		} else {
			next = waiting[0]
		}
		select {
		case number, ok := <-came:
			if ok {
				waiting = append(waiting, number)
			} else {
				open = false
			}
		case sent <- next:
			waiting = waiting[1:]
		}
	}
}

func main() {
	from := make(chan int)
	to := make(chan int)
	go func() {
		defer close(from)
		for n := 1; n <= 8; n++ {
			time.Sleep(10 * time.Millisecond)
			from <- n
		}
	}()
	go forward(from, to)
	fmt.Println("sent     1 2 3 4 5 6 7 8")
	fmt.Print("received")
	for number := range to {
		time.Sleep(23 * time.Millisecond) // slower than the numbers come
		fmt.Print(" ", number)
	}
	fmt.Println()
}
