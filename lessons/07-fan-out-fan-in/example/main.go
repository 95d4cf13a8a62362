package main

import (
	"bufio"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"time"
)

const (
	searcherCount = 4
	shownPerFile  = 3
	longestLine   = 1 << 20
)

type request struct {
	path, term string
}

type match struct {
	line int
	text string
}

// What became of one file; with an error, what was found before it.
type fileResult struct {
	path    string
	matches []match
	err     error
}

// Sends a request for every .txt file below root. A folder that cannot
// be read is a result, too, on a channel of its own.
func walk(root, term string) (<-chan request, <-chan fileResult) {
	requests := make(chan request)
	failures := make(chan fileResult)
	go func() {
		defer close(failures)
		defer close(requests)
		visit := func(path string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				err = fmt.Errorf("cannot read the folder: %w", err)
				failures <- fileResult{path: path, err: err}
			case !entry.IsDir() && filepath.Ext(path) == ".txt":
				requests <- request{path, term}
			}
			return nil // go on with the others
		}
		if err := filepath.WalkDir(root, visit); err != nil {
			failures <- fileResult{path: root, err: err}
		}
	}()
	return requests, failures
}

// A worker: searches the files it is asked for, one at a time.
func startSearcher(requests <-chan request) <-chan fileResult {
	results := make(chan fileResult)
	go func() {
		defer close(results)
		for r := range requests {
			matches, err := searchFile(r)
			results <- fileResult{r.path, matches, err}
		}
	}()
	return results
}

func searchFile(r request) ([]match, error) {
	file, err := os.Open(r.path)
	if err != nil {
		return nil, fmt.Errorf("cannot read the file: %w", err)
	}
	defer file.Close()

	var matches []match
	wanted := strings.ToLower(r.term)
	lines := bufio.NewScanner(file)
	// Without this, a line of more than 64 KB is an error.
	lines.Buffer(nil, longestLine)
	for number := 1; lines.Scan(); number++ {
		if strings.Contains(strings.ToLower(lines.Text()), wanted) {
			found := match{number, strings.TrimSpace(lines.Text())}
			matches = append(matches, found)
		}
	}
	if err := lines.Err(); err != nil {
		return matches, fmt.Errorf("cannot read the file: %w", err)
	}
	return matches, nil
}

// Joins several channels into one, which is closed when all are.
func merge(channels ...<-chan fileResult) <-chan fileResult {
	merged := make(chan fileResult)
	var forwarders sync.WaitGroup
	forwarders.Add(len(channels))
	for _, channel := range channels {
		go func(channel <-chan fileResult) {
			defer forwarders.Done()
			for r := range channel {
				merged <- r
			}
		}(channel)
	}
	go func() {
		forwarders.Wait()
		close(merged)
	}()
	return merged
}

// Searches all texts below folder. The results are sorted by path.
func search(folder, term string) []fileResult {
	requests, failures := walk(folder, term)
	channels := []<-chan fileResult{failures}
	for n := 0; n < searcherCount; n++ {
		channels = append(channels, startSearcher(requests)) // fan-out
	}
	var results []fileResult
	for r := range merge(channels...) { // fan-in
		results = append(results, r)
	}
	sort.Slice(results, func(a, b int) bool {
		return results[a].path < results[b].path
	})
	return results
}

func report(results []fileResult, root string) {
	files, failed, found, total := 0, 0, 0, 0
	for _, r := range results {
		name, _ := filepath.Rel(root, r.path)
		if strings.HasSuffix(r.path, ".txt") {
			files++
		}
		if r.err != nil {
			failed++
			words, _, _ := strings.Cut(r.err.Error(), ":")
			fmt.Printf("%s: %s\n", name, words)
		}
		if len(r.matches) == 0 {
			continue
		}
		found++
		total += len(r.matches)
		matches := inWords(len(r.matches), "match", "matches")
		fmt.Printf("%s: %s\n", name, matches)
		for i, m := range r.matches {
			if i == shownPerFile {
				fmt.Printf("  and %d more\n", len(r.matches)-i)
				break
			}
			fmt.Printf("  %d: %s\n", m.line, m.text)
		}
	}
	fmt.Printf("%s searched, %s, %d matches in %d files\n",
		inWords(files, "file", "files"),
		inWords(failed, "error", "errors"), total, found)
}

func inWords(count int, one, many string) string {
	if count == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", count, many)
}

var shelf = map[string]string{
	"kitchen/soup.txt": "Chop the onions.\nBoil the water.\nAdd salt.\n",
	"kitchen/tea.txt": "Warm the pot.\nWATER just off the boil.\n" +
		"Two spoons of tea.\n",
	"kitchen/notes.md": "water, water, water\n", // not a .txt file
	"garden/roses.txt": "Water on Monday.\nWater on Wednesday.\n" +
		"Prune in March.\n" +
		"Water on Friday.\nNo water in winter.\nRainwater is best.\n",
	"garden/shed/tools.txt": "Spade.\nRake.\n",
	"letters/aunt.txt":      "Dear aunt,\nthe flood water has gone.\n",
}

func fillShelf(folder string) error {
	for name, text := range shelf {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return err
		}
	}
	// It points to a file that is not there.
	lost := filepath.Join(folder, "letters", "lost.txt")
	return os.Symlink("gone.txt", lost)
}

func main() {
	folder, err := os.MkdirTemp("", "shelf-")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	if err := fillShelf(folder); err != nil {
		log.Print(err)
		return
	}
	// The second folder does not exist.
	attic := filepath.Join(folder, "attic")
	for _, root := range []string{folder, attic} {
		start := time.Now()
		report(search(root, "water"), folder)
		quick := time.Since(start) < 10*time.Second
		fmt.Println("less than ten seconds:", quick)
	}
}
