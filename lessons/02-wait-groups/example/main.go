package main

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// Download says what became of one URL. Without an Err, Path holds Bytes bytes.
type Download struct {
	URL, Path string
	Bytes     int64
	Err       error
}

// FileDownloader downloads files into a folder, at most limit at a time.
type FileDownloader struct {
	folder string
	limit  int
	client *http.Client
}

func NewFileDownloader(folder string, limit int) (*FileDownloader, error) {
	if limit < 1 {
		return nil, fmt.Errorf("limit is %d; it must be 1 or more", limit)
	}
	// The default client has no timeout.
	return &FileDownloader{folder, limit, &http.Client{Timeout: 5 * time.Second}}, nil
}

// DownloadAll gives one result for every URL, in the order of the URLs.
func (d *FileDownloader) DownloadAll(urls []string) []Download {
	results := make([]Download, len(urls))
	slots := make(chan struct{}, d.limit)
	var wg sync.WaitGroup

	for index, url := range urls {
		slots <- struct{}{} // take a slot; waits while all of them are taken
		wg.Add(1)
		go func(index int, url string) {
			defer func() {
				<-slots // give it back, whatever happens
				wg.Done()
			}()
			results[index] = d.download(url, index)
		}(index, url)
	}

	wg.Wait()
	return results
}

func (d *FileDownloader) download(url string, index int) Download {
	target := filepath.Join(d.folder, fmt.Sprintf("%d-%s", index+1, path.Base(url)))
	bytes, err := d.fetchInto(target, url)
	return Download{url, target, bytes, err}
}

// fetchInto streams a URL into a new file. It leaves no file behind when it fails.
func (d *FileDownloader) fetchInto(target, url string) (bytes int64, err error) {
	response, err := d.client.Get(url)
	if err != nil {
		return 0, fmt.Errorf("the server does not answer: %w", err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("the server says %d", response.StatusCode)
	}

	file, err := os.OpenFile(target, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return 0, fmt.Errorf("cannot create the file: %w", err)
	}
	defer func() {
		if closeErr := file.Close(); err == nil && closeErr != nil {
			err = fmt.Errorf("cannot finish the file: %w", closeErr)
		}
		if err != nil {
			os.Remove(target)
		}
	}()

	bytes, err = io.Copy(file, response.Body)
	if err != nil {
		return 0, fmt.Errorf("the download broke off: %w", err)
	}
	return bytes, nil
}

func answer(w http.ResponseWriter, r *http.Request) {
	time.Sleep(30 * time.Millisecond)
	switch r.URL.Path {
	case "/2024/report.txt":
		fmt.Fprint(w, strings.Repeat("last year ", 120))
	case "/2025/report.txt":
		fmt.Fprint(w, strings.Repeat("this year ", 200))
	case "/photo.raw":
		fmt.Fprint(w, strings.Repeat("\a", 50_000))
	case "/broken.bin":
		w.Header().Set("Content-Length", "1000")
		fmt.Fprint(w, "half of it") // the line goes dead
	default:
		http.NotFound(w, r)
	}
}

func main() {
	server := httptest.NewServer(http.HandlerFunc(answer))
	defer server.Close()

	temporary, err := os.MkdirTemp("", "downloader-")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(temporary)

	folder := filepath.Join(temporary, "downloads")
	if err := os.Mkdir(folder, 0o755); err != nil {
		log.Print(err)
		return
	}
	downloader, err := NewFileDownloader(folder, 3)
	if err != nil {
		log.Print(err)
		return
	}

	urls := []string{"/2024/report.txt", "/2025/report.txt", "/missing.txt", "/broken.bin", "/photo.raw"}
	for index := range urls {
		urls[index] = server.URL + urls[index]
	}
	for _, result := range downloader.DownloadAll(urls) {
		if result.Err != nil {
			fmt.Printf("%s: %v\n", result.URL, result.Err)
			continue
		}
		fmt.Printf("%s: %d bytes in %s\n", result.URL, result.Bytes, filepath.Base(result.Path))
	}
}
