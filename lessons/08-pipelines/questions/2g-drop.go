package main

import (
	"fmt"
	"time"
)

func main() {
	frames := make(chan int, 3)
	dropped := 0
	go func() {
		defer close(frames)
		for frame := 1; frame <= 10; frame++ {
			time.Sleep(10 * time.Millisecond) // a camera does not wait
			select {
			case frames <- frame:
			default: // full
				dropped++
			}
		}
	}()
	shown := 0
	for range frames {
		time.Sleep(200 * time.Millisecond) // the screen is slow
		shown++
	}
	fmt.Printf("%d shown, %d dropped\n", shown, dropped)
}
