package main

import "fmt"

// keep passes values on. What has not been taken yet lies in a slice, which grows as needed.
func keep(input <-chan int, output chan<- int) {
	defer close(output)
	var list []int
	for input != nil || len(list) > 0 { // to the end, also when the input has been closed
		var passed chan<- int // nil: this case is off
		var first int
		if len(list) > 0 {
			passed, first = output, list[0]
		}
		select {
		case n, ok := <-input:
			if !ok {
				input = nil
				continue
			}
			list = append(list, n)
		case passed <- first:
			list = list[1:]
		}
	}
}

func main() {
	input, output := make(chan int), make(chan int)
	go keep(input, output)

	for n := 1; n <= 5; n++ {
		input <- n
	}
	close(input)
	fmt.Println("five sent, and nobody has received yet")
	for n := range output {
		fmt.Println(n)
	}
}
