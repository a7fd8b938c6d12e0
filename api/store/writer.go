package store

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"sync/atomic"

	"fangzha/api/outreach"
)

// Bounds of the writer. A full queue is about a second of work on a slow disk: beyond it, waiting would only
// make phones give up, so they are told to come back.
const (
	queueLength  = 4096 // jobs
	batchLength  = 256  // jobs in one transaction
	tidyInterval = 512  // jobs between two checkpoints
	attempts     = 5    // of one transaction that others come between
)

// task does the statements of one request inside the batch's transaction. An *outreach.Error is an answer,
// given before anything was written; any other error means that the transaction is spoilt, and the task may run
// again in another one.
type task func(ctx context.Context, w *tx) error

type job struct {
	ctx  context.Context
	run  task
	done chan error // receives exactly once
}

// writer is the queue of everything that is written. Its lane alone writes.
type writer struct {
	db     *sql.DB
	engine engine
	queue  chan job
	lane   sync.WaitGroup
	broken atomic.Bool // the disk failed
	scrub  atomic.Bool // something was deleted that must leave nothing behind
	failed chan error  // receives the error that ended trust in the disk

	mu     sync.RWMutex // guards closed against sends on a closed queue
	closed bool
}

func newWriter(db *sql.DB, e engine) *writer {
	w := &writer{db: db, engine: e, queue: make(chan job, queueLength), failed: make(chan error, 1)}
	w.lane.Go((&lane{writer: w}).loop)
	return w
}

// do runs t in the next transaction and returns when that is on disk. When ctx ends first the outcome is
// unknown and the answer Unavailable: the same request with the same key finds out.
func (w *writer) do(ctx context.Context, t task) error {
	j := job{ctx: ctx, run: t, done: make(chan error, 1)}
	if !w.enqueue(j) {
		return outreach.NewUnavailable(errors.New("the write queue is full or closed"))
	}
	select {
	case err := <-j.done:
		return err
	case <-ctx.Done():
		return outreach.NewUnavailable(ctx.Err())
	}
}

func (w *writer) enqueue(j job) bool {
	w.mu.RLock()
	defer w.mu.RUnlock()
	if w.closed {
		return false
	}
	select {
	case w.queue <- j:
		return true
	default:
		return false
	}
}

// close takes no more jobs and returns when those in the queue are answered.
func (w *writer) close() {
	w.mu.Lock()
	if !w.closed {
		w.closed = true
		close(w.queue)
	}
	w.mu.Unlock()
	w.lane.Wait()
}

// fail ends all writing: after a failed fsync nobody knows what is on disk, and trying again would pretend
// to (https://wiki.postgresql.org/wiki/Fsync_Errors).
func (w *writer) fail(err error) {
	if !w.broken.Swap(true) {
		w.failed <- err
	}
}
