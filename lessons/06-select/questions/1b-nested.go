package main

import "fmt"

func desk(alarms, letters <-chan string, stop <-chan struct{}) {
	for {
		select {
		case alarm := <-alarms: // an alarm, if there is one at this moment
			fmt.Println(alarm)
			continue
		default:
		}
		select { // otherwise whatever comes first
		case alarm := <-alarms:
			fmt.Println(alarm)
		case letter, ok := <-letters:
			if !ok {
				return
			}
			fmt.Println(letter)
		case <-stop:
			return
		}
	}
}

func main() {
	alarms := make(chan string, 2)
	letters := make(chan string, 2)
	for n := 1; n <= 2; n++ {
		letters <- fmt.Sprint("letter ", n)
		alarms <- fmt.Sprint("alarm ", n)
	}
	close(letters)
	desk(alarms, letters, nil)
}
