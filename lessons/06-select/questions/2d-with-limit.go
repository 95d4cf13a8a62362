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
	start := time.Now()
	defer func() {
		elapsed := time.Since(start).Round(100 * time.Millisecond)
		fmt.Printf("the job has ended after %d ms\n", elapsed.Milliseconds())
	}()
	select {
	case <-time.After(3 * time.Second):
		return "the report", nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func show(seconds int) {
	text, err := withLimit(time.Duration(seconds)*time.Second, writeReport)
	if err != nil {
		text = err.Error()
	}
	fmt.Printf("within %d s: %s\n", seconds, text)
}

func main() {
	show(5)
	show(2)
	time.Sleep(100 * time.Millisecond)
}
