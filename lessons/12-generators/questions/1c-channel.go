package main

import "fmt"

func countdown(from int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for n := from; n > 0; n-- {
			out <- n
		}
	}()
	return out
}

func main() {
	for n := range countdown(3) {
		fmt.Println(n)
	}
}
