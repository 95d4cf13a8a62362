package main

import (
	"fmt"
	"sync"
	"time"
)

const (
	taskCount   = 20
	workerCount = 5
)

type result struct {
	task, value int
}

// The distributor: the one goroutine that sends tasks. So it closes.
func distribute() <-chan int {
	tasks := make(chan int)
	go func() {
		defer close(tasks)
		for task := 1; task <= taskCount; task++ {
			tasks <- task
		}
	}()
	return tasks
}

// A worker with a result channel of its own.
func startWorker(tasks <-chan int) <-chan result {
	results := make(chan result)
	go func() {
		defer close(results)
		for task := range tasks {
			time.Sleep(100 * time.Millisecond) // the work
			results <- result{task, 2 * task}
		}
	}()
	return results
}

func forward(from <-chan result, to chan<- result, done func()) {
	defer done()
	for r := range from {
		to <- r
	}
}

// Joins several channels into one, which is closed when all are.
func merge(channels []<-chan result) <-chan result {
	merged := make(chan result)
	var forwarders sync.WaitGroup
	forwarders.Add(len(channels))
	for _, channel := range channels {
		go forward(channel, merged, forwarders.Done)
	}
	go func() {
		forwarders.Wait()
		close(merged)
	}()
	return merged
}

func main() {
	start := time.Now()
	tasks := distribute()
	workers := make([]<-chan result, workerCount)
	for i := range workers {
		workers[i] = startWorker(tasks) // fan-out
	}
	byTask := make(map[int]int)
	for r := range merge(workers) { // fan-in
		byTask[r.task] = r.value
	}

	total := 0
	for _, value := range byTask {
		total += value
	}
	fmt.Println(len(byTask), "results")
	fmt.Println("total", total)
	elapsed := time.Since(start).Milliseconds() / 100 * 100
	fmt.Printf("%d ms instead of %d\n", elapsed, taskCount*100)
}
