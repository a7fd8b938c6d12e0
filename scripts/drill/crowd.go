package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"fangzha/api/apitest"
	"fangzha/api/outreach"
)

// kept is a scan-in that a service has acknowledged.
type kept struct{ body, id string }

// crowd is phones that scan in at any of the addresses, each a new one as soon as the last is acknowledged.
type crowd struct {
	client    *http.Client
	addresses atomic.Pointer[[]string]

	mu       sync.Mutex
	kept     []kept
	statuses map[int]int // answers by status; 0 for none
	strange  string      // an answer that is neither an acknowledgement nor 503
}

func newCrowd(addresses ...string) *crowd {
	c := &crowd{statuses: map[int]int{}, client: &http.Client{Timeout: 15 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 64}}}
	c.addresses.Store(&addresses)
	return c
}

// press scans in with some phones until ctx ends, then waits for the tries under way.
func (c *crowd) press(ctx context.Context, phones int) {
	var all sync.WaitGroup
	for range phones {
		all.Go(func() {
			for ctx.Err() == nil {
				c.scanIn(ctx)
			}
		})
	}
	all.Wait()
}

// scanIn sends one scan-in until it is acknowledged or ctx ends. A try under way is not cut short by that: its answer
// counts.
func (c *crowd) scanIn(ctx context.Context) {
	key, err := outreach.NewKey(time.Now(), rand.Reader)
	if err != nil {
		panic(err) // the system has no randomness left
	}
	code := apitest.SeminarCode
	if key[len(key)-1]%2 == 0 {
		code = apitest.BadgeCode
	}
	body := fmt.Sprintf(`{"code":%q,"key":%q,"seen_at":%q,"locale":"en"}`, code, key, time.Now().UTC().Format(time.RFC3339))
	for at := int(key[len(key)-2]); ctx.Err() == nil; at++ {
		addresses := *c.addresses.Load()
		status, answer := c.post(addresses[at%len(addresses)], body)
		c.note(status, answer, body)
		if status/100 == 2 {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
}

func (c *crowd) post(address, body string) (status int, answer []byte) {
	response, err := c.client.Post("http://"+address+"/api/v1/scans", "application/json", strings.NewReader(body)) //nolint:noctx // never cut short
	if err != nil {
		return 0, nil
	}
	defer response.Body.Close() //nolint:errcheck // read to its end
	answer, err = io.ReadAll(response.Body)
	if err != nil {
		return 0, nil
	}
	return response.StatusCode, answer
}

func (c *crowd) note(status int, answer []byte, body string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.statuses[status]++
	switch {
	case status/100 == 2:
		var a struct {
			ID string `json:"id"`
		}
		if err := json.Unmarshal(answer, &a); err != nil || a.ID == "" {
			c.strange = fmt.Sprintf("status %d with the body %.200q", status, answer)
			return
		}
		c.kept = append(c.kept, kept{body, a.ID})
	case status != 0 && status != http.StatusServiceUnavailable:
		c.strange = fmt.Sprintf("status %d: %.300s", status, answer)
	}
}

// check sends everything acknowledged once more: each must be known, under the same id. It forgets them and returns
// how many there were.
func (c *crowd) check() (int, error) {
	c.mu.Lock()
	all, strange := c.kept, c.strange
	c.kept = nil
	c.mu.Unlock()
	if strange != "" {
		return 0, fmt.Errorf("an answer was neither an acknowledgement nor 503: %s", strange)
	}
	var next atomic.Int64
	var lost atomic.Pointer[string]
	var askers sync.WaitGroup
	for range 8 {
		askers.Go(func() {
			for {
				at := int(next.Add(1)) - 1
				if at >= len(all) {
					return
				}
				if complaint := c.missing(all[at]); complaint != "" {
					lost.Store(&complaint)
				}
			}
		})
	}
	askers.Wait()
	if complaint := lost.Load(); complaint != nil {
		return 0, fmt.Errorf("LOST: %s", *complaint)
	}
	return len(all), nil
}

// missing says what is wrong with an acknowledged scan-in, "" for nothing.
func (c *crowd) missing(k kept) string {
	for range 200 { // a service that has just lost its neighbour may be unavailable for a moment
		status, answer := c.post((*c.addresses.Load())[0], k.body)
		switch {
		case status == http.StatusOK && strings.Contains(string(answer), k.id):
			return ""
		case status == 0 || status == http.StatusServiceUnavailable:
			time.Sleep(20 * time.Millisecond)
		default:
			return fmt.Sprintf("acknowledged as %s, now answered with status %d: %.200s", k.id, status, answer)
		}
	}
	return "no answer about " + k.id
}

func (c *crowd) acknowledged() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.kept)
}

// await waits until the condition holds, which may read what mu guards.
func (c *crowd) await(limit time.Duration, condition func() bool) error {
	for deadline := time.Now().Add(limit); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		c.mu.Lock()
		done := condition()
		c.mu.Unlock()
		if done {
			return nil
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return fmt.Errorf("not within %v; answers by status: %v", limit, c.statuses)
}
