package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	numbers := make([]int, 1000)
	for i := range numbers {
		numbers[i] = i + 1
	}
	parts := runtime.GOMAXPROCS(0) // 0 asks and changes nothing
	sums := make([]int, parts)

	var working sync.WaitGroup
	for part := 0; part < parts; part++ {
		working.Add(1)
		go func(part int) {
			defer working.Done()
			sum := 0
			for i := part; i < len(numbers); i += parts {
				sum += numbers[i]
			}
			sums[part] = sum // a place of its own: nothing is shared
		}(part)
	}
	working.Wait()

	total := 0
	for _, sum := range sums {
		total += sum
	}
	fmt.Println("sum", total)
}
