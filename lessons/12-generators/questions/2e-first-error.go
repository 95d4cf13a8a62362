package main

import (
	"context"
	"fmt"
	"sync"
)

// first keeps the first error, and then cancels. Read err after wait.
type first struct {
	once   sync.Once
	stages sync.WaitGroup
	cancel context.CancelFunc
	err    error
}

func (f *first) fail(err error) {
	f.once.Do(func() {
		f.err = err
		f.cancel()
	})
}

func (f *first) start(stage func() error) {
	f.stages.Add(1)
	go func() {
		defer f.stages.Done()
		if err := stage(); err != nil {
			f.fail(err)
		}
	}()
}

func (f *first) wait() error {
	f.stages.Wait()
	f.cancel()
	return f.err
}

func sent(ctx context.Context, out chan<- int, value int) bool {
	select {
	case out <- value:
		return true
	case <-ctx.Done():
		return false
	}
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	stages := &first{cancel: cancel}
	numbers := make(chan int)
	checked := make(chan int)

	stages.start(func() error {
		defer close(numbers)
		for n := 98; sent(ctx, numbers, n); n++ {
		}
		return nil
	})
	stages.start(func() error {
		defer close(checked)
		for n := range numbers {
			if n >= 100 {
				return fmt.Errorf("check: %d is over the limit", n)
			}
			if !sent(ctx, checked, n) {
				return nil
			}
		}
		return nil
	})
	sum := 0
	for n := range checked {
		sum += n
	}
	if err := stages.wait(); err != nil {
		fmt.Println("stopped:", err)
		return
	}
	fmt.Println("sum", sum)
}
