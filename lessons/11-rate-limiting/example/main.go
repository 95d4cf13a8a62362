package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"
)

// limiter is a bucket that counts by the clock. A program with modules
// would take golang.org/x/time/rate.
type limiter struct {
	mutex    sync.Mutex
	interval time.Duration
	burst    int
	next     time.Time // when the bucket would have been empty
}

func newLimiter(perSecond int) *limiter {
	interval := time.Second / time.Duration(perSecond)
	return &limiter{interval: interval, burst: perSecond}
}

// reserve takes a token, perhaps a future one, and says when it is there.
func (l *limiter) reserve() time.Duration {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	full := time.Now().Add(-time.Duration(l.burst) * l.interval)
	if l.next.Before(full) {
		l.next = full
	}
	l.next = l.next.Add(l.interval)
	return time.Until(l.next)
}

func (l *limiter) wait(ctx context.Context) error {
	timer := time.NewTimer(l.reserve())
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

type client struct {
	url, secret string
	http        *http.Client
	all         *limiter
	mutex       sync.RWMutex // guards routes
	routes      map[string]*limiter
}

func (c *client) get(ctx context.Context, path string) (any, error) {
	route := strings.SplitN(path, "/", 3)[1]
	c.mutex.RLock()
	limit, ok := c.routes[route]
	c.mutex.RUnlock()
	if !ok {
		return nil, fmt.Errorf("no limit has been set for %s", route)
	}
	for _, l := range []*limiter{limit, c.all} { // the scarcer one first
		if err := l.wait(ctx); err != nil {
			return nil, err
		}
	}
	request, err := http.NewRequestWithContext(ctx, "GET", c.url+path, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+c.secret)
	response, err := c.http.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	if response.StatusCode/100 != 2 {
		return nil, fmt.Errorf("%s: %d, %s", path, response.StatusCode, body)
	}
	var value any
	err = json.Unmarshal(body, &value)
	return value, err
}

func main() {
	answer := func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer secret-7" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		fmt.Fprintf(w, "%q", r.URL.Path)
	}
	server := httptest.NewServer(http.HandlerFunc(answer))
	defer server.Close()
	c := &client{
		url: server.URL, secret: "secret-7",
		http: &http.Client{Timeout: 10 * time.Second}, all: newLimiter(10),
		routes: map[string]*limiter{
			"users": newLimiter(5), "products": newLimiter(2),
		},
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()

	start := time.Now()
	var requests sync.WaitGroup
	for n := 0; n < 20; n++ {
		path := fmt.Sprintf("/users/%d", n)
		if n >= 14 {
			path = fmt.Sprintf("/products/%d", n)
		}
		requests.Add(1)
		go func() {
			defer requests.Done()
			if _, err := c.get(ctx, path); err != nil {
				fmt.Println(err)
			}
		}()
	}
	requests.Wait()
	took := time.Since(start).Round(100 * time.Millisecond)
	fmt.Println("20 requests, in", took)
}
