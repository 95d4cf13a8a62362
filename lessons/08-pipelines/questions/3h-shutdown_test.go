package main

import (
	"context"
	"testing"
	"time"
)

// Needs 20 ms for each value. Between two values it can be stopped.
func listening(ctx context.Context, input <-chan int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for n := range input {
			select {
			case <-time.After(20 * time.Millisecond):
			case <-ctx.Done():
				return
			}
			select {
			case out <- n:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

func TestShutdown(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	input := make(chan int)
	ended := make(chan struct{})
	go func() { // ten values; it, too, hears the stop
		defer close(ended)
		defer close(input)
		for n := 1; n <= 10; n++ {
			select {
			case input <- n:
			case <-ctx.Done():
				return
			}
		}
	}()

	output := listening(ctx, input)
	values := 0
	for window := time.After(100 * time.Millisecond); window != nil; {
		select {
		case <-output:
			values++
		case <-window:
			window = nil
		}
	}
	if values == 0 {
		t.Error("no value within 100 ms")
	}

	cancel()
	late := time.After(500 * time.Millisecond)
	for open := true; open; {
		select {
		case _, open = <-output: // a value is not the end
		case <-late:
			t.Fatal("not closed within 500 ms")
		}
	}
	<-ended // the sender of this test
}
