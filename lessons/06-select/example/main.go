package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"
)

type settings struct {
	atOnce   int
	interval time.Duration
	timeout  time.Duration
}

var usual = settings{atOnce: 10, interval: time.Second / 5, timeout: 2 * time.Second}

type service struct {
	settings
	mutex  sync.Mutex
	taken  int
	ticker *time.Ticker
}

func (s *service) take() bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.taken >= s.atOnce {
		return false
	}
	s.taken++
	return true
}

func (s *service) giveBack() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.taken--
}

// ServeHTTP runs in a goroutine of its own for each request.
func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !s.take() {
		http.Error(w, "all places are taken", http.StatusServiceUnavailable)
		return
	}
	defer s.giveBack()

	select {
	case <-s.ticker.C:
	default:
		http.Error(w, "too fast", http.StatusTooManyRequests)
		return
	}

	// r.Context() ends when the client goes away.
	ctx, cancel := context.WithTimeout(r.Context(), s.timeout)
	defer cancel()
	quote, err := quoteFor(ctx, r.URL.Path[1:], r.URL.Query().Get("slow") != "")
	switch {
	case err == nil:
		fmt.Fprintln(w, quote)
	case errors.Is(err, context.DeadlineExceeded):
		http.Error(w, "no quote in time", http.StatusGatewayTimeout)
	case errors.Is(err, context.Canceled):
		fmt.Println("server: the client has gone")
	default:
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

// pretend stands for work that takes time. It ends early when its context does.
func pretend(ctx context.Context, duration time.Duration) error {
	select {
	case <-time.After(duration):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func quoteFor(ctx context.Context, item string, slow bool) (string, error) {
	prices := make(chan int, 1)
	quotes := make(chan string, 1) // room, should nobody wait for the quote any more
	errs := make(chan error, 2)    // room for one late error of each stage

	go func() { // stage one: asks the supplier
		defer close(prices)
		duration := 10 * time.Millisecond
		if slow {
			duration = time.Minute
		}
		if err := pretend(ctx, duration); err != nil {
			errs <- err
			return
		}
		if item == "rice" {
			errs <- errors.New("the supplier has no price")
			return
		}
		prices <- len(item) * 100
	}()

	go func() { // stage two: makes a quote of the price
		price, ok := <-prices
		if !ok {
			return // stage one has failed, and has said so
		}
		if err := pretend(ctx, 20*time.Millisecond); err != nil {
			errs <- fmt.Errorf("quote for %s: %w", item, err)
			return
		}
		quotes <- fmt.Sprintf("%s: %d cents", item, price)
	}()

	select {
	case quote := <-quotes:
		return quote, nil
	case err := <-errs:
		return "", err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func get(url string) {
	response, err := http.Get(url)
	if err != nil {
		fmt.Println("no answer:", err)
		return
	}
	defer response.Body.Close()
	text, _ := io.ReadAll(response.Body)
	fmt.Println(response.StatusCode, string(text[:len(text)-1]))
}

func main() {
	s := &service{settings: usual}
	s.timeout = 500 * time.Millisecond
	s.ticker = time.NewTicker(s.interval)
	defer s.ticker.Stop()
	server := httptest.NewServer(s) // with a fixed port: http.ListenAndServe(":8080", s)
	defer server.Close()

	get(server.URL + "/tea") // too early
	for _, path := range []string{"/tea", "/rice", "/corn?slow=1"} {
		time.Sleep(s.interval + 50*time.Millisecond)
		get(server.URL + path)
	}
}
