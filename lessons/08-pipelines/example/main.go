package main

import (
	"bufio"
	"context"
	"fmt"
	"io/fs"
	"log"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"
)

type Line struct {
	file   string
	number int
	text   string
	err    error
}

type Entry struct {
	line    Line
	level   string
	path    string
	ip      string
	status  int // 0: not a request
	latency int // -1: unknown
	err     error
}

// From the least to the most serious; the value is the rank.
var levels = map[string]int{
	"DEBUG": 0, "INFO": 1, "WARN": 2, "ERROR": 3, "FATAL": 4,
}

const (
	limit    = 30 * time.Second
	anyLevel = "DEBUG|INFO|WARN|ERROR|FATAL"
)

var (
	ipPattern      = regexp.MustCompile(`\b(\d{1,3}(?:\.\d{1,3}){3})\b`)
	statusPattern  = regexp.MustCompile(`\bstatus=(\d{3})\b`)
	latencyPattern = regexp.MustCompile(`\blatency=(\d+)ms\b`)
	pathPattern    = regexp.MustCompile(`\b(?:GET|POST|PUT|DELETE) (\S+)`)
	levelPattern   = regexp.MustCompile(`\b(` + anyLevel + `)\b`)
)

// Sends, unless the pipeline is stopped first.
func sent[T any](ctx context.Context, to chan<- T, value T) bool {
	if ctx.Err() != nil {
		return false
	}
	select {
	case to <- value:
		return true
	case <-ctx.Done():
		return false
	}
}

// Stage 1, the source: all log files in a folder and below it.
func findFiles(
	ctx context.Context, folder string, fatal chan<- error,
) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		visit := func(path string, _ fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if filepath.Ext(path) == ".log" && !sent(ctx, out, path) {
				return ctx.Err()
			}
			return nil
		}
		if err := filepath.WalkDir(folder, visit); err != nil {
			fatal <- err // there is room for one
		}
	}()
	return out
}

// Stage 2: the lines of all files, four files at a time.
func readLines(ctx context.Context, files <-chan string) <-chan Line {
	out := make(chan Line)
	go func() {
		defer close(out)
		var readers sync.WaitGroup
		defer readers.Wait() // before the close above
		places := make(chan struct{}, 4)
		for file := range files {
			if !sent(ctx, places, struct{}{}) {
				return
			}
			readers.Add(1)
			go func(file string) {
				defer readers.Done()
				defer func() { <-places }()
				readFile(ctx, file, out)
			}(file)
		}
	}()
	return out
}

func readFile(ctx context.Context, path string, out chan<- Line) {
	name := filepath.Base(path)
	file, err := os.Open(path)
	if err != nil {
		sent(ctx, out, Line{file: name, err: err})
		return
	}
	defer file.Close()
	scanner := bufio.NewScanner(file)
	for number := 1; scanner.Scan(); number++ {
		line := Line{file: name, number: number, text: scanner.Text()}
		if !sent(ctx, out, line) {
			return
		}
	}
	// Not only the disk: a line of more than 64 KB is an error, too.
	if err := scanner.Err(); err != nil {
		sent(ctx, out, Line{file: name, err: err})
	}
}

// Stage 3: takes the lines apart.
func parseLines(ctx context.Context, lines <-chan Line) <-chan Entry {
	out := make(chan Entry)
	go func() {
		defer close(out)
		for line := range lines {
			if !sent(ctx, out, parse(line)) {
				return
			}
		}
	}()
	return out
}

func parse(line Line) Entry {
	if line.err != nil {
		err := fmt.Errorf("%s: %w", line.file, line.err)
		return Entry{line: line, err: err}
	}
	part := func(pattern *regexp.Regexp) string {
		if found := pattern.FindStringSubmatch(line.text); found != nil {
			return found[1]
		}
		return ""
	}
	level := part(levelPattern)
	if level == "" {
		err := fmt.Errorf("%s:%d: no level", line.file, line.number)
		return Entry{line: line, err: err}
	}
	status, _ := strconv.Atoi(part(statusPattern)) // 0: none
	latency, err := strconv.Atoi(part(latencyPattern))
	if err != nil {
		latency = -1
	}
	return Entry{
		line: line, level: level, path: part(pathPattern),
		ip: part(ipPattern), status: status, latency: latency,
	}
}

// Stage 4: drops what is not serious enough.
func keepFrom(
	ctx context.Context, least string, entries <-chan Entry,
) <-chan Entry {
	out := make(chan Entry)
	go func() {
		defer close(out)
		for e := range entries {
			keep := e.err != nil || levels[e.level] >= levels[least]
			if keep && !sent(ctx, out, e) {
				return
			}
		}
	}()
	return out
}

type Statistics struct {
	entries, requests, errors, slow int
	timed, sum, min, max            int
	status, paths, ips              map[string]int
	troubles                        []error
}

func (s *Statistics) add(e Entry) {
	if e.err != nil {
		s.troubles = append(s.troubles, e.err)
		return
	}
	s.entries++
	if e.latency >= 0 {
		s.timed++
		s.sum += e.latency
		if e.latency < s.min {
			s.min = e.latency
		}
		if e.latency > s.max {
			s.max = e.latency
		}
		if e.latency > 500 {
			s.slow++
		}
	}
	if e.status == 0 {
		return
	}
	s.requests++
	if e.status >= 400 {
		s.errors++
	}
	s.status[strconv.Itoa(e.status)]++
	s.paths[e.path]++
	s.ips[e.ip]++
}

// Stage 5: counts. It sends one value, at the end.
func analyse(
	ctx context.Context, entries <-chan Entry,
) <-chan *Statistics {
	out := make(chan *Statistics)
	go func() {
		defer close(out)
		s := &Statistics{
			min:    math.MaxInt,
			status: map[string]int{},
			paths:  map[string]int{},
			ips:    map[string]int{},
		}
		for e := range entries {
			s.add(e)
		}
		sent(ctx, out, s)
	}()
	return out
}

// Stage 6: makes a text of the statistics.
func format(ctx context.Context, all <-chan *Statistics) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		for s := range all {
			if !sent(ctx, out, s.String()) {
				return
			}
		}
	}()
	return out
}

func (s *Statistics) String() string {
	var b strings.Builder
	share := func(part int) string {
		if s.requests == 0 {
			return "-"
		}
		return fmt.Sprintf("%.1f %%",
			float64(part)/float64(s.requests)*100)
	}
	fmt.Fprintf(&b, "entries   %d\n", s.entries)
	fmt.Fprintf(&b, "requests  %d\n", s.requests)
	fmt.Fprintf(&b, "errors    %d, %s\n", s.errors, share(s.errors))
	fmt.Fprintf(&b, "slow      %d, %s\n", s.slow, share(s.slow))
	if s.timed == 0 {
		b.WriteString("times     none\n")
	} else {
		mean := math.Round(float64(s.sum) / float64(s.timed))
		fmt.Fprintf(&b, "times     %d to %d ms, %.0f ms on average\n",
			s.min, s.max, mean)
	}
	list(&b, "status", s.status, 10)
	list(&b, "paths", s.paths, 10)
	list(&b, "addresses", s.ips, 5)
	fmt.Fprintf(&b, "troubles  %d\n", len(s.troubles))
	return b.String()
}

// The largest counts first, equal ones by name.
func list(
	b *strings.Builder, title string, counts map[string]int, most int,
) {
	fmt.Fprintln(b, title)
	var names []string
	for name := range counts {
		names = append(names, name)
	}
	sort.Slice(names, func(i, j int) bool {
		if counts[names[i]] != counts[names[j]] {
			return counts[names[i]] > counts[names[j]]
		}
		return names[i] < names[j]
	})
	if len(names) > most {
		names = names[:most]
	}
	for _, name := range names {
		fmt.Fprintf(b, "  %s  %d\n", name, counts[name])
	}
}

func reportOn(folder string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	fatal := make(chan error, 1)
	files := findFiles(ctx, folder, fatal)
	entries := parseLines(ctx, readLines(ctx, files))
	reports := format(ctx, analyse(ctx, keepFrom(ctx, "INFO", entries)))
	report, ok := <-reports
	if !ok {
		return "", ctx.Err()
	}
	select {
	case err := <-fatal: // half a report is worse than none
		return "", err
	default:
		return report, nil
	}
}

func writeLogs(folder string) error {
	paths := []string{"/", "/cart", "/search", "/login"}
	statuses := []int{200, 200, 200, 404, 500}
	for server := 1; server <= 6; server++ {
		var b strings.Builder
		for n := 0; n < 20; n++ {
			at := fmt.Sprintf("2026-03-01T09:15:%02dZ", n)
			status := statuses[(server+n)%5]
			level := "INFO"
			if status == 500 {
				level = "ERROR"
			}
			switch n % 10 {
			case 9:
				fmt.Fprintln(&b, at, `DEBUG "memory is fine"`)
			case 8:
				fmt.Fprintln(&b, at, `WARN "queue is long"`)
			default:
				latency := 20 + (server*131+n*53)%600
				fmt.Fprintf(&b, "%s %s 10.0.0.%d GET %s ",
					at, level, server+n%3, paths[server*n%4])
				fmt.Fprintf(&b, "status=%d latency=%dms \"request\"\n",
					status, latency)
			}
		}
		if server == 3 {
			fmt.Fprintln(&b, "no such thing as a level here")
		}
		name := filepath.Join(folder, fmt.Sprintf("web-%d.log", server))
		err := os.WriteFile(name, []byte(b.String()), 0644)
		if err != nil {
			return err
		}
	}
	return os.Mkdir(filepath.Join(folder, "old.log"), 0755)
}

func main() {
	folder, err := os.MkdirTemp("", "logs-")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	if err := writeLogs(folder); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return
	}
	report, err := reportOn(folder)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return
	}
	file := filepath.Join(folder, "report.txt")
	if err := os.WriteFile(file, []byte(report), 0644); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return
	}
	fmt.Print(report)
	if _, err := reportOn(filepath.Join(folder, "missing")); err != nil {
		fmt.Println("no such folder: stopped")
	}
}
