// Measures one case of the comparison between threads, in Go.
package main

import (
	"fmt"
	"os"
	"strconv"
	"sync"
	"time"
)

func main() {
	size, _ := strconv.Atoi(os.Args[2])
	measure := map[string]func(int){
		"round-trips": roundTrips, "numbers-across": oneWay, "numbers-home": oneWay, "four-by-four": fourByFour, "empty-tasks": emptyTasks,
	}[os.Args[1]]
	if measure == nil {
		fmt.Println("null")
		return
	}
	measure(size / 10)
	began := time.Now()
	measure(size)
	fmt.Println(float64(size) / time.Since(began).Seconds())
}

func roundTrips(count int) {
	there, back := make(chan int), make(chan int)
	go func() {
		for n := range there {
			back <- n
		}
	}()
	for n := 0; n < count; n++ {
		there <- n
		<-back
	}
	close(there)
}

func oneWay(count int) {
	numbers := make(chan int, 1024)
	go func() {
		for n := 0; n < count; n++ {
			numbers <- n
		}
		close(numbers)
	}()
	sum := 0
	for n := range numbers {
		sum += n
	}
}

func fourByFour(count int) {
	numbers := make(chan int, 1024)
	var producers, consumers sync.WaitGroup
	for p := 0; p < 4; p++ {
		producers.Add(1)
		consumers.Add(1)
		go func() {
			defer producers.Done()
			for n := 0; n < count/4; n++ {
				numbers <- n
			}
		}()
		go func() {
			defer consumers.Done()
			sum := 0
			for n := range numbers {
				sum += n
			}
		}()
	}
	producers.Wait()
	close(numbers)
	consumers.Wait()
}

func emptyTasks(count int) {
	var wg sync.WaitGroup
	wg.Add(count)
	for n := 0; n < count; n++ {
		go wg.Done()
	}
	wg.Wait()
}
