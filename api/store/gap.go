package store

import (
	"context"
	"fmt"
	"time"

	"fangzha/api/outreach"
)

// RecordGap implements outreach.GapStore.
func (s *Store) RecordGap(ctx context.Context, gap outreach.Gap) error {
	day, err := time.Parse(time.DateOnly, gap.Day)
	if err != nil {
		return fmt.Errorf("the day of a gap: %w", err)
	}
	forgotten := day.AddDate(0, 0, -outreach.GapMemory).Format(time.DateOnly)
	return s.w.do(ctx, func(ctx context.Context, w *tx) error {
		const add = `INSERT INTO gap (day, lang, text, times) VALUES ($1, $2, $3, 1)
			ON CONFLICT (day, lang, text) DO UPDATE SET times = gap.times + 1`
		if _, err := w.ExecContext(ctx, add, gap.Day, gap.Lang, gap.Text); err != nil {
			return err
		}
		_, err := w.ExecContext(ctx, `DELETE FROM gap WHERE day < $1`, forgotten)
		return err
	})
}

// Gaps implements outreach.GapStore.
func (s *Store) Gaps(ctx context.Context, days int64) ([]outreach.GapCount, error) {
	const list = `SELECT text, lang, COUNT(*), SUM(times), MAX(day) FROM gap
		GROUP BY text, lang HAVING COUNT(*) >= $1 ORDER BY COUNT(*) DESC, SUM(times) DESC, text, lang`
	rows, err := s.read.QueryContext(ctx, list, days)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // rows.Err has the news
	var gaps []outreach.GapCount
	for rows.Next() {
		var g outreach.GapCount
		if err := rows.Scan(&g.Text, &g.Lang, &g.Days, &g.Times, &g.Last); err != nil {
			return nil, err
		}
		gaps = append(gaps, g)
	}
	return gaps, rows.Err()
}
