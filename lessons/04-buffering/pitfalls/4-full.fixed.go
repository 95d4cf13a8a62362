package main

import "fmt"

func main() {
	letters := make(chan string, 3)
	for _, letter := range []string{"a", "b", "c", "d"} {
		select {
		case letters <- letter:
		default: // full
			fmt.Println("no room for", letter)
		}
	}
	close(letters)
	for letter := range letters {
		fmt.Println(letter)
	}
}
