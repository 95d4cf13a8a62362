package main

import (
	"fmt"
	"sync"
)

func main() {
	guests := []string{"Ada", "Ben", "Chen"}
	var greetings sync.WaitGroup

	var guest string // one variable for all turns of the loop, in every Go version
	greetings.Add(len(guests))
	for _, guest = range guests {
		go func() {
			defer greetings.Done()
			fmt.Println("shared:", guest) // also a data race
		}()
		fmt.Println("started for", guest)
	}
	greetings.Wait()

	greetings.Add(len(guests))
	for _, guest := range guests { // Go 1.22 and newer: a new variable in each turn
		guest := guest // older Go needs this copy
		go func() {
			defer greetings.Done()
			fmt.Println("own:", guest)
		}()
	}
	greetings.Wait()
}
