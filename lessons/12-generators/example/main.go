package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"time"
)

const (
	limit       = 30 * time.Second
	filesAtOnce = 3
	batchSize   = 3
)

// From the least to the most serious; the place is the rank, 0 to 4.
var levels = []string{"DEBUG", "INFO", "WARN", "ERROR", "FATAL"}

type Entry struct {
	Time    time.Time         `json:"time"`
	Level   string            `json:"level"`
	Message string            `json:"message"`
	Details map[string]string `json:"details"`
}

// An entry, or why there is none. A fatal one comes last.
type Parsed struct {
	entry Entry
	err   error
	fatal bool
}

func rank(level string) int {
	for n, name := range levels {
		if name == level {
			return n
		}
	}
	return -1
}

func parse(line string) Parsed {
	words := strings.Split(line, " ")
	at, err := time.Parse(time.RFC3339, words[0])
	if err != nil {
		return Parsed{err: err}
	}
	if len(words) < 2 || rank(words[1]) < 0 {
		return Parsed{err: fmt.Errorf("no level")}
	}
	details := map[string]string{}
	var message []string
	for _, word := range words[2:] {
		if key, value, ok := strings.Cut(word, "="); ok {
			details[key] = value
		} else {
			message = append(message, word)
		}
	}
	text := strings.Join(message, " ")
	return Parsed{entry: Entry{at, words[1], text, details}}
}

// open gives a reader, which unpacks if the name ends with .gz.
func open(path string) (io.Reader, *os.File, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	if !strings.HasSuffix(path, ".gz") {
		return file, file, nil
	}
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		file.Close()
		return nil, nil, err
	}
	return unpacked, file, nil
}

// parsedLines is a channel generator: every send is a select.
func parsedLines(ctx context.Context, path string) <-chan Parsed {
	out := make(chan Parsed)
	sent := func(parsed Parsed) bool {
		select {
		case out <- parsed:
			return true
		case <-ctx.Done():
			return false
		}
	}
	go func() {
		defer close(out)
		reader, file, err := open(path)
		if err != nil {
			sent(Parsed{err: err, fatal: true})
			return
		}
		defer file.Close()
		scanner := bufio.NewScanner(reader)
		for scanner.Scan() {
			if !sent(parse(scanner.Text())) {
				return
			}
		}
		if err := scanner.Err(); err != nil {
			sent(Parsed{err: err, fatal: true})
		}
	}()
	return out
}

type Statistics struct {
	first, last time.Time
	bad         int
	levels      map[string]int
	errors      map[string]int
}

func (s *Statistics) add(e Entry) {
	if s.first.IsZero() || e.Time.Before(s.first) {
		s.first = e.Time
	}
	if e.Time.After(s.last) {
		s.last = e.Time
	}
	s.levels[e.Level]++
	if rank(e.Level) >= rank("ERROR") {
		s.errors[e.Message]++
	}
}

func (s *Statistics) String() string {
	if s.first.IsZero() {
		return "no entries"
	}
	var counts []string
	for _, level := range levels {
		if n := s.levels[level]; n > 0 {
			counts = append(counts, fmt.Sprintf("%d %s", n, level))
		}
	}
	text := strings.Join(counts, ", ")
	if s.bad > 0 {
		text += fmt.Sprintf(", %d bad", s.bad)
	}
	const clock = "15:04:05"
	from, to := s.first.Format(clock), s.last.Format(clock)
	return text + ", from " + from + " to " + to
}

// The most frequent errors, five at most.
func (s *Statistics) topErrors() string {
	var names []string
	for name := range s.errors {
		names = append(names, name)
	}
	sort.Slice(names, func(i, j int) bool {
		m, n := s.errors[names[i]], s.errors[names[j]]
		return m > n || m == n && names[i] < names[j]
	})
	var text string
	for n, name := range names {
		if n == 5 {
			break
		}
		text += fmt.Sprintf("\n  %d x %s", s.errors[name], name)
	}
	return text
}

// jsonWriter writes one array, a batch at a time.
type jsonWriter struct {
	file  *os.File
	batch []string
	count int
}

func (w *jsonWriter) write(e Entry) error {
	text, err := json.Marshal(e)
	if err != nil {
		return err
	}
	w.batch = append(w.batch, string(text))
	if len(w.batch) < batchSize {
		return nil
	}
	return w.flush()
}

func (w *jsonWriter) flush() error {
	if len(w.batch) == 0 {
		return nil
	}
	start := ",\n"
	if w.count == 0 {
		start = "[\n"
	}
	w.count += len(w.batch)
	_, err := w.file.WriteString(start + strings.Join(w.batch, ",\n"))
	w.batch = w.batch[:0]
	return err
}

func report(
	parent context.Context, path string, teams map[string]string,
) (string, error) {
	ctx, cancel := context.WithCancel(parent)
	defer cancel() // the generator ends, whichever way this returns
	file, err := os.Create(path + ".json")
	if err != nil {
		return "", err
	}
	defer file.Close()

	writer := &jsonWriter{file: file}
	s := &Statistics{levels: map[string]int{}, errors: map[string]int{}}
	for parsed := range parsedLines(ctx, path) {
		if parsed.fatal {
			os.Remove(file.Name())
			return "", parsed.err
		}
		if parsed.err != nil {
			s.bad++
			continue
		}
		e := parsed.entry
		s.add(e)
		if rank(e.Level) < rank("WARN") {
			continue
		}
		if team, ok := teams[e.Details["user"]]; ok {
			e.Details["team"] = team
		}
		if err := writer.write(e); err != nil {
			return "", err
		}
	}
	if ctx.Err() != nil {
		return "", ctx.Err() // closed because it was stopped
	}
	if err := writer.flush(); err != nil {
		return "", err
	}
	end := "\n]\n"
	if writer.count == 0 {
		end = "[\n]\n"
	}
	_, err = file.WriteString(end)
	top, count := s.topErrors(), writer.count
	return fmt.Sprintf("%v%s\n  %d written", s, top, count), err
}

func readTeams(path string) (map[string]string, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, err
	}
	teams := map[string]string{}
	for _, row := range rows[1:] {
		teams[row[0]] = row[1]
	}
	return teams, nil
}

func writeSample(folder string) error {
	events := []string{
		"DEBUG memory is fine", "INFO page shown user=ann",
		"WARN slow answer", "ERROR cannot reach the store user=ben",
		"ERROR card refused user=cem", "INFO page shown user=ben",
		"ERROR cannot reach the store user=ann",
	}
	logOf := func(count int) string {
		var text string
		for n := 0; n < count; n++ {
			text += fmt.Sprintf("2026-03-01T09:15:%02dZ %s\n", n,
				events[n%len(events)])
		}
		return text
	}
	var packed strings.Builder
	zip := gzip.NewWriter(&packed)
	full := "2026-03-01T10:00:00Z FATAL the disk is full"
	io.WriteString(zip, logOf(14)+full)
	if err := zip.Close(); err != nil {
		return err
	}
	bad := "yesterday ERROR something\nnothing at all\n"
	for name, content := range map[string]string{
		"web.log": logOf(10) + bad, "shop.log.gz": packed.String(),
		"empty.log": "", "broken.log.gz": "this is no gzip file",
		"notes.txt": "FATAL, but no log",
		"teams.csv": "user,team\nann,blue\nben,red\n",
	} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func reportAll(ctx context.Context, folder string) error {
	teams, err := readTeams(filepath.Join(folder, "teams.csv"))
	if err != nil {
		return err
	}
	var paths []string
	for _, pattern := range []string{"*.log", "*.log.gz"} {
		found, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			return err
		}
		paths = append(paths, found...)
	}
	sort.Strings(paths)
	reports := make([]string, len(paths)) // a place for each goroutine
	places := make(chan struct{}, filesAtOnce)
	var files sync.WaitGroup
	for n, path := range paths {
		n, path := n, path
		places <- struct{}{}
		files.Add(1)
		go func() {
			defer files.Done()
			defer func() { <-places }()
			text, err := report(ctx, path, teams)
			if err != nil {
				text = "cannot be read: " + err.Error()
			}
			reports[n] = filepath.Base(path) + ": " + text
		}()
	}
	files.Wait()
	fmt.Println(strings.Join(reports, "\n"))
	return nil
}

func firstError(parent context.Context, path string) string {
	ctx, cancel := context.WithCancel(parent)
	defer cancel() // the rest of the file is not read
	for parsed := range parsedLines(ctx, path) {
		e := parsed.entry
		if parsed.err == nil && rank(e.Level) >= rank("ERROR") {
			return e.Message
		}
	}
	return "none"
}

func run() error {
	folder, err := os.MkdirTemp("", "logs-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	if err := writeSample(folder); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	if err := reportAll(ctx, folder); err != nil {
		return err
	}
	shop := filepath.Join(folder, "shop.log.gz")
	fmt.Println("the first error:", firstError(ctx, shop))
	return nil
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
