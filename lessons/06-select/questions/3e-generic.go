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

func inWords(value string, ok, ready bool) string {
	switch {
	case !ready:
		return "nothing"
	case !ok:
		return "closed"
	default:
		return "value " + value
	}
}

func main() {
	letters := make(chan string, 1)
	fmt.Println("sent:", trySend(letters, "a"))
	fmt.Println("sent:", trySend(letters, "b"))
	fmt.Println("got", inWords(tryReceive(letters)))
	fmt.Println("got", inWords(tryReceive(letters)))
	close(letters)
	fmt.Println("got", inWords(tryReceive(letters)))
}
