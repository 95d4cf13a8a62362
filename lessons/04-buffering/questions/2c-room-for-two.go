package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	for _, capacity := range []int{0, 2} {
		parcels := make(chan string, capacity)
		start := time.Now()
		var sender sync.WaitGroup
		sender.Add(1)
		go func(capacity int) {
			defer sender.Done()
			for _, parcel := range []string{"books", "shoes", "tea"} {
				parcels <- parcel
				elapsed := time.Since(start).Round(100 * time.Millisecond)
				fmt.Printf("room for %d: %s sent after %d ms\n", capacity, parcel, elapsed.Milliseconds())
			}
		}(capacity)
		for n := 0; n < 3; n++ {
			time.Sleep(1 * time.Second)
			<-parcels
		}
		sender.Wait()
	}
}
