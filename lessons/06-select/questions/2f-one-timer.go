package main

import (
	"fmt"
	"time"
)

const patience = time.Second

func main() {
	start := time.Now()
	values := make(chan int)
	go func() {
		for n := 1; n <= 3; n++ {
			time.Sleep(400 * time.Millisecond)
			values <- n
		}
	}()

	timer := time.NewTimer(patience) // one timer for the whole loop
	defer timer.Stop()
	for {
		select {
		case n := <-values:
			fmt.Println("value", n)
		case <-timer.C:
			elapsed := time.Since(start).Round(100 * time.Millisecond)
			fmt.Printf("silent for %d ms, after %d ms\n", patience.Milliseconds(), elapsed.Milliseconds())
			return
		}
		// Before Go 1.23, an old value could be left in the channel. Take it out.
		if !timer.Stop() {
			select {
			case <-timer.C:
			default:
			}
		}
		timer.Reset(patience) // since Go 1.23, this line is enough
	}
}
