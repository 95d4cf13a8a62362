package main

import (
	"fmt"
	"runtime/debug"
	"time"
)

func readCache() string {
	panic("the cache is empty")
}

func main() {
	go func() {
		defer func() {
			if reason := recover(); reason != nil {
				fmt.Println("recovered:", reason)
				debug.PrintStack()
			}
		}()
		fmt.Println(readCache())
	}()
	time.Sleep(1 * time.Second)
	fmt.Println("main is still running")
}
