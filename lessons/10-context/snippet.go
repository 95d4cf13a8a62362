package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// work proceeds in steps, and gives up when the context ends.
func work(
	ctx context.Context, name string, steps int, step time.Duration,
) {
	start := time.Now()
	for n := 1; n <= steps; n++ {
		select {
		case <-ctx.Done():
			elapsed := time.Since(start).Round(50 * time.Millisecond)
			fmt.Printf("%s: stopped by %s after %d ms\n",
				name, reason(ctx), elapsed.Milliseconds())
			return
		case <-time.After(step):
		}
		fmt.Printf("%s: step %d is done\n", name, n)
	}
}

func reason(ctx context.Context) string {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return "DeadlineExceeded"
	}
	return "Canceled"
}

func withDeadline(parent context.Context) {
	moment := time.Now().Add(2 * time.Second)
	ctx, cancel := context.WithDeadline(parent, moment)
	defer cancel()
	work(ctx, "deadline", 3, 900*time.Millisecond)
}

func withTimeout(parent context.Context) {
	ctx, cancel := context.WithTimeout(parent, 1*time.Second)
	defer cancel()
	work(ctx, "timeout", 3, 400*time.Millisecond)
}

func withCancel(parent context.Context) {
	ctx, cancel := context.WithCancel(parent)
	defer cancel()
	time.AfterFunc(500*time.Millisecond, cancel)
	work(ctx, "cancel", 10, 200*time.Millisecond)
}

// A type of our own: no other package can make this key.
type requestID struct{}

func log(ctx context.Context, text string) {
	id, ok := ctx.Value(requestID{}).(string)
	if !ok {
		id = "(none)"
	}
	fmt.Println("request", id, text)
}

func main() {
	root := context.Background()
	withDeadline(root)
	withTimeout(root)
	withCancel(root)
	log(context.WithValue(root, requestID{}, "r-17"), "asks for lions")
}
