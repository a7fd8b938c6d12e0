package store

import (
	"context"
	"errors"

	"fangzha/api/outreach"
)

// lane is a goroutine that takes jobs from the queue and the connection it writes on.
type lane struct {
	*writer
	tx    *tx // nil before the first batch and after the connection broke
	dirty int // jobs since the last checkpoint
}

func (l *lane) loop() {
	defer l.disconnect()
	for first := range l.queue {
		if batch := l.gather(first); len(batch) > 0 {
			l.commit(batch)
			l.tidy(len(batch))
		}
	}
}

// gather takes what waits, up to a bound, leaving out requests whose sender has gone.
func (l *lane) gather(first job) []job {
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
		case j, ok = <-l.queue: // not ok: closed and empty
		default:
			ok = false
		}
	}
	return batch
}

// commit writes the batch in one transaction and answers. When one job spoils it, nothing of it is kept and
// each job runs again on its own, so that only the one at fault fails.
func (l *lane) commit(batch []job) {
	if l.broken.Load() {
		answerAll(batch, outreach.NewUnavailable(errors.New("the disk failed before")))
		return
	}
	answers, err := l.attempt(batch)
	for tries := 1; err != nil && len(batch) == 1 && tries < attempts && l.engine.raced(err); tries++ {
		answers, err = l.attempt(batch)
	}
	switch {
	case err == nil:
		for i, j := range batch {
			j.done <- answers[i]
		}
	case l.engine.fatal(err):
		l.fail(err)
		answerAll(batch, outreach.NewUnavailable(err))
	case l.engine.passing(err):
		answerAll(batch, outreach.NewUnavailable(err))
	case len(batch) == 1:
		answerAll(batch, err)
	default:
		for i := range batch {
			l.commit(batch[i : i+1])
		}
	}
}

// attempt runs one transaction. The error is nil only after the commit reached the disk. It works without the
// requests' deadlines: a batch belongs to many of them, and none may cut it short.
func (l *lane) attempt(batch []job) ([]error, error) {
	ctx := context.Background()
	if l.engine.patience > 0 {
		limited, cancel := context.WithTimeout(ctx, l.engine.patience)
		defer cancel()
		ctx = limited
	}
	if err := l.connect(ctx); err != nil {
		return nil, err
	}
	if _, err := l.tx.ExecContext(ctx, l.engine.begin); err != nil {
		return nil, l.rollback(ctx, err)
	}
	l.tx.ledger = newLedger()
	answers := make([]error, len(batch))
	for i, j := range batch {
		err := j.run(ctx, l.tx)
		if answer := (*outreach.Error)(nil); err != nil && !errors.As(err, &answer) {
			return nil, l.rollback(ctx, err)
		}
		answers[i] = err
	}
	if err := l.tx.writeLedger(ctx); err != nil {
		return nil, l.rollback(ctx, err)
	}
	if _, err := l.tx.ExecContext(ctx, `COMMIT`); err != nil {
		return nil, l.rollback(ctx, err)
	}
	return answers, nil
}

func (l *lane) connect(ctx context.Context) error {
	if l.tx != nil {
		return nil
	}
	conn, err := l.db.Conn(ctx)
	if err != nil {
		return err
	}
	l.tx = newTx(conn, l.engine.keeps)
	return nil
}

func (l *lane) disconnect() {
	if l.tx != nil {
		_ = l.tx.close() // nothing of ours is under way on it
		l.tx = nil
	}
}

// rollback returns err. On a file its own failure is not news: some errors have ended the transaction already,
// and if it is truly stuck the next BEGIN says so. Over a network it means that the connection is of no more use.
func (l *lane) rollback(ctx context.Context, err error) error {
	if _, failed := l.tx.ExecContext(ctx, `ROLLBACK`); failed != nil && l.engine.remote {
		l.disconnect()
	}
	return err
}

// tidy moves the log into the database from time to time. It is done here and not by SQLite itself because
// SQLite would hide an fsync error of this step and try again, although the kernel has dropped the pages.
func (l *lane) tidy(jobs int) {
	l.dirty += jobs
	work := l.engine.tidy
	if l.scrub.Swap(false) {
		work, l.dirty = l.engine.scrub, tidyInterval
	}
	if l.dirty < tidyInterval || l.broken.Load() || work == "" || l.tx == nil {
		return
	}
	l.dirty = 0
	if _, err := l.tx.ExecContext(context.Background(), work); err != nil && l.engine.fatal(err) {
		l.fail(err)
	}
}

func answerAll(batch []job, err error) {
	for _, j := range batch {
		j.done <- err
	}
}
