package main

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"
)

// One measured value: memory in bytes, or the processor's load in %.
type Metric struct {
	Name  string
	Value float64
}

// A metric with a second value that follows from it.
type ProcessedMetric struct {
	Metric
	Derived float64
	Meaning string
}

type Collector interface {
	Collect(ctx context.Context) <-chan Metric
}

type Processor interface {
	Process(metrics <-chan Metric) <-chan ProcessedMetric
}

type Store interface {
	Save(metrics <-chan ProcessedMetric) <-chan error
}

type cpuCollector struct{}

func (cpuCollector) Collect(ctx context.Context) <-chan Metric {
	metrics := make(chan Metric)
	go func() {
		defer close(metrics)
		for i := 0; i < 5; i++ {
			select {
			case <-time.After(100 * time.Millisecond):
			case <-ctx.Done():
				return
			}
			select {
			case metrics <- Metric{"cpu", 50 + 5*float64(i)}:
			case <-ctx.Done():
				return
			}
		}
	}()
	return metrics
}

type memoryCollector struct{}

func (memoryCollector) Collect(ctx context.Context) <-chan Metric {
	metrics := make(chan Metric)
	go func() {
		defer close(metrics)
		for i := 0; i < 2; i++ {
			select {
			case metrics <- Metric{"memory", 8 << 30}:
			case <-ctx.Done():
				return
			}
		}
	}()
	return metrics
}

type deriver struct{}

func (deriver) Process(metrics <-chan Metric) <-chan ProcessedMetric {
	processed := make(chan ProcessedMetric)
	go func() {
		defer close(processed)
		for m := range metrics {
			processed <- derive(m)
		}
	}()
	return processed
}

func derive(m Metric) ProcessedMetric {
	if m.Name == "cpu" {
		return ProcessedMetric{m, 100 - m.Value, "% idle"}
	}
	return ProcessedMetric{m, m.Value / (1 << 30), "GiB"}
}

type mapStore struct {
	kept map[string][]string
}

func (s *mapStore) Save(metrics <-chan ProcessedMetric) <-chan error {
	errs := make(chan error)
	go func() {
		defer close(errs)
		for m := range metrics {
			if m.Name == "cpu" && m.Value > 60 {
				errs <- fmt.Errorf("cpu %v %% is not stored", m.Value)
				continue
			}
			text := fmt.Sprintf("%v %s", m.Derived, m.Meaning)
			s.kept[m.Name] = append(s.kept[m.Name], text)
		}
	}()
	return errs
}

// What one cycle could not store.
type Report struct {
	Cycle  int
	Errors []error
}

type Monitor struct {
	collectors []Collector
	processor  Processor
	store      Store
	interval   time.Duration
}

// Start gives a report after each cycle. The channel is closed when
// all has ended. The report of a cycle that was cut short may be missing.
func (m *Monitor) Start(ctx context.Context) <-chan Report {
	reports := make(chan Report)
	go func() {
		defer close(reports)
		ticker := time.NewTicker(m.interval)
		defer ticker.Stop()
		for cycle := 1; ; cycle++ {
			select {
			case <-ticker.C:
			case <-ctx.Done():
				return
			}
			report := Report{cycle, m.runCycle(ctx)}
			select {
			case reports <- report:
			case <-ctx.Done():
				return
			}
		}
	}()
	return reports
}

func (m *Monitor) runCycle(parent context.Context) []error {
	ctx, cancel := context.WithTimeout(parent, m.interval*9/10)
	defer cancel()
	var streams []<-chan Metric
	for _, c := range m.collectors {
		streams = append(streams, c.Collect(ctx))
	}
	var failed []error
	for err := range m.store.Save(m.processor.Process(merge(streams))) {
		failed = append(failed, err)
	}
	return failed
}

// All values of all streams on one channel, closed after the last one.
func merge(streams []<-chan Metric) <-chan Metric {
	merged := make(chan Metric)
	var wg sync.WaitGroup
	for _, stream := range streams {
		wg.Add(1)
		go func(from <-chan Metric) {
			defer wg.Done()
			for m := range from {
				merged <- m
			}
		}(stream)
	}
	go func() {
		wg.Wait()
		close(merged)
	}()
	return merged
}

func printReports(reports <-chan Report, ended chan<- struct{}) {
	for r := range reports {
		var texts []string
		for _, err := range r.Errors {
			texts = append(texts, err.Error())
		}
		fmt.Printf("cycle %d: %s\n", r.Cycle, strings.Join(texts, ", "))
	}
	close(ended)
}

func main() {
	store := &mapStore{kept: map[string][]string{}}
	monitor := &Monitor{
		collectors: []Collector{cpuCollector{}, memoryCollector{}},
		processor:  deriver{},
		store:      store,
		interval:   5 * time.Second,
	}

	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	ended := make(chan struct{})
	go printReports(monitor.Start(ctx), ended)

	time.Sleep(12 * time.Second)
	cancel()
	select {
	case <-ended:
	case <-time.After(time.Second):
		fmt.Println("the monitor does not stop")
		return
	}

	fmt.Println("the monitor has stopped")
	fmt.Println("cpu:", strings.Join(store.kept["cpu"], ", "))
	fmt.Println("memory:", strings.Join(store.kept["memory"], ", "))
}
