// One case in a process of its own; prints what it measured as JSON.
// Usage: bench CASE full|quick OPERATIONS WARM_UP REPETITIONS (OPERATIONS 0: as many as fill the time slot)
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strconv"
	"time"
)

// memory is what parked goroutines hold, in bytes.
type memory struct {
	Heap     int64 `json:"heap"`
	Resident int64 `json:"resident"`
}

// outcome is what a program says about its run, where the time from its start to its end is not all.
type outcome struct {
	Seconds float64
	// Operations is 0 when they were as many as were asked for.
	Operations int
	Memory     *memory
}

type measurement struct {
	Operations  int     `json:"operations"`
	Nanoseconds float64 `json:"nanoseconds"`
	Memory      *memory `json:"memory,omitempty"`
}

type program func(operations int) *outcome

var programs = map[string]program{
	"ping-pong":   pingPong,
	"unbuffered":  func(n int) *outcome { return producerConsumer(0, n) },
	"buffered":    func(n int) *outcome { return producerConsumer(128, n) },
	"select":      selectOverFour,
	"fan-in":      fanIn,
	"sieve":       sieve,
	"mutex":       mutexHandOver,
	"spawn-100k":  spawnAndPark,
	"spawn-1m":    spawnAndPark,
	"timers":      stopTimers,
	"timers-fire": fireTimers,
	"timeout":     receiveWithTimeout,
	"flat-10":     passToAndFro,
	"flat-1k":     passToAndFro,
	"flat-100k":   passToAndFro,
	"flat-1m":     passToAndFro,
}

func main() {
	name, effort := os.Args[1], os.Args[2]
	operations, warmUp, repetitions := number(3), number(4), number(5)
	p, ok := programs[name]
	if !ok {
		fmt.Println(`{"notComparable":"not written for Go"}`)
		return
	}
	slot, settle := 150*time.Millisecond, 250*time.Millisecond
	if effort == "quick" {
		slot, settle = 10*time.Millisecond, 10*time.Millisecond
	}
	if operations == 0 {
		operations = calibrate(p, slot, settle)
	} else if warmUp > 0 {
		p(warmUp)
	}
	out, err := json.Marshal(repeat(p, operations, repetitions))
	if err != nil {
		panic(err)
	}
	fmt.Println(string(out))
}

func number(at int) int {
	n, err := strconv.Atoi(os.Args[at])
	if err != nil {
		panic(err)
	}
	return n
}

func calibrate(p program, slot, settle time.Duration) int {
	operations, end := 10_000, time.Now().Add(settle)
	last, _ := timed(p, operations)
	for time.Now().Before(end) {
		if last < slot/4 {
			operations *= 2
		}
		last, _ = timed(p, operations)
	}
	return int(float64(operations) * float64(slot) / float64(last))
}

func repeat(p program, asked, repetitions int) measurement {
	var times []float64
	result := measurement{Operations: asked}
	for i := 0; i < repetitions; i++ {
		took, o := timed(p, asked)
		times = append(times, float64(took.Nanoseconds()))
		if o == nil {
			continue
		}
		result.Memory = o.Memory
		if o.Operations > 0 {
			result.Operations = o.Operations
		}
	}
	sort.Float64s(times)
	result.Nanoseconds = times[len(times)/2] / float64(result.Operations)
	return result
}

func timed(p program, operations int) (time.Duration, *outcome) {
	start := clock()
	o := p(operations)
	took := clock() - start
	if o != nil {
		took = time.Duration(o.Seconds * float64(time.Second))
	}
	return took, o
}

// checkSum makes sure that every message arrived, once.
func checkSum(sum, messages int) {
	if want := messages * (messages - 1) / 2; sum != want {
		panic(fmt.Sprintf("the sum of the messages is %d, not %d", sum, want))
	}
}
