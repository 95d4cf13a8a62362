package main

import (
	"context"
	"fmt"
)

// evenNumbers sends even numbers, until the context ends.
func evenNumbers(ctx context.Context) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for n := 0; ; n += 2 {
			select {
			case out <- n:
			case <-ctx.Done():
				return // break would only leave the select
			}
		}
	}()
	return out
}

func firstOver(limit int) int {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel() // on every way out of the loop
	for n := range evenNumbers(ctx) {
		if n > limit {
			return n
		}
	}
	return 0
}

func main() {
	for _, limit := range []int{1, 3, 5} {
		fmt.Println(firstOver(limit), "is over", limit)
	}
}
