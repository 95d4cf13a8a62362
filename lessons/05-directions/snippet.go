package main

import "fmt"

// May send and close. <-numbers would be refused here.
func produce(numbers chan<- int) {
	for n := 1; n <= 5; n++ {
		numbers <- n
	}
	close(numbers)
	// <-numbers // cannot receive from send-only channel
}

// May only receive from numbers, and only report on done.
func consume(numbers <-chan int, done chan<- struct{}) {
	for n := range numbers {
		fmt.Println("consumed", n)
	}
	// numbers <- 1 // cannot send to receive-only channel
	done <- struct{}{}
}

// The sending end.
func sendingEnd(both chan int) chan<- int {
	return both
}

// The receiving end.
func receivingEnd(both chan int) <-chan int {
	return both
}

func main() {
	numbers := make(chan int)
	done := make(chan struct{})
	go produce(numbers)       // a chan int goes where a chan<- int is wanted
	go consume(numbers, done) // and where a <-chan int is wanted
	<-done
	fmt.Println("the consumer has finished")

	both := make(chan int, 1)
	entrance := sendingEnd(both)
	exit := receivingEnd(both)
	entrance <- 42
	fmt.Println("through the two ends:", <-exit)
}
