package main

import "fmt"

func produce(out chan<- int) {
	defer close(out) // the only sender: it owns the end
	for n := 0; n < 3; n++ {
		out <- n
	}
}

func consume(source <-chan int) {
	for n := range source { // close(source) would not compile here
		fmt.Println(n)
	}
}

func main() {
	numbers := make(chan int)
	go produce(numbers)
	consume(numbers)
	fmt.Println("done")
}
