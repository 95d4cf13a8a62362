package main

import "fmt"

func addToValue(count int) {
	count = count + 1 // changes the copy that belongs to this call
}

func addThroughPointer(count *int) {
	*count = *count + 1 // changes the one number that everybody points at
}

func main() {
	count := 10
	addToValue(count)
	fmt.Println("by value:", count) // 10

	addThroughPointer(&count)
	fmt.Println("by pointer:", count) // 11
}
