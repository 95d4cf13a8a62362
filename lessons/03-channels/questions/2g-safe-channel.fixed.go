package main

import (
	"fmt"
	"sync"
)

// SafeChannel may be closed by anybody, at any time. The channel of values itself is never closed.
type SafeChannel struct {
	values chan int
	done   chan struct{}
	once   sync.Once
}

func NewSafeChannel() *SafeChannel {
	return &SafeChannel{values: make(chan int), done: make(chan struct{})}
}

// Send reports false if the channel was closed before somebody took the value.
func (c *SafeChannel) Send(value int) bool {
	select {
	case <-c.done: // closed already: do not even offer the value
		return false
	default:
	}
	select {
	case c.values <- value:
		return true
	case <-c.done:
		return false
	}
}

func (c *SafeChannel) Close() {
	c.once.Do(func() { close(c.done) })
}

func main() {
	numbers := NewSafeChannel()
	refused := make(chan int)
	go func() {
		defer close(refused)
		for n := 1; n <= 3; n++ {
			if !numbers.Send(n) {
				refused <- n
			}
		}
	}()

	fmt.Println("accepted:", <-numbers.values, <-numbers.values)
	numbers.Close()
	numbers.Close() // a second close: no panic
	for n := range refused {
		fmt.Println("refused:", n)
	}
}
