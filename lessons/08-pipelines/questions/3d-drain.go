package main

import (
	"fmt"
	"time"
)

// The source alone hears the stop.
func accept(stop <-chan struct{}, accepted *int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out) // from here on it runs dry
		ticker := time.NewTicker(100 * time.Millisecond)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				*accepted++
				out <- *accepted // accepted means: it will be sent
			case <-stop:
				return
			}
		}
	}()
	return out
}

// Has no stop signal. It works until its input is closed.
func cook(orders <-chan int) <-chan int {
	out := make(chan int, 5)
	go func() {
		defer close(out)
		for order := range orders {
			time.Sleep(50 * time.Millisecond)
			out <- order
		}
	}()
	return out
}

func main() {
	stop := make(chan struct{})
	accepted := 0
	dishes := cook(accept(stop, &accepted))
	go func() {
		time.Sleep(430 * time.Millisecond)
		fmt.Println("closing time")
		close(stop)
	}()
	delivered := 0
	for range dishes {
		time.Sleep(120 * time.Millisecond) // slower than the kitchen
		delivered++
	}
	// The last close came after the last change, so this read is safe.
	fmt.Printf("accepted %d, delivered %d\n", accepted, delivered)
}
