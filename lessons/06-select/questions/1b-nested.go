package main

import (
	"fmt"
	"sync"
	"time"
)

func desk(alarms, letters <-chan string, stop <-chan struct{}) {
	for {
		var text string
		select {
		case text = <-alarms: // an alarm, if there is one at this moment
		default:
			select { // otherwise whatever comes first
			case text = <-alarms:
			case text = <-letters:
			case <-stop:
				fmt.Println("closed")
				return
			}
		}
		fmt.Println(text)
		time.Sleep(10 * time.Millisecond) // the work
	}
}

func main() {
	alarms := make(chan string, 3)
	letters := make(chan string, 3)
	stop := make(chan struct{})
	for n := 1; n <= 3; n++ {
		letters <- fmt.Sprint("letter ", n)
	}
	for n := 1; n <= 2; n++ {
		alarms <- fmt.Sprint("alarm ", n)
	}

	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		desk(alarms, letters, stop)
	}()
	time.Sleep(100 * time.Millisecond)
	alarms <- "alarm 3"
	time.Sleep(100 * time.Millisecond)
	close(stop)
	wg.Wait()
}
