package main

import "fmt"

func trySend[T any](channel chan<- T, value T) bool {
	select {
	case channel <- value:
		return true
	default:
		return false
	}
}

// tryReceive gives the value, whether it is one, and whether the channel was ready at all.
func tryReceive[T any](channel <-chan T) (value T, ok, ready bool) {
	select {
	case value, ok = <-channel:
		return value, ok, true
	default:
		return value, false, false
	}
}

func main() {
	letters := make(chan string, 1)
	fmt.Println(trySend(letters, "a"))
	fmt.Println(trySend(letters, "b"))
	fmt.Println(tryReceive(letters)) // a value
	fmt.Println(tryReceive(letters)) // nothing there
	close(letters)
	fmt.Println(tryReceive(letters)) // closed
}
