package store

import (
	"context"
	"database/sql"
	"time"
)

// Store implements the store interfaces of package outreach on one database. It is safe for concurrent use.
type Store struct {
	read  *sql.DB
	write *sql.DB // one connection, the writer's
	w     *writer
	now   func() time.Time
}

// engine is what differs between databases.
type engine struct {
	begin   string           // starts a writing transaction
	tidy    string           // housekeeping between batches, "" for none
	passing func(error) bool // goes away by itself: disk full, locked
	fatal   func(error) bool // the disk cannot be trusted any more
}

// Failed receives the error after which the process must exit without writing again: the disk failed, and
// what is on it is only known after a restart.
func (s *Store) Failed() <-chan error { return s.w.failed }

// Ready writes and commits one row, so that "ready" means that a scan-in would be kept.
func (s *Store) Ready(ctx context.Context) error {
	at := s.now().UnixMilli()
	return s.w.do(ctx, func(ctx context.Context, w *sql.Conn) error {
		_, err := w.ExecContext(ctx, `INSERT INTO heartbeat (id, at) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET at = excluded.at`, at)
		return err
	})
}

// Close answers everything in the queue, then closes the database. Later writes are Unavailable.
func (s *Store) Close() error {
	s.w.close()
	_ = s.w.conn.Close()
	if err := s.write.Close(); err != nil {
		return err
	}
	return s.read.Close()
}
