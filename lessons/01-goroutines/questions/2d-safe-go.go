package main

import (
	"fmt"
	"log"
	"runtime/debug"
	"strings"
	"sync"
)

// SafeGo starts work in a goroutine of its own. A panic is reported with the
// task's name and does not end the program.
func SafeGo(task string, work func()) {
	go func() {
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
	files := []string{"holiday.jpg", "cat.jpg", "dog.jpg"}
	var pending sync.WaitGroup
	pending.Add(len(files))
	for _, file := range files {
		file := file // older Go needs this copy
		SafeGo("resize "+file, func() {
			defer pending.Done()
			resize(file)
		})
	}
	pending.Wait()
	fmt.Println("main goes on")
}
