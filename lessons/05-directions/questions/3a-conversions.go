package main

import "fmt"

func main() {
	both := make(chan int, 1)
	var entrance chan<- int = both // narrower: needs no word
	var exit <-chan int = both
	entrance <- 7
	fmt.Println(<-exit)

	// var whole chan int = entrance
	//     cannot use entrance … as type chan int
	// whole := (chan int)(entrance)
	//     cannot convert entrance … to type chan int
	// var turned chan<- int = exit
	//     cannot use exit … as type chan<- int
}
