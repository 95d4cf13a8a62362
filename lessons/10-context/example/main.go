package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"
)

type requestKey struct{}

type report struct {
	State    string            `json:"state"`
	Outcomes map[string]string `json:"outcomes,omitempty"`
}

type operation func(ctx context.Context) (string, error)

// fetchData reads rows, and looks after every ten that it has read.
func fetchData(rows int) operation {
	return func(ctx context.Context) (string, error) {
		for read := 0; read < rows; read += 10 {
			select {
			case <-time.After(100 * time.Millisecond):
			case <-ctx.Done():
				return "", ctx.Err()
			}
		}
		return fmt.Sprintf("%d rows", rows), nil
	}
}

// externalAPI sends a payload to another service.
func externalAPI(url, payload string) operation {
	return func(ctx context.Context) (string, error) {
		request, err := http.NewRequestWithContext(
			ctx, http.MethodPost, url, strings.NewReader(payload))
		if err != nil {
			return "", err
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			return "", fmt.Errorf("external api: %w", err)
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		return string(body), err
	}
}

// runTask returns when all operations have ended, also after the end of
// the context: they may still write into outcomes.
func runTask(
	ctx context.Context, operations map[string]operation,
) report {
	var mutex sync.Mutex
	outcomes := make(map[string]string)
	var atWork sync.WaitGroup
	for name, run := range operations {
		name, run := name, run
		atWork.Add(1)
		go func() {
			defer atWork.Done()
			outcome, err := run(ctx)
			switch {
			case errors.Is(err, context.Canceled):
				outcome = "cancelled"
			case errors.Is(err, context.DeadlineExceeded):
				outcome = "out of time"
			case err != nil:
				outcome = err.Error()
			}
			mutex.Lock()
			defer mutex.Unlock()
			outcomes[name] = outcome
		}()
	}
	atWork.Wait()
	if ctx.Err() != nil {
		return report{"stopped", outcomes}
	}
	return report{"done", outcomes}
}

type tasks struct {
	root   context.Context // the life of the service, not of a request
	atWork sync.WaitGroup
	stops  sync.Map // id -> context.CancelFunc

	lock    sync.RWMutex
	reports map[string]report
}

func (t *tasks) put(id string, r report) {
	t.lock.Lock()
	defer t.lock.Unlock()
	t.reports[id] = r
}

func (t *tasks) get(id string) (report, bool) {
	t.lock.RLock()
	defer t.lock.RUnlock()
	r, ok := t.reports[id]
	return r, ok
}

// start takes the root and not the request's context, which ends with
// the answer. Go 1.21 has context.WithoutCancel for it.
func (t *tasks) start(
	request context.Context, id string, limit time.Duration,
	operations map[string]operation,
) {
	t.put(id, report{State: "running"})
	named := context.WithValue(
		t.root, requestKey{}, request.Value(requestKey{}))
	ctx, cancel := context.WithTimeout(named, limit)
	t.stops.Store(id, cancel)
	t.atWork.Add(1)
	go func() {
		defer t.atWork.Done()
		defer cancel()
		defer t.stops.Delete(id)
		r := runTask(ctx, operations)
		t.put(id, r)
		fmt.Printf("[%v] %s: %s\n", ctx.Value(requestKey{}), id, r.State)
	}()
}

func (t *tasks) stop(id string) bool {
	cancel, ok := t.stops.Load(id)
	if ok {
		cancel.(context.CancelFunc)()
	}
	return ok
}

// shutDown waits for the tasks; when ctx ends, it stops them and waits.
func (t *tasks) shutDown(ctx context.Context) {
	ended := make(chan struct{})
	go func() {
		t.atWork.Wait()
		close(ended)
	}()
	select {
	case <-ended:
	case <-ctx.Done():
		t.stops.Range(func(id, _ any) bool { return t.stop(id.(string)) })
		<-ended
	}
}

func (t *tasks) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_, id, _ := strings.Cut(r.URL.Path[1:], "/")
	switch {
	case strings.HasPrefix(r.URL.Path, "/process/"):
		ctx := context.WithValue(
			r.Context(), requestKey{}, r.Header.Get("X-Request-Id"))
		t.start(ctx, id, 30*time.Second, map[string]operation{
			"fetch_data":   fetchData(9000),
			"external_api": externalAPI("http://"+r.Host+"/echo", "tea"),
		})
		w.WriteHeader(http.StatusAccepted)
	case strings.HasPrefix(r.URL.Path, "/status/"):
		found, ok := t.get(id)
		if !ok {
			http.Error(w, "no such task", http.StatusNotFound)
			return
		}
		_ = json.NewEncoder(w).Encode(found)
	case strings.HasPrefix(r.URL.Path, "/cancel/") && t.stop(id):
		w.WriteHeader(http.StatusAccepted)
	case r.URL.Path == "/echo":
		_, _ = io.Copy(w, r.Body)
	default:
		http.Error(w, "nothing there", http.StatusNotFound)
	}
}

func post(url, requestID string) int {
	request, err := http.NewRequest(http.MethodPost, url, nil)
	if err != nil {
		panic(err)
	}
	request.Header.Set("X-Request-Id", requestID)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		panic(err)
	}
	defer response.Body.Close()
	return response.StatusCode
}

func main() {
	root, end := context.WithCancel(context.Background())
	defer end()
	t := &tasks{root: root, reports: make(map[string]report)}
	server := httptest.NewServer(t)

	fmt.Println("accepted:", post(server.URL+"/process/task-1", "beans"))
	time.Sleep(50 * time.Millisecond)
	fmt.Println("cancel:", post(server.URL+"/cancel/task-1", "beans"))
	t.atWork.Wait()
	stopped, _ := t.get("task-1")
	fmt.Println(stopped.Outcomes)
	fmt.Println("again:", post(server.URL+"/cancel/task-1", "beans"))

	fmt.Println("accepted:", post(server.URL+"/process/task-2", "corn"))
	server.Close() // in main of a service: after signal.NotifyContext
	grace, cancel := context.WithTimeout(root, 300*time.Millisecond)
	defer cancel()
	t.shutDown(grace)
	fmt.Println("the service has ended")
}
