package main

import (
	"fmt"
	"sync"
)

// Sends until done is closed.
func send(values chan<- int, done <-chan struct{}) {
	for n := 1; ; n++ {
		select {
		case values <- n:
		case <-done:
			return
		}
	}
}

func main() {
	values := make(chan int)
	done := make(chan struct{})
	var wg sync.WaitGroup
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			send(values, done)
		}()
	}
	go func() { // the closer: it closes after the last sender
		wg.Wait()
		close(values)
	}()

	for received := 0; received < 10; received++ {
		<-values
	}
	close(done)        // first the signal, from outside
	for range values { // then the rest, until the closer closes
	}
	fmt.Println("received 10, and the senders have ended")
}
