package main

import (
	"fmt"
	"sync"
)

func give(mine []string, to chan<- string) {
	for _, card := range mine {
		to <- card
	}
}

func take(count int, from <-chan string) {
	for n := 0; n < count; n++ {
		fmt.Println("got", <-from)
	}
}

func main() {
	toAnna, toBert := make(chan string), make(chan string)
	var wg sync.WaitGroup
	for _, move := range []func(){
		func() { give([]string{"ace", "king", "queen"}, toBert) },
		func() { take(3, toAnna) },
		func() { give([]string{"two", "three", "four"}, toAnna) },
		func() { take(3, toBert) },
	} {
		wg.Add(1)
		go func(move func()) {
			defer wg.Done()
			move()
		}(move)
	}
	wg.Wait()
}
