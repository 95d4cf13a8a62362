package main

import (
	"fmt"
	"reflect"
	"sync"
	"time"
)

func main() {
	speeds := []time.Duration{10 * time.Millisecond, 10 * time.Millisecond, 100 * time.Millisecond}
	done := make([]int, len(speeds))
	desks := make([]chan int, len(speeds))
	var wg sync.WaitGroup
	for i := range speeds {
		desks[i] = make(chan int)
		wg.Add(1)
		go func(i int) {
			defer wg.Done()
			for range desks[i] {
				time.Sleep(speeds[i])
				done[i]++ // only this worker writes here
			}
		}(i)
	}

	for job := 0; job < 30; job++ {
		cases := make([]reflect.SelectCase, len(desks)) // as many cases as there are workers
		for i, desk := range desks {
			cases[i] = reflect.SelectCase{
				Dir:  reflect.SelectSend,
				Chan: reflect.ValueOf(desk),
				Send: reflect.ValueOf(job),
			}
		}
		reflect.Select(cases)
	}
	for _, desk := range desks {
		close(desk)
	}
	wg.Wait()
	fmt.Println(done[0]+done[1]+done[2], "jobs done")
	fmt.Println("the slow worker did fewer than each of the others:", done[2] < done[0] && done[2] < done[1])
}
