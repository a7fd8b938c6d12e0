package store

import (
	"context"
	"database/sql"
	"errors"

	"fangzha/api/outreach"
)

// RecordScan implements outreach.ScanStore.
func (s *Store) RecordScan(ctx context.Context, scan outreach.Scan) (outreach.Recorded, error) {
	var answer outreach.Recorded
	err := s.w.do(ctx, func(ctx context.Context, w *tx) (err error) {
		answer, err = recordScan(ctx, w, scan)
		return err
	})
	if err != nil {
		return outreach.Recorded{}, err // answer may still be in the writer's hands
	}
	return answer, nil
}

func recordScan(ctx context.Context, w *tx, scan outreach.Scan) (outreach.Recorded, error) {
	known := outreach.Recorded{}
	var hash string
	err := w.QueryRowContext(ctx, `SELECT id, body_hash, counted = 1 FROM scan WHERE key = $1`, scan.Key).Scan(&known.ID, &hash, &known.Counted)
	if !errors.Is(err, sql.ErrNoRows) {
		return repeated(known, err, hash, scan.BodyHash)
	}
	counted, err := countDevice(ctx, w, scan)
	if err != nil {
		return outreach.Recorded{}, err
	}
	const insert = `INSERT INTO scan (id, key, body_hash, code, presenter, team, area, seminar, device, year, month,
			tier, counted, points, seen_at, received_at, locale)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`
	_, err = w.ExecContext(ctx, insert, scan.ID, scan.Key, scan.BodyHash, scan.Code, scan.Presenter, scan.Team, scan.Area, scan.Seminar,
		sql.NullString{String: scan.Device, Valid: scan.Device != ""}, scan.Year, scan.Month,
		scan.Tier, counted, scan.Points, scan.SeenAt.UnixMilli(), scan.ReceivedAt.UnixMilli(), scan.Locale)
	if err != nil {
		return outreach.Recorded{}, err
	}
	if err := addToCounters(ctx, w, scan, counted); err != nil {
		return outreach.Recorded{}, err
	}
	return outreach.Recorded{ID: scan.ID, Counted: counted == 1, Fresh: true}, nil
}

// repeated answers a key that is in the table already.
func repeated(known outreach.Recorded, err error, stored, sent string) (outreach.Recorded, error) {
	if err != nil {
		return outreach.Recorded{}, err
	}
	if stored != sent {
		return outreach.Recorded{}, outreach.NewConflict()
	}
	return known, nil
}

// countDevice gives 1 when the device is new to the presenter this year, else 0. The primary key decides,
// so replicas on one database agree as well.
func countDevice(ctx context.Context, w *tx, scan outreach.Scan) (int64, error) {
	if scan.Device == "" {
		return 0, nil
	}
	done, err := w.ExecContext(ctx, `INSERT INTO device (presenter, year, hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
		scan.Presenter, scan.Year, scan.Device)
	if err != nil {
		return 0, err
	}
	return done.RowsAffected()
}
