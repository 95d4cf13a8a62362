package main

import (
	"fmt"
	"sort"
	"sync"
	"time"
)

func weigh(parcel int) (int, error) {
	time.Sleep(10 * time.Millisecond)
	if parcel == 5 || parcel == 9 {
		return 0, fmt.Errorf("parcel %d has come open", parcel)
	}
	return parcel * 10, nil
}

func main() {
	parcels := make(chan int, 12)
	for parcel := 1; parcel <= 12; parcel++ {
		parcels <- parcel
	}
	close(parcels)

	weights := make(chan int)
	failures := make(chan error)
	var workers sync.WaitGroup
	workers.Add(5)
	for n := 0; n < 5; n++ {
		go func() {
			defer workers.Done()
			for parcel := range parcels {
				if weight, err := weigh(parcel); err != nil {
					failures <- err
				} else {
					weights <- weight
				}
			}
		}()
	}
	go func() {
		workers.Wait()
		close(weights)
		close(failures)
	}()

	count, sum := 0, 0
	var bad []string
	good, failed := weights, failures
	for good != nil || failed != nil {
		select {
		case weight, ok := <-good:
			if !ok {
				good = nil // closed: this case is off now
				continue
			}
			count++
			sum += weight
		case err, ok := <-failed:
			if !ok {
				failed = nil
				continue
			}
			bad = append(bad, err.Error())
		}
	}
	fmt.Printf("%d weighed, together %d\n", count, sum)
	sort.Strings(bad)
	for _, message := range bad {
		fmt.Println(message)
	}
}
