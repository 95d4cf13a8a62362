package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
)

// Not exported, and a type of its own: only this package can make it.
type traceKey struct{}

func withTraceID(parent context.Context, id string) context.Context {
	return context.WithValue(parent, traceKey{}, id)
}

func traceIDOf(ctx context.Context) string {
	if id, ok := ctx.Value(traceKey{}).(string); ok {
		return id
	}
	return "(no trace)"
}

// traced is middleware: every request gets a trace id.
func traced(next http.Handler) http.Handler {
	requests := 0
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests++
		ctx := withTraceID(r.Context(), fmt.Sprintf("t-%d", requests))
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

func ask(ctx context.Context, whom string) {
	fmt.Printf("%s | asks the %s\n", traceIDOf(ctx), whom)
}

func dinner(_ http.ResponseWriter, r *http.Request) {
	ask(r.Context(), "kitchen")
	ask(r.Context(), "cellar")
}

func main() {
	handler := traced(http.HandlerFunc(dinner))
	request := httptest.NewRequest(http.MethodGet, "/", nil)
	handler.ServeHTTP(httptest.NewRecorder(), request)

	// A string is another key, whatever it says.
	type key string
	forged := context.WithValue(
		context.Background(), key("trace id"), "t-99")
	ask(forged, "cellar")
}
