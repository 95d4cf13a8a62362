package main

import (
	"fmt"
	"sync"
)

// Ten workers with a queue of results and a queue of errors.
type hybridPool struct {
	tasks   chan int
	results chan int
	errs    chan error

	mu      sync.RWMutex // held for reading while somebody submits
	stopped bool
}

func newHybridPool() *hybridPool {
	p := &hybridPool{
		tasks:   make(chan int, 10),
		results: make(chan int, 10),
		errs:    make(chan error, 10),
	}
	var workers sync.WaitGroup
	workers.Add(10)
	for n := 0; n < 10; n++ {
		go func() {
			defer workers.Done()
			p.work()
		}()
	}
	go func() {
		workers.Wait()
		close(p.results)
		close(p.errs)
	}()
	return p
}

func (p *hybridPool) work() {
	for task := range p.tasks {
		if task%2 == 0 {
			p.results <- task
		} else {
			p.errs <- fmt.Errorf("task %d is odd", task)
		}
	}
}

// Says whether the task was taken. After stop it never is.
func (p *hybridPool) submit(task int) bool {
	p.mu.RLock() // many may submit at the same time
	defer p.mu.RUnlock()
	if p.stopped {
		return false
	}
	p.tasks <- task // the workers are alive, so it will be taken
	return true
}

// Takes no more tasks. What has been taken is still done.
func (p *hybridPool) stop() {
	p.mu.Lock() // nobody is in a send any more
	defer p.mu.Unlock()
	if !p.stopped {
		p.stopped = true
		close(p.tasks)
	}
}

func main() {
	pool := newHybridPool()
	results, errs := 0, 0
	var collectors sync.WaitGroup // both at the same time
	collectors.Add(2)
	go func() {
		defer collectors.Done()
		for range pool.results {
			results++
		}
	}()
	go func() {
		defer collectors.Done()
		for range pool.errs {
			errs++
		}
	}()

	taken := 0
	for task := 0; task < 100; task++ {
		if pool.submit(task) {
			taken++
		}
	}
	pool.stop()
	collectors.Wait()
	fmt.Println("taken in:", taken)
	fmt.Printf("%d results, %d errors\n", results, errs)
	late := "refused"
	if pool.submit(100) {
		late = "taken"
	}
	fmt.Println("one more, after the end:", late)
}
