package main

import (
	"fmt"
	"runtime/debug"
	"strings"
)

// perform does one task. A panic in it becomes an error.
func perform(id int, handle func() int) (value int, stack string, err error) {
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
		value, stack, err := perform(id, func() int { return prices[item] })
		if err != nil {
			fmt.Println("failed:", err)
			fmt.Println("with a stack:", strings.Contains(stack, "main.perform"))
			continue
		}
		fmt.Printf("task %d: %d\n", id, value)
	}
}
