package store

import (
	"context"
	"strconv"

	"fangzha/api/outreach"
)

// addToCounters adds one row to the sums of its presenter and its area.
func addToCounters(w *tx, scan outreach.Scan, counted int64, standing outreach.Standing) {
	one := outreach.Figures{Scans: 1, Reach: counted, Points: points(standing), Held: is(standing, outreach.Held)}
	*one.Tier(scan.Tier) = 1
	changeCounters(w, scan.Presenter, scan.Area, scan.Year, scan.Month, scan.Day, one)
}

// changeCounters adds to the sums of all time, of the year, of the month and, for the area, of the day.
func changeCounters(w *tx, presenter, area string, year int, month, day string, f outreach.Figures) {
	for _, period := range []string{outreach.PeriodAll, strconv.Itoa(year), month} {
		w.add(sum{presenterSums, presenter, period}, f)
		w.add(sum{areaSums, area, period}, f)
	}
	w.add(sum{areaSums, area, day}, f)
}

const figureColumns = `scans, reach, points, held, live, typed, late, printed, slip, assisted`

// Counts implements outreach.CountStore.
func (s *Store) Counts(ctx context.Context, period string) ([]outreach.Count, error) {
	return s.presenterCounts(ctx, `SELECT presenter, `+figureColumns+` FROM counter WHERE period = $1 ORDER BY presenter`, period)
}

// AreaCounts implements outreach.CountStore.
func (s *Store) AreaCounts(ctx context.Context, period string) ([]outreach.AreaCount, error) {
	return s.areaCounts(ctx, `SELECT area, `+figureColumns+` FROM area_counter WHERE period = $1 ORDER BY area`, period)
}

// sums makes the figures from the rows themselves.
const sums = `COUNT(*), SUM(counted), SUM(points), SUM(CASE WHEN standing = 'held' THEN 1 ELSE 0 END),
	SUM(CASE WHEN tier = 'live' THEN 1 ELSE 0 END), SUM(CASE WHEN tier = 'typed' THEN 1 ELSE 0 END), SUM(CASE WHEN tier = 'late' THEN 1 ELSE 0 END),
	SUM(CASE WHEN tier = 'printed' THEN 1 ELSE 0 END), SUM(CASE WHEN tier = 'slip' THEN 1 ELSE 0 END), SUM(CASE WHEN tier = 'assisted' THEN 1 ELSE 0 END)
	FROM scan WHERE $1 IN ('` + outreach.PeriodAll + `', CAST(year AS TEXT), month, day)`

// Recount makes the sums of Counts from the rows. It reads the whole table: for checks, not for pages.
func (s *Store) Recount(ctx context.Context, period string) ([]outreach.Count, error) {
	return s.presenterCounts(ctx, `SELECT presenter, `+sums+` GROUP BY presenter ORDER BY presenter`, period)
}

// RecountAreas does the same for AreaCounts.
func (s *Store) RecountAreas(ctx context.Context, period string) ([]outreach.AreaCount, error) {
	return s.areaCounts(ctx, `SELECT area, `+sums+` GROUP BY area ORDER BY area`, period)
}

func (s *Store) presenterCounts(ctx context.Context, query, period string) ([]outreach.Count, error) {
	var counts []outreach.Count
	err := s.figures(ctx, query, period, func(presenter string, f outreach.Figures) {
		counts = append(counts, outreach.Count{Presenter: presenter, Figures: f})
	})
	return counts, err
}

func (s *Store) areaCounts(ctx context.Context, query, period string) ([]outreach.AreaCount, error) {
	var counts []outreach.AreaCount
	err := s.figures(ctx, query, period, func(area string, f outreach.Figures) {
		counts = append(counts, outreach.AreaCount{Area: area, Figures: f})
	})
	return counts, err
}

func (s *Store) figures(ctx context.Context, query, period string, each func(id string, f outreach.Figures)) error {
	rows, err := s.read.QueryContext(ctx, query, period)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }() // rows.Err has the news
	for rows.Next() {
		var id string
		var f outreach.Figures
		if err := scanFigures(rows, &id, &f); err != nil {
			return err
		}
		each(id, f)
	}
	return rows.Err()
}

func scanFigures(row scanner, id *string, f *outreach.Figures) error {
	return row.Scan(id, &f.Scans, &f.Reach, &f.Points, &f.Held, &f.Live, &f.Typed, &f.Late, &f.Printed, &f.Slip, &f.Assisted)
}
