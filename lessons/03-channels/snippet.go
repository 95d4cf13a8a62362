package main

import (
	"fmt"
	"time"
)

func sendNumbers(numbers chan<- int) {
	for n := 1; n <= 5; n++ {
		fmt.Println("sending", n)
		numbers <- n // waits until main takes the value
		fmt.Println("sent", n)
	}
	close(numbers) // tells main that nothing follows
}

func main() {
	numbers := make(chan int) // unbuffered
	go sendNumbers(numbers)

	for n := range numbers { // ends when the channel is closed and empty
		fmt.Println("received", n)
		time.Sleep(100 * time.Millisecond)
	}
	fmt.Println("closed, and the loop has ended")

	more := make(chan int)
	go func() {
		for n := 10; n <= 15; n++ {
			more <- n
		}
		close(more)
	}()

	for {
		n, ok := <-more // ok says whether n is a value
		if !ok {
			fmt.Println("closed:", n, ok) // n is 0 here, the zero value of int
			break
		}
		fmt.Println(n)
	}
}
