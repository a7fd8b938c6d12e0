package web

import (
	"hash/maphash"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// bucketsAtOnce is how many keys a table remembers: about 150 bytes each, 5 MB when full.
const bucketsAtOnce = 1 << 15

// buckets is a token bucket for each key, for the bucketsAtOnce keys last seen. Whoever is forgotten starts with a
// full bucket. Keys are hashed under a seed of this process: memory holds neither addresses nor device ids.
type buckets struct {
	rate  rate.Limit // tokens a second
	burst int
	seed  maphash.Seed

	mu         sync.Mutex
	young, old map[uint64]*rate.Limiter // old is the generation before, dropped when young is full
}

func newBuckets(perSecond float64, burst int) *buckets {
	return &buckets{rate: rate.Limit(perSecond), burst: burst, seed: maphash.MakeSeed(), young: map[uint64]*rate.Limiter{}}
}

// bucket is one key in its table.
type bucket struct {
	table *buckets
	key   uint64
}

// of finds the bucket of a comparable key without making one.
func of[K comparable](b *buckets, key K) bucket { return bucket{b, maphash.Comparable(b.seed, key)} }

// wait is how long until there is a token, 0 for now. Asking makes no bucket.
func (b bucket) wait(now time.Time) time.Duration {
	b.table.mu.Lock()
	defer b.table.mu.Unlock()
	limiter := b.table.find(b.key)
	if limiter == nil {
		return 0
	}
	missing := 1 - limiter.TokensAt(now)
	if missing <= 0 {
		return 0
	}
	return time.Duration(missing / float64(b.table.rate) * float64(time.Second))
}

// take takes a token, on credit when there is none: requests that run side by side have all asked wait before any
// of them pays. The debt ends at one burst, so that nobody is shut out for hours.
func (b bucket) take(now time.Time) {
	b.table.mu.Lock()
	defer b.table.mu.Unlock()
	limiter := b.table.find(b.key)
	if limiter == nil {
		limiter = rate.NewLimiter(b.table.rate, b.table.burst)
		b.table.keep(b.key, limiter)
	}
	if limiter.TokensAt(now) > -float64(b.table.burst) {
		limiter.ReserveN(now, 1)
	}
}

func (b *buckets) find(key uint64) *rate.Limiter {
	if limiter := b.young[key]; limiter != nil {
		return limiter
	}
	limiter := b.old[key]
	if limiter != nil {
		b.keep(key, limiter)
	}
	return limiter
}

func (b *buckets) keep(key uint64, limiter *rate.Limiter) {
	if len(b.young) >= bucketsAtOnce/2 {
		b.old, b.young = b.young, map[uint64]*rate.Limiter{}
	}
	b.young[key] = limiter
}
