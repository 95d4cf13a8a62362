package main

import (
	"fmt"
	"log"
	"runtime/debug"
	"strings"
	"sync"
)

// SafeGo starts work in a goroutine that pending counts. A panic is reported
// with the task's name and does not end the program.
func SafeGo(pending *sync.WaitGroup, task string, work func()) {
	pending.Add(1)
	go func() {
		defer pending.Done() // deferred first, so it runs last: after the report
		defer func() {
			if reason := recover(); reason != nil {
				log.Printf("%s failed: %v\n%s", task, reason, debug.Stack())
			}
		}()
		work()
	}()
}

func resize(file string) {
	if strings.HasPrefix(file, "cat") {
		panic("not a picture")
	}
	fmt.Println("resized", file)
}

func main() {
	var pending sync.WaitGroup
	for _, file := range []string{"holiday.jpg", "cat.jpg", "dog.jpg"} {
		file := file // older Go needs this copy
		SafeGo(&pending, "resize "+file, func() { resize(file) })
	}
	pending.Wait()
	fmt.Println("main goes on")
}
