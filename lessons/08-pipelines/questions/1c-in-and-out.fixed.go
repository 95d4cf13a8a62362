package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Values and errors come in, values and errors go out.
func double(
	ctx context.Context, valuesIn <-chan int, errorsIn <-chan error,
	values chan<- int, errs chan<- error,
) {
	defer close(values)
	defer close(errs)
	for valuesIn != nil || errorsIn != nil {
		select {
		case value, ok := <-valuesIn:
			if !ok {
				valuesIn = nil // off
				continue
			}
			select {
			case values <- value * 2:
			case <-ctx.Done():
				return
			}
		case err, ok := <-errorsIn:
			if !ok {
				errorsIn = nil
				continue
			}
			select {
			case errs <- err:
			case <-ctx.Done():
				return
			}
		case <-ctx.Done():
			return
		}
	}
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	valuesIn := make(chan int)
	errorsIn := make(chan error)
	values := make(chan int)
	errs := make(chan error, 10)
	go double(ctx, valuesIn, errorsIn, values, errs)
	go func() {
		errorsIn <- errors.New("line 1: empty")
		close(errorsIn)
		time.Sleep(100 * time.Millisecond) // the value takes a while
		valuesIn <- 21
		close(valuesIn)
	}()
	for value := range values {
		fmt.Println(value)
	}
	for err := range errs {
		fmt.Println(err)
	}
}
