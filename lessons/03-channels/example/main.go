package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"time"
)

type Page struct {
	URL   string
	Body  string
	Links []string
	Err   error
	Took  time.Duration
}

// The default client has no timeout: one silent server would hold a worker for ever.
var client = &http.Client{Timeout: 2 * time.Second}

func fetchPage(url string) Page {
	start := time.Now()
	page := Page{URL: url}
	defer func() { page.Took = time.Since(start) }()

	response, err := client.Get(url)
	if err != nil {
		page.Err = err
		return page
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		page.Err = fmt.Errorf("status %d", response.StatusCode)
		return page
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		page.Err = err
		return page
	}
	page.Body = string(body)
	page.Links = extractLinks(page.Body)
	return page
}

var href = regexp.MustCompile(`href="([^"]*)"`)

func extractLinks(body string) []string {
	var links []string
	for _, match := range href.FindAllStringSubmatch(body, -1) {
		if strings.HasPrefix(match[1], "http:") || strings.HasPrefix(match[1], "https:") {
			links = append(links, match[1])
		}
	}
	return links
}

func worker(urls <-chan string, pages chan<- Page) {
	for url := range urls {
		pages <- fetchPage(url)
	}
}

func fetchAll(list []string, workers int) <-chan Page {
	urls := make(chan string)
	pages := make(chan Page)
	var wg sync.WaitGroup

	for i := 0; i < workers; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			worker(urls, pages)
		}()
	}

	go func() { // the feeder: the only sender of urls, so it closes them
		defer close(urls)
		for _, url := range list {
			urls <- url
		}
	}()

	go func() { // the closer: pages has several senders, so somebody waits for them all
		wg.Wait()
		close(pages)
	}()

	return pages
}

func main() {
	content := map[string]string{
		"/":      `<a href="http://example.org/news">News</a> <a href="/about">About</a>`,
		"/news":  `<a href="http://example.org/one">One</a> <a href="https://example.org/two">Two</a>`,
		"/about": `<p>No links on this page.</p>`,
	}
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, ok := content[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		io.WriteString(w, body)
	}))
	defer site.Close()

	list := []string{site.URL + "/", site.URL + "/news", site.URL + "/about", site.URL + "/gone"}
	good, links := 0, 0
	for page := range fetchAll(list, 2) { // the collector
		path := strings.TrimPrefix(page.URL, site.URL)
		if page.Err != nil {
			fmt.Println("✗", path, page.Err)
			continue
		}
		good++
		links += len(page.Links)
		fmt.Println("✓", path, len(page.Links), "links")
	}
	fmt.Printf("%d of %d pages fetched, %d links\n", good, len(list), links)
}
