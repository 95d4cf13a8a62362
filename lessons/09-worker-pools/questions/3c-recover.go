package main

import (
	"fmt"
	"runtime/debug"
	"strings"
)

// perform does one task. A panic in it becomes an error.
func perform(id int, handle func() int) (
	value int, stack string, err error,
) {
	defer func() {
		if problem := recover(); problem != nil {
			stack = string(debug.Stack())
			err = fmt.Errorf("task %d: %v", id, problem)
		}
	}()
	return handle(), "", nil
}

func main() {
	prices := []int{10, 20}
	for id := 1; id <= 3; id++ {
		item := id - 1
		handle := func() int { return prices[item] }
		value, stack, err := perform(id, handle)
		if err != nil {
			fmt.Println("failed:", err)
			known := strings.Contains(stack, "main.perform")
			fmt.Println("with a stack:", known)
			continue
		}
		fmt.Printf("task %d: %d\n", id, value)
	}
}
