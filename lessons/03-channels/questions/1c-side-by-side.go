package main

import (
	"fmt"
	"time"
)

func unbuffered() {
	numbers := make(chan int)
	go func() {
		time.Sleep(time.Second) // the receiver is late
		<-numbers
	}()
	start := time.Now()
	numbers <- 1
	fmt.Println("unbuffered: the send took", time.Since(start).Round(100*time.Millisecond))
}

func buffered() {
	numbers := make(chan int, 2)
	numbers <- 1
	numbers <- 2
	fmt.Println("buffered:", len(numbers), "of", cap(numbers))
	select {
	case numbers <- 3:
		fmt.Println("buffered: a third value went in")
	default:
		fmt.Println("buffered: third send would wait")
	}

	fmt.Println("buffered: received", <-numbers, <-numbers)
	numbers <- 3
	numbers <- 4
	fmt.Println("buffered:", len(numbers), "of", cap(numbers))
}

func main() {
	unbuffered()
	buffered()
}
