package main

import (
	"context"
	"fmt"
	"math/rand"
)

// generate sends what next gives, until next says no or ctx is done.
func generate(
	ctx context.Context, next func() (int, bool),
) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for {
			value, ok := next()
			if !ok {
				return
			}
			select {
			case out <- value:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

func fromValues(ctx context.Context, values ...int) <-chan int {
	at := 0
	return generate(ctx, func() (int, bool) {
		if at == len(values) {
			return 0, false
		}
		at++
		return values[at-1], true
	})
}

func numbersFrom(ctx context.Context, first int) <-chan int {
	n := first - 1
	return generate(ctx, func() (int, bool) { n++; return n, true })
}

func numbersBetween(ctx context.Context, first, last int) <-chan int {
	n := first - 1
	return generate(ctx, func() (int, bool) { n++; return n, n <= last })
}

func randomNumbers(ctx context.Context, low, high int) <-chan int {
	return generate(ctx, func() (int, bool) {
		return low + rand.Intn(high-low+1), true
	})
}

// receive gives false when the input has ended or the context is done.
func receive(ctx context.Context, input <-chan int) (int, bool) {
	select {
	case value, ok := <-input:
		return value, ok
	case <-ctx.Done():
		return 0, false
	}
}

func apply(
	ctx context.Context, input <-chan int, change func(int) int,
) <-chan int {
	return generate(ctx, func() (int, bool) {
		value, ok := receive(ctx, input)
		if !ok {
			return 0, false
		}
		return change(value), true
	})
}

func filter(
	ctx context.Context, input <-chan int, keep func(int) bool,
) <-chan int {
	return generate(ctx, func() (int, bool) {
		for {
			value, ok := receive(ctx, input)
			if !ok || keep(value) {
				return value, ok
			}
		}
	})
}

// take gives the first count values. It never asks for one more.
func take(ctx context.Context, input <-chan int, count int) <-chan int {
	taken := 0
	return generate(ctx, func() (int, bool) {
		if taken == count {
			return 0, false
		}
		taken++
		return receive(ctx, input)
	})
}

func reduce(
	input <-chan int, first int, combine func(result, value int) int,
) int {
	result := first
	for value := range input {
		result = combine(result, value)
	}
	return result
}

// steps goes through a channel by hand. For one consumer only.
type steps struct {
	input <-chan int
	value int
}

func (s *steps) next() bool {
	value, ok := <-s.input
	s.value = value
	return ok
}

func list(input <-chan int) []int {
	var all []int
	for n := range input {
		all = append(all, n)
	}
	return all
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel() // ends what was not read to its end

	fmt.Println("from values:", list(fromValues(ctx, 1, 2, 3, 4, 5)))
	fmt.Println("a range:", list(numbersBetween(ctx, 10, 15)))
	all := numbersFrom(ctx, 0)
	fmt.Println("the first five of all:", list(take(ctx, all, 5)))

	numbers := numbersFrom(ctx, 0)
	doubled := apply(ctx, numbers, func(n int) int { return n * 2 })
	fours := filter(ctx, doubled, func(n int) bool { return n%4 == 0 })
	fmt.Println("doubled, multiples of four:", list(take(ctx, fours, 5)))

	five := list(take(ctx, randomNumbers(ctx, 1, 10), 5))
	add := func(total, n int) int { return total + n }
	sum := reduce(fromValues(ctx, five...), 0, add)
	fmt.Println("five random numbers:", five, "their sum:", sum)

	s := &steps{input: numbersBetween(ctx, 100, 105)}
	fmt.Print("by hand:")
	for s.next() {
		fmt.Print(" ", s.value)
	}
	fmt.Println()
}
