package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// Store implements the store interfaces of package outreach on one database. It is safe for concurrent use.
type Store struct {
	read  *reader
	write *sql.DB // the writer's connections
	w     *writer
	now   func() time.Time
}

// newStore brings the database to this program's version and starts the writer. It takes the pools over.
func newStore(ctx context.Context, read, write *sql.DB, e engine, now func() time.Time) (*Store, error) {
	if err := migrate(ctx, write, e, now()); err != nil {
		return nil, errors.Join(err, read.Close(), write.Close())
	}
	return &Store{read: &reader{read, e}, write: write, w: newWriter(write, e), now: now}, nil
}

// Failed receives the error after which the process must exit without writing again: the disk failed, and
// what is on it is only known after a restart.
func (s *Store) Failed() <-chan error { return s.w.failed }

// Ready writes and commits one row, so that "ready" means that a scan-in would be kept.
func (s *Store) Ready(ctx context.Context) error {
	at := s.now().UnixMilli()
	return s.w.do(ctx, func(ctx context.Context, w *tx) error {
		_, err := w.ExecContext(ctx, `INSERT INTO heartbeat (id, at) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET at = excluded.at`, at)
		return err
	})
}

// Close answers everything in the queue, then closes the database. Later writes are Unavailable.
func (s *Store) Close() error {
	s.w.close()
	if err := s.write.Close(); err != nil {
		return err
	}
	return s.read.db.Close()
}
