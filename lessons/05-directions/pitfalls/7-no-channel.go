package main

import "fmt"

type Clock struct {
	Ticks <-chan int // nil until somebody sets it
}

func main() {
	var clock Clock
	fmt.Println("waiting for a tick")
	fmt.Println("tick", <-clock.Ticks) // for ever
}
