package main

import (
	"fmt"
	"math"
	"sync"
	"time"
)

// bucket counts tokens when somebody asks. A program with modules would
// take golang.org/x/time/rate.
type bucket struct {
	mutex            sync.Mutex
	perSecond, burst float64
	tokens           float64
	counted          time.Time
}

func (b *bucket) allow() bool {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	now := time.Now()
	dropped := now.Sub(b.counted).Seconds() * b.perSecond
	b.tokens = math.Min(b.burst, b.tokens+dropped)
	b.counted = now
	if b.tokens < 1 {
		return false
	}
	b.tokens--
	return true
}

type perUser struct {
	mutex   sync.RWMutex
	buckets map[string]*bucket
	agreed  map[string]float64
}

func (p *perUser) bucketOf(user string) *bucket {
	p.mutex.RLock() // many may look at the same time
	b, ok := p.buckets[user]
	p.mutex.RUnlock()
	if ok {
		return b
	}
	p.mutex.Lock() // only one may write
	defer p.mutex.Unlock()
	if b, ok := p.buckets[user]; ok {
		return b // somebody else was quicker, between the two locks
	}
	limit, ok := p.agreed[user]
	if !ok {
		limit = 2
	}
	b = &bucket{
		perSecond: limit, burst: limit, tokens: limit, counted: time.Now(),
	}
	p.buckets[user] = b
	return b
}

func main() {
	users := &perUser{
		buckets: map[string]*bucket{},
		agreed:  map[string]float64{"big-shop": 8},
	}
	for _, user := range []string{"Ada", "Ben", "big-shop"} {
		allowed := 0
		for n := 1; n <= 10; n++ {
			if users.bucketOf(user).allow() {
				allowed++
			}
		}
		fmt.Printf("%s: %d of 10\n", user, allowed)
	}
}
