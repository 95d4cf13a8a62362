package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"
)

func job(ctx context.Context, name string, takes time.Duration) {
	select {
	case <-time.After(takes):
		fmt.Println(name, "job: finished")
	case <-ctx.Done():
		fmt.Println(name, "job: cancelled")
	}
}

func main() {
	root := context.Background()
	asked, stop := signal.NotifyContext(
		root, os.Interrupt, syscall.SIGTERM)
	defer stop()
	work, cancelWork := context.WithCancel(root)
	defer cancelWork()

	var jobs sync.WaitGroup
	jobs.Add(2)
	go func() {
		defer jobs.Done()
		job(work, "short", 100*time.Millisecond)
	}()
	go func() {
		defer jobs.Done()
		job(work, "long", time.Minute)
	}()

	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		panic(err)
	}
	if err := self.Signal(syscall.SIGTERM); err != nil {
		panic(err)
	}
	<-asked.Done()
	fmt.Println("SIGTERM: two workers are at work")

	late := time.AfterFunc(300*time.Millisecond, cancelWork)
	defer late.Stop()
	jobs.Wait()
	fmt.Println("all have ended")
}
