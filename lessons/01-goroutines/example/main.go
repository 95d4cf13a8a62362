package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"os/signal"
	"syscall"
	"time"
)

func handle(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintln(w, "begun", r.URL.Path)
	time.Sleep(100 * time.Millisecond) // stands for a database or another service
	fmt.Fprintln(w, "done", time.Now().Format(time.RFC3339))
}

func main() {
	http.HandleFunc("/", handle)
	server := &http.Server{
		Addr:              ":8080",
		ReadHeaderTimeout: 5 * time.Second,
		WriteTimeout:      10 * time.Second,
	}

	stop, release := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer release()
	go func() {
		// The server starts one goroutine for each connection by itself.
		if err := server.ListenAndServe(); err != http.ErrServerClosed {
			log.Fatal(err) // for example: the port is taken
		}
	}()

	<-stop.Done()
	deadline, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := server.Shutdown(deadline); err != nil { // waits for the requests at work
		log.Print(err)
	}
}
