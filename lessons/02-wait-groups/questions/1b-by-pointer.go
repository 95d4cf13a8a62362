package main

import (
	"fmt"
	"sync"
)

// worker calls wg.Done once, when it ends. The caller has called wg.Add(1).
func worker(wg *sync.WaitGroup) {
	defer wg.Done()
	fmt.Println("working")
}

// crew holds its group in a field; its methods have a pointer receiver.
type crew struct {
	wg sync.WaitGroup
}

func (c *crew) start() {
	c.wg.Add(1)
	go worker(&c.wg)
}

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go worker(&wg)
	wg.Wait()

	var c crew
	c.start()
	c.wg.Wait()
	fmt.Println("done")
}
