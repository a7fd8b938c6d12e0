package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// Newest is when the newest scan-in arrived, by the clock of the service that took it; zero when there is none. A
// clock that stands before it is wrong, or the other one was.
func (s *Store) Newest(ctx context.Context) (time.Time, error) {
	var at int64
	err := s.read.QueryRowContext(ctx, `SELECT received_at FROM scan ORDER BY id DESC LIMIT 1`).Scan(&at)
	if errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, nil
	}
	return moment(at), err
}
