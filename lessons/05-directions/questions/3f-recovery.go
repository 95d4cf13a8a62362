package main

import "fmt"

// exit.(chan int) would not compile: exit is no interface.
// Even through an interface, the way back is closed.
func canSend(exit <-chan int) bool {
	var hidden any = exit
	_, ok := hidden.(chan int)
	return ok
}

func main() {
	numbers := make(chan int)
	fmt.Println("through a <-chan int:", canSend(numbers))

	var hidden any = numbers // never narrowed, so it is still a chan int
	_, ok := hidden.(chan int)
	fmt.Println("never narrowed:", ok)
}
