package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// request is one HTTP request, to be made again and again.
type request struct {
	method, url string
	header      http.Header
	body        []byte
}

// load makes requests from some clients at once, each with a connection of its own, each asking anew when it has its answer.
type load struct {
	clients int
	client  *http.Client
}

func newLoad(clients int) load {
	return load{clients, &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients, MaxConnsPerHost: clients}, Timeout: 10 * time.Second}}
}

// run makes each request once and returns how long the answers took, from the first byte sent to the last byte read.
func (l load) run(ctx context.Context, requests []request) answered {
	var next atomic.Int64
	parts := make([]answered, l.clients)
	var all sync.WaitGroup
	for i := range parts {
		all.Go(func() {
			for {
				at := int(next.Add(1)) - 1
				if at >= len(requests) || ctx.Err() != nil {
					return
				}
				began := time.Now()
				if l.ask(ctx, requests[at]) {
					parts[i].took = append(parts[i].took, time.Since(began))
				} else {
					parts[i].failed++
				}
			}
		})
	}
	all.Wait()
	var sum answered
	for _, part := range parts {
		sum.took = append(sum.took, part.took...)
		sum.failed += part.failed
	}
	slices.Sort(sum.took)
	return sum
}

// ask says whether the answer was a whole one with status 200.
func (l load) ask(ctx context.Context, r request) bool {
	made, err := http.NewRequestWithContext(ctx, r.method, r.url, bytes.NewReader(r.body))
	if err != nil {
		return false
	}
	made.Header = r.header.Clone()
	response, err := l.client.Do(made)
	if err != nil {
		return false
	}
	defer response.Body.Close()
	_, err = io.Copy(io.Discard, response.Body)
	return err == nil && response.StatusCode == http.StatusOK
}
