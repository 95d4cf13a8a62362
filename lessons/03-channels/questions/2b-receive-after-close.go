package main

import "fmt"

func main() {
	numbers := make(chan int, 1)
	numbers <- 42
	close(numbers)

	fmt.Println(<-numbers) // 42, the value that was still in the buffer
	fmt.Println(<-numbers) // 0, the zero value
	n, ok := <-numbers
	fmt.Println(n, ok) // 0 false
	for n := range numbers {
		fmt.Println("never", n)
	}
	fmt.Println("the loop ends at once")
}
