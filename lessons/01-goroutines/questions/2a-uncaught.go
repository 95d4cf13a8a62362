package main

import (
	"fmt"
	"time"
)

func main() {
	go func() {
		panic("the cache is empty")
	}()
	time.Sleep(1 * time.Second)
	fmt.Println("main is still running") // never printed: exit code 2
}
