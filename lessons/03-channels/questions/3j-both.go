package main

import (
	"fmt"
	"sync"
)

// Cache is looked at by all workers, so a lock guards it.
type Cache struct {
	lock    sync.RWMutex
	squares map[int]int
}

func NewCache() *Cache {
	return &Cache{squares: make(map[int]int)}
}

func (c *Cache) Get(n int) (int, bool) {
	c.lock.RLock()
	defer c.lock.RUnlock()
	square, ok := c.squares[n]
	return square, ok
}

func (c *Cache) Set(n, square int) {
	c.lock.Lock()
	defer c.lock.Unlock()
	c.squares[n] = square
}

func worker(tasks <-chan int, results chan<- int, cache *Cache) {
	for n := range tasks {
		square, ok := cache.Get(n)
		if !ok {
			square = n * n // two workers may compute the same square; both get the same answer
			cache.Set(n, square)
		}
		results <- square
	}
}

func main() {
	tasks := make(chan int)
	results := make(chan int)
	cache := NewCache()
	var wg sync.WaitGroup
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			worker(tasks, results, cache)
		}()
	}

	go func() {
		defer close(tasks)
		for _, n := range []int{1, 2, 3, 1, 2, 3} {
			tasks <- n
		}
	}()
	go func() {
		wg.Wait()
		close(results)
	}()

	answers, sum := 0, 0
	for square := range results {
		answers++
		sum += square
	}
	fmt.Printf("%d answers, sum %d\n", answers, sum)
}
