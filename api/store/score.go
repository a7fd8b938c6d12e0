package store

import (
	"context"

	"fangzha/api/outreach"
)

// addToCounters adds one row to the sums of its presenter, for all time and for its month.
func addToCounters(ctx context.Context, w *tx, scan outreach.Scan, counted int64) error {
	const add = `INSERT INTO counter (presenter, period, scans, reach, points)
		VALUES ($1, $2, 1, $4, $5), ($1, $3, 1, $4, $5)
		ON CONFLICT (presenter, period) DO UPDATE SET
			scans = counter.scans + 1, reach = counter.reach + excluded.reach, points = counter.points + excluded.points`
	_, err := w.ExecContext(ctx, add, scan.Presenter, outreach.PeriodAll, scan.Month, counted, scan.Points)
	return err
}

// Counts implements outreach.CountStore.
func (s *Store) Counts(ctx context.Context, period string) ([]outreach.Count, error) {
	return s.counts(ctx, `SELECT presenter, scans, reach, points FROM counter WHERE period = $1 ORDER BY presenter`, period)
}

// Recount makes the same sums from the rows themselves. It reads the whole table: for checks, not for pages.
func (s *Store) Recount(ctx context.Context, period string) ([]outreach.Count, error) {
	return s.counts(ctx, `SELECT presenter, COUNT(*), SUM(counted), SUM(points) FROM scan
		WHERE month = $1 OR $1 = '`+outreach.PeriodAll+`' GROUP BY presenter ORDER BY presenter`, period)
}

func (s *Store) counts(ctx context.Context, query, period string) ([]outreach.Count, error) {
	rows, err := s.read.QueryContext(ctx, query, period)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // rows.Err has the news
	var counts []outreach.Count
	for rows.Next() {
		var c outreach.Count
		if err := rows.Scan(&c.Presenter, &c.Scans, &c.Reach, &c.Points); err != nil {
			return nil, err
		}
		counts = append(counts, c)
	}
	return counts, rows.Err()
}
