package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

func balance(caller context.Context, takes time.Duration) (int, error) {
	ctx, cancel := context.WithTimeout(caller, 200*time.Millisecond)
	defer cancel()
	select {
	case <-time.After(takes):
		return 42, nil
	case <-ctx.Done():
		// %w, so that errors.Is finds the reason in it.
		return 0, fmt.Errorf("balance: %w", ctx.Err())
	}
}

func report(caller context.Context, takes time.Duration) {
	sum, err := balance(caller, takes)
	switch {
	case err == nil:
		fmt.Println("an answer:", sum)
	case errors.Is(caller.Err(), context.DeadlineExceeded):
		fmt.Println("the caller: out of time")
	case caller.Err() != nil:
		fmt.Println("the caller: cancelled")
	case errors.Is(err, context.DeadlineExceeded):
		fmt.Println("the bank: too slow")
	}
}

func main() {
	root := context.Background()
	report(root, time.Minute)

	leaving, leave := context.WithCancel(root)
	time.AfterFunc(10*time.Millisecond, leave)
	report(leaving, time.Minute)

	hasty, cancel := context.WithTimeout(root, 100*time.Millisecond)
	defer cancel()
	report(hasty, time.Minute)

	report(root, 10*time.Millisecond)
}
