package main

import (
	"fmt"
	"sync"
)

// Sends, unless the pipeline is stopped first.
func sent(value int, to chan<- int, done <-chan struct{}) bool {
	select {
	case to <- value:
		return true
	case <-done:
		return false
	}
}

// The source: the numbers from 1 to last.
func generate(last int, done <-chan struct{}) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for n := 1; n <= last; n++ {
			if !sent(n, out, done) {
				return
			}
		}
	}()
	return out
}

// A stage: squares.
func square(numbers <-chan int, done <-chan struct{}) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for n := range numbers {
			if !sent(n*n, out, done) {
				return
			}
		}
	}()
	return out
}

// A stage: lets even numbers through.
func keepEven(numbers <-chan int, done <-chan struct{}) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for n := range numbers {
			if n%2 == 0 && !sent(n, out, done) {
				return
			}
		}
	}()
	return out
}

// Joins any number of channels into one.
func merge(done <-chan struct{}, channels ...<-chan int) <-chan int {
	out := make(chan int)
	var wg sync.WaitGroup
	wg.Add(len(channels))
	for _, channel := range channels {
		go func(channel <-chan int) {
			defer wg.Done()
			for n := range channel {
				if !sent(n, out, done) {
					return
				}
			}
		}(channel)
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	return out
}

func oneOfEach() {
	done := make(chan struct{})
	defer close(done) // whichever way this function ends
	even := keepEven(square(generate(10, done), done), done)
	fmt.Print("even squares:")
	for n := range even {
		fmt.Print(" ", n)
	}
	fmt.Println()
}

func fourSquarers() {
	done := make(chan struct{})
	defer close(done)
	numbers := generate(20, done)
	var squares []<-chan int
	for i := 0; i < 4; i++ {
		// All four take from the same channel.
		squares = append(squares, square(numbers, done))
	}
	sum := 0
	for n := range keepEven(merge(done, squares...), done) {
		sum += n
	}
	fmt.Println("sum with four squarers:", sum)
}

func main() {
	oneOfEach()
	fourSquarers()
}
