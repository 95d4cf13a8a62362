package main

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

type task struct {
	id     int
	handle func() (int, error)
}

type result struct {
	taskID   int
	workerID int
	value    int
	err      error
}

type pool struct {
	tasks   chan task
	results chan result
	workers sync.WaitGroup
}

func newPool(workers int) *pool {
	p := &pool{tasks: make(chan task, 10), results: make(chan result)}
	for id := 1; id <= workers; id++ {
		p.workers.Add(1)
		go p.work(id)
	}
	return p
}

// submit waits while the queue is full.
func (p *pool) submit(t task) {
	p.tasks <- t
}

// stop lets the workers finish what is there, then ends the results.
func (p *pool) stop() {
	close(p.tasks)
	p.workers.Wait()
	close(p.results)
}

func (p *pool) work(workerID int) {
	defer p.workers.Done()
	for t := range p.tasks {
		p.results <- perform(t, workerID)
	}
}

// A task that panics makes a result, and the worker lives on.
func perform(t task, workerID int) (r result) {
	r = result{taskID: t.id, workerID: workerID}
	defer func() {
		if problem := recover(); problem != nil {
			r.err = fmt.Errorf("panic: %v", problem)
		}
	}()
	r.value, r.err = t.handle()
	return r
}

// square takes id × 200 ms. Task 7 fails.
func square(id int) (int, error) {
	time.Sleep(time.Duration(id) * 200 * time.Millisecond)
	if id == 7 {
		return 0, errors.New("no square today")
	}
	return id * id, nil
}

func main() {
	start := time.Now()
	p := newPool(3)

	usedWorkers := map[int]bool{}
	var collector sync.WaitGroup
	collector.Add(1)
	go func() {
		defer collector.Done()
		for r := range p.results {
			usedWorkers[r.workerID] = true
			if r.err != nil {
				fmt.Printf("task %d: %v\n", r.taskID, r.err)
				continue
			}
			fmt.Printf("task %d: %d\n", r.taskID, r.value)
		}
	}()

	for id := 1; id <= 10; id++ {
		id := id // needed before Go 1.22
		handle := func() (int, error) { return square(id) }
		p.submit(task{id, handle})
	}
	p.stop()
	collector.Wait()

	fmt.Printf("%d workers, 11 s of work, done after %.1f s\n",
		len(usedWorkers), time.Since(start).Seconds())
}
