package main

import (
	"context"
	"fmt"
	"sync"
)

// cancels knows how to stop each job. Requests come on many goroutines.
type cancels struct {
	mu   sync.RWMutex
	byID map[string]context.CancelFunc
}

func (c *cancels) set(id string, cancel context.CancelFunc) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.byID[id] = cancel
}

// cancel says whether there was such a job. Many may ask at once.
func (c *cancels) cancel(id string) bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	cancel, ok := c.byID[id]
	if ok {
		cancel()
	}
	return ok
}

// remove is called when the job has ended, and releases its context.
func (c *cancels) remove(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if cancel, ok := c.byID[id]; ok {
		cancel()
		delete(c.byID, id)
	}
}

func main() {
	c := &cancels{byID: map[string]context.CancelFunc{}}
	ctx, cancel := context.WithCancel(context.Background())
	c.set("job-1", cancel)
	fmt.Println("job-1:", c.cancel("job-1"), ctx.Err())
	fmt.Println("job-2:", c.cancel("job-2"))
	c.remove("job-1")
	fmt.Println("job-1 again:", c.cancel("job-1"))
}
