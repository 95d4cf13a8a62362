package main

import (
	"fmt"
	"sync"
)

type party struct {
	name   string
	agrees bool
}

func decide(parties []party) {
	votes := make(chan bool)
	commit := make(chan struct{}) // closed: everybody, write
	abort := make(chan struct{})  // closed: everybody, forget it
	var wg sync.WaitGroup

	for _, p := range parties {
		wg.Add(1)
		go func(p party) {
			defer wg.Done()
			votes <- p.agrees // phase one
			select {          // phase two
			case <-commit:
				fmt.Println(p.name, "writes")
			case <-abort:
				fmt.Println(p.name, "forgets it")
			}
		}(p)
	}

	all := true
	for range parties {
		if !<-votes {
			all = false
		}
	}
	if all {
		close(commit)
	} else {
		close(abort)
	}
	wg.Wait()
}

func main() {
	decide([]party{{"stock", true}, {"payment", true}, {"mail", true}})
	decide([]party{{"stock", true}, {"payment", false}, {"mail", true}})
}
