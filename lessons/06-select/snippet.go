package main

import (
	"fmt"
	"time"
)

func sendAfter(delay time.Duration, text string, channel chan<- string) {
	time.Sleep(delay)
	channel <- text
}

// elapsed gives the time since start in ms, rounded: the clock is real.
func elapsed(start time.Time) int64 {
	return time.Since(start).Round(100 * time.Millisecond).Milliseconds()
}

func firstOfTwo() {
	start := time.Now()
	one := make(chan string, 1) // room for the answer that nobody waits for any more
	two := make(chan string, 1)
	go sendAfter(1*time.Second, "one", one)
	go sendAfter(2*time.Second, "two", two)
	var text string
	select {
	case text = <-one:
	case text = <-two:
	}
	fmt.Printf("  %s, after %d ms\n", text, elapsed(start))
}

func timeLimit() {
	answer := make(chan string, 1)
	go sendAfter(1*time.Second, "late", answer)
	select {
	case text := <-answer:
		fmt.Println("  answer:", text)
	case <-time.After(500 * time.Millisecond):
		fmt.Println("  no answer within 500 ms")
	}
}

func receiveWithoutWaiting() {
	messages := make(chan string, 1)
	for round := 1; round <= 2; round++ {
		select {
		case text := <-messages:
			fmt.Println("  received", text)
		default:
			fmt.Println("  nothing there")
		}
		if round == 1 {
			messages <- "hello"
		}
	}
}

func sendWithoutWaiting() {
	for _, messages := range []chan string{make(chan string), make(chan string, 1)} { // without and with room
		select {
		case messages <- "hi":
			fmt.Println("  sent")
		default:
			fmt.Println("  nobody takes it")
		}
	}
}

func untilDone() {
	start := time.Now()
	first := make(chan string)
	second := make(chan string)
	done := make(chan struct{})
	go func() {
		sendAfter(1*time.Second, "first", first)
		sendAfter(500*time.Millisecond, "second", second)
		time.Sleep(500 * time.Millisecond)
		close(done)
	}()
	for {
		var text string
		select {
		case text = <-first:
		case text = <-second:
		case <-done:
			fmt.Printf("  done, after %d ms\n", elapsed(start))
			return
		}
		fmt.Printf("  %s, after %d ms\n", text, elapsed(start))
	}
}

func main() {
	fmt.Println("1. the first of two")
	firstOfTwo()
	fmt.Println("2. a time limit")
	timeLimit()
	fmt.Println("3. receive without waiting")
	receiveWithoutWaiting()
	fmt.Println("4. send without waiting")
	sendWithoutWaiting()
	fmt.Println("5. until done")
	untilDone()
}
