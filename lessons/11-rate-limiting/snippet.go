package main

import (
	"context"
	"fmt"
	"sync"
	"time"
)

type limiter interface {
	wait(ctx context.Context) error
	tryTake() bool
}

// tokenBucket has room for burst tokens, and is full at first.
type tokenBucket struct {
	tokens chan struct{}
	quit   chan struct{}
}

func newTokenBucket(perSecond, burst int) *tokenBucket {
	if perSecond <= 0 {
		panic("a rate must be more than 0")
	}
	b := &tokenBucket{
		tokens: make(chan struct{}, burst),
		quit:   make(chan struct{}),
	}
	for n := 0; n < burst; n++ {
		b.tokens <- struct{}{}
	}
	go b.refill(time.Second / time.Duration(perSecond))
	return b
}

func (b *tokenBucket) wait(ctx context.Context) error {
	select {
	case <-b.tokens:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (b *tokenBucket) tryTake() bool {
	select {
	case <-b.tokens:
		return true
	default:
		return false
	}
}

// stop ends the goroutine that refills. Call it once.
func (b *tokenBucket) stop() {
	close(b.quit)
}

func (b *tokenBucket) refill(interval time.Duration) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		select {
		case <-b.quit:
			return
		case <-ticker.C:
		}
		select {
		case b.tokens <- struct{}{}:
		default: // a token that finds the bucket full is dropped
		}
	}
}

func operate(l limiter) error {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	return l.wait(ctx)
}

func main() {
	start := time.Now()
	bucket := newTokenBucket(5, 5)
	defer bucket.stop()

	var mutex sync.Mutex
	var starts []int64
	var operations sync.WaitGroup
	for n := 1; n <= 20; n++ {
		operations.Add(1)
		go func() {
			defer operations.Done()
			if err := operate(bucket); err != nil {
				fmt.Println("refused:", err)
				return
			}
			mutex.Lock()
			after := time.Since(start).Round(100 * time.Millisecond)
			starts = append(starts, after.Milliseconds())
			mutex.Unlock()
			time.Sleep(100 * time.Millisecond) // the work
		}()
	}
	operations.Wait()
	fmt.Println("20 operations, started after (ms):")
	fmt.Println(starts)

	time.Sleep(1050 * time.Millisecond) // the bucket fills up again
	fmt.Print("ten tries at once:")
	for n := 1; n <= 10; n++ {
		fmt.Print(" ", bucket.tryTake())
	}
	fmt.Println()
}
