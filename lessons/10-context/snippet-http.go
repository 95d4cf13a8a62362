package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

func answer(w http.ResponseWriter, r *http.Request) {
	select {
	case <-time.After(200 * time.Millisecond):
		fmt.Fprint(w, "here you are")
	case <-r.Context().Done(): // the client is gone
	}
}

func ask(
	parent context.Context, url string, timeout time.Duration,
) (string, error) {
	ctx, cancel := context.WithTimeout(parent, timeout)
	defer cancel()
	request, err := http.NewRequestWithContext(
		ctx, http.MethodGet, url, nil)
	if err != nil {
		return "", err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		// %w keeps the cause, so that errors.Is finds it.
		return "", fmt.Errorf("ask: %w", err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return string(body), err
}

func main() {
	root := context.Background()
	// From here on, requests are accepted.
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	server := &http.Server{Handler: http.HandlerFunc(answer)}
	go server.Serve(listener)
	url := "http://" + listener.Addr().String()

	text, err := ask(root, url, 2*time.Second)
	if err == nil {
		fmt.Println("patient: 200,", text)
	}
	_, err = ask(root, url, 50*time.Millisecond)
	if errors.Is(err, context.DeadlineExceeded) {
		fmt.Println("hasty: DeadlineExceeded")
	}

	ctx, cancel := context.WithTimeout(root, 5*time.Second)
	defer cancel()
	if err := server.Shutdown(ctx); err == nil {
		fmt.Println("the server has closed")
	}
}
