package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

type Task struct {
	ID       int
	Priority int // above 5 is urgent
	Work     func(context.Context)
}

type Done struct{ ID, Worker int }

// Scheduler runs tasks with a few workers, the urgent ones first.
type Scheduler struct {
	urgent, normal chan Task
	done           chan Done
	questions      chan chan<- int // no buffer: handed over, or not at all
	shutdown       chan struct{}   // no buffer: is only closed
	workers        sync.WaitGroup
	ctx            context.Context
	cancel         context.CancelFunc
	unreported     atomic.Int32

	mu       sync.RWMutex // no task is queued once stopping is set
	stopping bool
}

func NewScheduler(workers int) *Scheduler {
	ctx, cancel := context.WithCancel(context.Background())
	s := &Scheduler{
		urgent:    make(chan Task, 10),
		normal:    make(chan Task, 50),
		done:      make(chan Done, 100),
		questions: make(chan chan<- int),
		shutdown:  make(chan struct{}),
		ctx:       ctx,
		cancel:    cancel,
	}
	for id := 1; id <= workers; id++ {
		s.workers.Add(1)
		go func(id int) {
			defer s.workers.Done()
			s.run(id)
		}(id)
	}
	return s
}

// Submit queues a task. It never waits for room.
func (s *Scheduler) Submit(task Task) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.stopping {
		return fmt.Errorf("task %d: too late", task.ID)
	}
	name, queue := "normal", s.normal
	if task.Priority > 5 {
		name, queue = "urgent", s.urgent
	}
	select {
	case queue <- task:
		return nil
	default:
		return fmt.Errorf("task %d: the %s queue is full", task.ID, name)
	}
}

// Waiting asks the first worker that is free how many tasks are waiting.
func (s *Scheduler) Waiting() (int, error) {
	answer := make(chan int, 1) // room, should nobody wait any more
	select {
	case s.questions <- answer:
	case <-time.After(1 * time.Second):
		return 0, errors.New("no worker is free")
	}
	select {
	case waiting := <-answer:
		return waiting, nil
	case <-time.After(5 * time.Second):
		return 0, errors.New("no answer within 5 s")
	}
}

// Stop takes no new tasks, and finishes those in the queues. After patience it breaks off.
func (s *Scheduler) Stop(patience time.Duration) (abandoned, unreported int) {
	s.mu.Lock()
	s.stopping = true
	s.mu.Unlock()
	close(s.shutdown)
	alarm := time.AfterFunc(patience, s.cancel)
	s.workers.Wait()
	alarm.Stop()
	s.cancel()
	close(s.done) // the workers were its senders, and they have ended
	return len(s.urgent) + len(s.normal), int(s.unreported.Load())
}

func (s *Scheduler) run(worker int) {
	for {
		tasks := s.next()
		if len(tasks) == 0 {
			return
		}
		for _, task := range tasks {
			task.Work(s.ctx)
			select {
			case s.done <- Done{task.ID, worker}:
			default:
				s.unreported.Add(1)
			}
		}
	}
}

// next gives the next task, or an urgent one and the normal one that it overtook.
func (s *Scheduler) next() []Task {
	stopping := false
	for s.ctx.Err() == nil {
		select {
		case answer := <-s.questions:
			s.answer(answer)
		default:
		}
		select {
		case task := <-s.urgent:
			return []Task{task}
		default:
		}
		select {
		case task := <-s.normal:
			return s.withUrgent(task)
		default:
		}
		if stopping {
			return nil // nothing is left, and nothing can follow
		}
		select {
		case task := <-s.urgent:
			return []Task{task}
		case task := <-s.normal:
			return s.withUrgent(task)
		case answer := <-s.questions:
			s.answer(answer)
		case <-s.shutdown:
			stopping = true // once more round: what is in the queues is still done
		case <-s.ctx.Done():
		}
	}
	return nil
}

func (s *Scheduler) withUrgent(normal Task) []Task {
	select {
	case urgent := <-s.urgent: // one may have come at the same moment
		return []Task{urgent, normal}
	default:
		return []Task{normal}
	}
}

func (s *Scheduler) answer(answer chan<- int) {
	answer <- len(s.urgent) + len(s.normal) // it has room for one
}

func main() {
	log.SetFlags(0)
	start := time.Now()
	clock := func() string {
		return fmt.Sprintf("%.1f", time.Since(start).Seconds())
	}
	scheduler := NewScheduler(3)
	submit := func(id, priority int) {
		work := func(context.Context) { time.Sleep(100 * time.Millisecond) }
		if err := scheduler.Submit(Task{id, priority, work}); err != nil {
			fmt.Println(err)
		}
	}
	waiting := func() int {
		n, err := scheduler.Waiting()
		if err != nil {
			log.Fatal(err)
		}
		return n
	}

	finished := map[string][]int{} // by the time at which they were done
	collected := make(chan struct{})
	go func() {
		defer close(collected)
		for done := range scheduler.done {
			finished[clock()] = append(finished[clock()], done.ID)
		}
	}()

	for id := 0; id < 20; id++ {
		submit(id, id%10)
	}
	time.Sleep(1 * time.Second)
	fmt.Printf("after %s s: %d tasks wait\n", clock(), waiting())

	time.Sleep(100 * time.Millisecond)
	for id := 20; id < 35; id++ {
		submit(id, 9) // a rush: fifteen urgent tasks at once
	}
	time.Sleep(20 * time.Millisecond) // now all workers are busy
	asked := time.Now()
	waiting()
	took := time.Since(asked).Seconds()
	fmt.Printf("a free worker answered after %.1f s\n", took)

	time.Sleep(3*time.Second - time.Since(start))
	for id := 40; id < 45; id++ {
		submit(id, 1) // just before the end
	}
	abandoned, _ := scheduler.Stop(2 * time.Second)
	<-collected

	total := 0
	var times []string
	for when, ids := range finished {
		total += len(ids)
		times = append(times, when)
	}
	sort.Strings(times)
	fmt.Printf("%d tasks done, %d abandoned\n", total, abandoned)
	for _, when := range times {
		ids := finished[when]
		sort.Ints(ids)
		fmt.Println(when, "s:", strings.Trim(fmt.Sprint(ids), "[]"))
	}
}
