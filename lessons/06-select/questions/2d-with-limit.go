package main

import (
	"context"
	"fmt"
	"time"
)

type outcome[T any] struct {
	value T
	err   error
}

// withLimit calls job and waits for it, but not longer than limit.
func withLimit[T any](limit time.Duration, job func(context.Context) (T, error)) (T, error) {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	outcomes := make(chan outcome[T], 1) // room, so that a late job can end
	go func() {
		value, err := job(ctx)
		outcomes <- outcome[T]{value, err}
	}()
	select {
	case o := <-outcomes:
		return o.value, o.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}

func writeReport(ctx context.Context) (string, error) {
	select {
	case <-time.After(300 * time.Millisecond):
		return "the report", nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func main() {
	fmt.Println(withLimit(500*time.Millisecond, writeReport))
	fmt.Println(withLimit(200*time.Millisecond, writeReport))
}
