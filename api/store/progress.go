package store

import (
	"context"
	"database/sql"
	"errors"
)

// PointsOf implements outreach.ProgressStore.
func (s *Store) PointsOf(ctx context.Context, presenter, period string) (int64, error) {
	var points int64
	err := s.read.QueryRowContext(ctx, `SELECT points FROM counter WHERE presenter = $1 AND period = $2`, presenter, period).Scan(&points)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return points, err
}
