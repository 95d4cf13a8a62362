package main

import (
	"container/heap"
	"fmt"
	"strings"
	"sync"
)

type task struct {
	name            string
	priority, order int
}

// tasks is a heap: the higher priority first, then the older one.
type tasks []task

func (t tasks) Len() int      { return len(t) }
func (t tasks) Swap(a, b int) { t[a], t[b] = t[b], t[a] }
func (t tasks) Less(a, b int) bool {
	if t[a].priority != t[b].priority {
		return t[a].priority > t[b].priority
	}
	return t[a].order < t[b].order
}
func (t *tasks) Push(x interface{}) { *t = append(*t, x.(task)) }
func (t *tasks) Pop() interface{} {
	last := (*t)[len(*t)-1]
	*t = (*t)[:len(*t)-1]
	return last
}

type pool struct {
	mu      sync.Mutex
	changed *sync.Cond
	tasks   tasks
	stopped bool
	count   int
	workers sync.WaitGroup
}

func newPool() *pool {
	p := &pool{}
	p.changed = sync.NewCond(&p.mu)
	return p
}

func (p *pool) start(handle func(task)) {
	p.workers.Add(1)
	go func() {
		defer p.workers.Done()
		for t, ok := p.take(); ok; t, ok = p.take() {
			handle(t)
		}
	}()
}

func (p *pool) submit(name string, priority int) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stopped || len(p.tasks) >= 100 {
		return false
	}
	heap.Push(&p.tasks, task{name, priority, p.count})
	p.count++
	p.changed.Signal()
	return true
}

func (p *pool) take() (task, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.tasks) == 0 && !p.stopped {
		p.changed.Wait()
	}
	if len(p.tasks) == 0 {
		return task{}, false
	}
	return heap.Pop(&p.tasks).(task), true
}

// stop changes the flag with the lock held, or a wake-up is lost.
func (p *pool) stop() {
	p.mu.Lock()
	p.stopped = true
	p.changed.Broadcast()
	p.mu.Unlock()
	p.workers.Wait()
}

func main() {
	p := newPool()
	p.submit("ad", 1)
	p.submit("bill", 5)
	p.submit("letter", 5)
	p.submit("fire", 9)
	var names []string
	p.start(func(t task) { names = append(names, t.name) })
	p.stop()
	fmt.Println(strings.Join(names, ", "))
	fmt.Println("refused after the stop:", !p.submit("late", 9))
}
