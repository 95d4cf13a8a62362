package main

import (
	"fmt"
	"sync"
)

// runConcurrently calls work for every task at once, waits for all of them,
// and gives the answers in the order of the tasks.
func runConcurrently[Task, Answer any](tasks []Task, work func(Task) Answer) []Answer {
	answers := make([]Answer, len(tasks))
	var wg sync.WaitGroup
	wg.Add(len(tasks))
	for index, task := range tasks {
		go func(index int, task Task) {
			defer wg.Done()
			answers[index] = work(task)
		}(index, task)
	}
	wg.Wait()
	return answers
}

func main() {
	words := []string{"tea", "coffee", "water"}
	fmt.Println(runConcurrently(words, func(word string) int { return len(word) }))
}
