package query

import (
	"sync"
	"time"
)

const (
	failuresToOpen = 3
	restFor        = 2 * time.Second
)

// breaker keeps a hung Meilisearch from holding up every search for its whole budget: after some failures on end it refuses
// at once for a while, then lets one search try. Searches that were under way together fail together, in one pause of a busy
// machine: that is one failure. It is safe for concurrent use; its zero value is closed.
type breaker struct {
	now func() time.Time // time.Now if nil

	mutex    sync.Mutex
	failures int
	failed   time.Time // when the last failure was counted
	until    time.Time // refused until then, if failures are enough
}

// allow says whether a search may be made. Whoever is allowed calls done, if the search tells something of Meilisearch.
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

// done tells how the search ended that began at a time.
func (b *breaker) done(began time.Time, failed bool) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if !failed {
		b.failures = 0
		return
	}
	now := b.time()
	b.until = now.Add(restFor)
	if began.Before(b.failed) {
		return
	}
	b.failures++
	b.failed = now
}

func (b *breaker) time() time.Time {
	if b.now == nil {
		return time.Now()
	}
	return b.now()
}
