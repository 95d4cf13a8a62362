package main

import "fmt"

func main() {
	left := make(chan string, 1)
	right := make(chan string, 1)
	left <- "left"
	right <- "right"

	tally := map[string]int{}
	for round := 0; round < 10; round++ {
		select { // both are always ready
		case side := <-left:
			tally[side]++
			left <- side // put back
		case side := <-right:
			tally[side]++
			right <- side
		}
	}
	fmt.Println("left", tally["left"], "right", tally["right"]) // another tally in each run
}
