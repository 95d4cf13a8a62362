package main

import (
	"sync/atomic"
	"time"
)

// stopTimers starts timers that are all pending together; then stops them.
func stopTimers(timers int) *outcome {
	pending := make([]*time.Timer, 0, timers)
	var fired int64
	for i := 0; i < timers; i++ {
		delay := time.Hour + time.Duration(i%1000)*time.Millisecond
		pending = append(pending, time.AfterFunc(delay, func() { atomic.AddInt64(&fired, 1) }))
	}
	for _, timer := range pending {
		timer.Stop()
	}
	if fired != 0 {
		panic("a timer fired")
	}
	return nil
}

// fireTimers starts timers that are soon due, and waits until the last has fired.
func fireTimers(timers int) *outcome {
	all := make(chan struct{})
	var fired int64
	for i := 0; i < timers; i++ {
		time.AfterFunc(time.Duration(i%100)*time.Millisecond, func() {
			if atomic.AddInt64(&fired, 1) == int64(timers) {
				close(all)
			}
		})
	}
	<-all
	return nil
}

// receiveWithTimeout makes and stops a timer for each message, as one did before timers that nobody can reach were collected (Go 1.23).
func receiveWithTimeout(messages int) *outcome {
	values := make(chan int)
	go func() {
		for i := 0; i < messages; i++ {
			values <- i
		}
	}()
	sum := 0
	for i := 0; i < messages; i++ {
		late := time.NewTimer(time.Minute)
		select {
		case v := <-values:
			sum += v
		case <-late.C:
			panic("a minute has passed")
		}
		late.Stop()
	}
	checkSum(sum, messages)
	return nil
}
