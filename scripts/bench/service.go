package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"unicode/utf8"

	"fangzha/search/eval"
)

// service is the real program, running.
type service struct {
	url  string
	stop func()
}

// startService starts the service on a free port, with an empty database in data.
func startService(ctx context.Context, program, data, public, meiliURL, key string) (*service, error) {
	c := exec.CommandContext(ctx, program, "serve", "--addr", "127.0.0.1:0", "--data", data, "--site", public, "--meili-url", meiliURL)
	c.Env = append(os.Environ(), "FZ_MEILI_SEARCH_KEY="+key)
	var messages bytes.Buffer
	c.Stderr = &messages
	said, err := c.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := c.Start(); err != nil {
		return nil, err
	}
	stop := sync.OnceFunc(func() {
		_ = c.Process.Signal(syscall.SIGTERM)
		_ = c.Wait() // how it ended says nothing of what was measured
	})
	line, err := bufio.NewReader(said).ReadString('\n')
	_, address, found := strings.Cut(strings.TrimSpace(line), "listening on ")
	if err != nil || !found {
		stop()
		return nil, fmt.Errorf("the service did not start: %s", messages.String())
	}
	return &service{address, stop}, nil
}

// longestInQuery is up to how many characters the page asks with GET; it posts longer ones.
const longestInQuery = 40

// serviceRequests are the requests that the search page makes for the queries, each from an address of its own: what one address
// may ask is limited, and a district has many.
func serviceRequests(address string, queries []eval.Query, hits int) []request {
	requests := make([]request, len(queries))
	for i, q := range queries {
		header := http.Header{"X-Forwarded-For": {fmt.Sprintf("10.1.%d.%d", i/250, 1+i%250)}}
		if utf8.RuneCountInString(q.Text) <= longestInQuery {
			asked := url.Values{"q": {q.Text}, "lang": {q.Lang}, "limit": {strconv.Itoa(hits)}}
			requests[i] = request{method: http.MethodGet, url: address + "/api/v1/search?" + asked.Encode(), header: header}
			continue
		}
		body, err := json.Marshal(map[string]any{"q": q.Text, "lang": q.Lang, "limit": hits})
		if err != nil {
			panic(err) // three plain values
		}
		header.Set("Content-Type", "application/json")
		requests[i] = request{method: http.MethodPost, url: address + "/api/v1/search", header: header, body: body}
	}
	return requests
}

// overhear asks a service of its own each query once, one after the other, and returns what it asked Meilisearch for them.
func overhear(ctx context.Context, program, folder, public, meiliURL, key string, queries []eval.Query) ([]request, error) {
	meili, err := url.Parse(meiliURL)
	if err != nil {
		return nil, err
	}
	var latest request
	var unheard error
	onwards := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(meili) }, ErrorLog: log.New(io.Discard, "", 0)}
	between := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			unheard = err
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		if !bytes.Contains(body, []byte(`"q":""`)) { // that one loads the pages, once for many searches
			header := http.Header{}
			for _, name := range []string{"Authorization", "Content-Type", "Content-Encoding"} {
				if value := r.Header.Get(name); value != "" {
					header.Set(name, value)
				}
			}
			latest = request{r.Method, meiliURL + r.URL.Path, header, body}
		}
		onwards.ServeHTTP(w, r)
	}))
	defer between.Close()
	service, err := startService(ctx, program, folder+"/overheard", public, between.URL, key)
	if err != nil {
		return nil, err
	}
	defer service.stop()
	one := newLoad(1)
	var heard []request
	for i, r := range serviceRequests(service.url, queries, shownHits) {
		latest = request{}
		for tries := 0; !one.ask(ctx, r); tries++ { // on a busy machine one answer or another is late
			if tries == 20 || ctx.Err() != nil {
				return nil, fmt.Errorf("the service does not answer the query %s", queries[i].ID)
			}
		}
		if unheard == nil && latest.url == "" {
			unheard = fmt.Errorf("the service answers the query %s without Meilisearch: compare what is comparable", queries[i].ID)
		}
		heard = append(heard, latest)
	}
	return heard, unheard
}
