package store

import (
	"context"
	"database/sql"
	"errors"
	"sync"

	"fangzha/api/outreach"
)

// Bounds of the writer. A full queue is about a second of work on a slow disk: beyond it, waiting would only
// make phones give up, so they are told to come back.
const (
	queueLength  = 4096 // jobs
	batchLength  = 256  // jobs in one transaction
	tidyInterval = 512  // jobs between two checkpoints
)

// task does the statements of one request inside the batch's transaction. An *outreach.Error is an answer,
// given before anything was written; any other error means that the transaction is spoilt.
type task func(ctx context.Context, w *sql.Conn) error

type job struct {
	ctx  context.Context
	run  task
	done chan error // receives exactly once
}

// writer is the only goroutine that writes.
type writer struct {
	conn   *sql.Conn
	engine engine
	queue  chan job
	idle   chan struct{} // closed when the loop has ended
	failed chan error    // receives the error that ended trust in the disk

	mu     sync.RWMutex // guards closed against sends on a closed queue
	closed bool

	broken bool // only the loop reads and writes it
	dirty  int  // jobs since the last checkpoint
}

func newWriter(conn *sql.Conn, e engine) *writer {
	w := &writer{conn: conn, engine: e, queue: make(chan job, queueLength), idle: make(chan struct{}), failed: make(chan error, 1)}
	go w.loop()
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
	<-w.idle
}

func (w *writer) loop() {
	defer close(w.idle)
	for first := range w.queue {
		if batch := w.gather(first); len(batch) > 0 {
			w.commit(batch)
			w.tidy(len(batch))
		}
	}
}

// gather takes what waits, up to a bound, leaving out requests whose sender has gone.
func (w *writer) gather(first job) []job {
	var batch []job
	for j, ok := first, true; ok; {
		if err := j.ctx.Err(); err != nil {
			j.done <- outreach.NewUnavailable(err)
		} else {
			batch = append(batch, j)
		}
		if len(batch) == batchLength {
			break
		}
		select {
		case j, ok = <-w.queue: // not ok: closed and empty
		default:
			ok = false
		}
	}
	return batch
}

// commit writes the batch in one transaction and answers. When one job spoils it, nothing of it is kept and
// each job runs again on its own, so that only the one at fault fails.
func (w *writer) commit(batch []job) {
	if w.broken {
		answerAll(batch, outreach.NewUnavailable(errors.New("the disk failed before")))
		return
	}
	answers, err := w.attempt(batch)
	switch {
	case err == nil:
		for i, j := range batch {
			j.done <- answers[i]
		}
	case w.engine.fatal(err):
		w.fail(err)
		answerAll(batch, outreach.NewUnavailable(err))
	case w.engine.passing(err):
		answerAll(batch, outreach.NewUnavailable(err))
	case len(batch) == 1:
		answerAll(batch, err)
	default:
		for i := range batch {
			w.commit(batch[i : i+1])
		}
	}
}

// attempt runs one transaction. The error is nil only after the commit reached the disk. It works without a
// deadline: a batch belongs to many requests, and none of them may cut it short.
func (w *writer) attempt(batch []job) ([]error, error) {
	ctx := context.Background()
	if _, err := w.conn.ExecContext(ctx, w.engine.begin); err != nil {
		return nil, err
	}
	answers := make([]error, len(batch))
	for i, j := range batch {
		err := j.run(ctx, w.conn)
		if answer := (*outreach.Error)(nil); err != nil && !errors.As(err, &answer) {
			return nil, w.rollback(ctx, err)
		}
		answers[i] = err
	}
	if _, err := w.conn.ExecContext(ctx, `COMMIT`); err != nil {
		return nil, w.rollback(ctx, err)
	}
	return answers, nil
}

// rollback returns err. Its own failure is not news: some errors have ended the transaction already, and if
// it is truly stuck the next BEGIN says so.
func (w *writer) rollback(ctx context.Context, err error) error {
	_, _ = w.conn.ExecContext(ctx, `ROLLBACK`)
	return err
}

// tidy moves the log into the database from time to time. It is done here and not by SQLite itself because
// SQLite would hide an fsync error of this step and try again, although the kernel has dropped the pages.
func (w *writer) tidy(jobs int) {
	w.dirty += jobs
	if w.dirty < tidyInterval || w.broken || w.engine.tidy == "" {
		return
	}
	w.dirty = 0
	if _, err := w.conn.ExecContext(context.Background(), w.engine.tidy); err != nil && w.engine.fatal(err) {
		w.fail(err)
	}
}

// fail ends all writing: after a failed fsync nobody knows what is on disk, and trying again would pretend
// to (https://wiki.postgresql.org/wiki/Fsync_Errors).
func (w *writer) fail(err error) {
	w.broken = true
	w.failed <- err
}

func answerAll(batch []job, err error) {
	for _, j := range batch {
		j.done <- err
	}
}
