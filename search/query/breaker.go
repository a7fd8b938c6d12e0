package query

import (
	"sync"
	"time"
)

const (
	failuresToOpen = 3
	restFor        = 5 * time.Second
)

// breaker keeps a hung Meilisearch from holding up every search for its whole budget: after some failures on end it refuses
// at once for a while, then lets one search try. It is safe for concurrent use; its zero value is closed.
type breaker struct {
	now func() time.Time // time.Now if nil

	mutex    sync.Mutex
	failures int
	until    time.Time // refused until then, if failures are enough
}

// allow says whether a search may be made. Whoever is allowed must call done.
func (b *breaker) allow() bool {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if b.failures < failuresToOpen {
		return true
	}
	if b.time().Before(b.until) {
		return false
	}
	b.until = b.time().Add(restFor) // the others go on waiting for this one
	return true
}

// done tells how the search ended.
func (b *breaker) done(failed bool) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if !failed {
		b.failures = 0
		return
	}
	b.failures++
	b.until = b.time().Add(restFor)
}

func (b *breaker) time() time.Time {
	if b.now == nil {
		return time.Now()
	}
	return b.now()
}
