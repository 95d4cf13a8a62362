package main

import (
	"fmt"
	"time"
)

func greet(name string) {
	fmt.Println("hello from", name)
}

func main() {
	go greet("a named function")

	for i := 0; i < 5; i++ {
		number := i // needed before Go 1.22, harmless since
		go func() { fmt.Println("closure", number) }()
	}

	for i := 0; i < 5; i++ {
		go func(value int) { fmt.Println("argument", value) }(i)
	}

	fmt.Println("main goes on at once")

	// Keeps main alive while the others run. Real programs wait for their
	// goroutines instead of guessing how long they take.
	time.Sleep(1 * time.Second)
}
