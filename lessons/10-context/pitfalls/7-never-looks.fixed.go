package main

import (
	"context"
	"fmt"
	"time"
)

const rows = 100_000_000_000

func sumUp(ctx context.Context) (int, error) {
	sum := 0
	for done := 0; done < rows; done++ {
		if done%100_000 == 0 && ctx.Err() != nil { // the look is enough
			return 0, ctx.Err()
		}
		sum += done % 7
	}
	return sum, nil
}

func main() {
	ctx, cancel := context.WithTimeout(
		context.Background(), 10*time.Millisecond)
	defer cancel()
	sum, err := sumUp(ctx)
	if err != nil {
		fmt.Println("some rows:", err)
		return
	}
	fmt.Println("all rows:", sum)
}
