package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

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
	counted, met, err := meet(ctx, w, scan)
	if err != nil {
		return outreach.Recorded{}, err
	}
	session, err := w.session(ctx, scan.Session)
	if err != nil {
		return outreach.Recorded{}, err
	}
	verdict := session.Admit(scan, met)
	session.changed = true
	hold, err := addToHold(ctx, w, scan, verdict)
	if err != nil {
		return outreach.Recorded{}, err
	}
	const insert = `INSERT INTO scan (id, key, body_hash, code, presenter, team, area, seminar, session, device, year, month, day,
			tier, counted, points, standing, hold, seen_at, shown_at, received_at, locale)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)`
	_, err = w.ExecContext(ctx, insert, scan.ID, scan.Key, scan.BodyHash, scan.Code, scan.Presenter, scan.Team, scan.Area, scan.Seminar, scan.Session,
		sql.NullString{String: scan.Device, Valid: scan.Device != ""}, scan.Year, scan.Month, scan.Day,
		scan.Tier, counted, points(verdict.Standing), verdict.Standing, hold, scan.SeenAt.UnixMilli(), milliseconds(scan.ShownAt), scan.ReceivedAt.UnixMilli(), scan.Locale)
	if err != nil {
		return outreach.Recorded{}, err
	}
	addToCounters(w, scan, counted, verdict.Standing)
	if err := settle(ctx, w, scan, met, verdict); err != nil {
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

// meet notes the phone, and says whether it is counted, 1 or 0, and what was known of it. Primary keys decide, so
// replicas on one database agree as well.
func meet(ctx context.Context, w *tx, scan outreach.Scan) (counted int64, met outreach.Met, err error) {
	if scan.Device == "" {
		return 0, met, nil
	}
	if counted, err = affect(ctx, w, `INSERT INTO device (presenter, year, hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
		scan.Presenter, scan.Year, scan.Device); err != nil {
		return 0, met, err
	}
	if counted == 0 {
		err = w.QueryRowContext(ctx, `SELECT standing FROM device WHERE presenter = $1 AND year = $2 AND hash = $3`,
			scan.Presenter, scan.Year, scan.Device).Scan(&met.Standing)
		if err != nil {
			return 0, met, err
		}
	}
	here, err := affect(ctx, w, `INSERT INTO attendance (session, device) VALUES ($1, $2) ON CONFLICT DO NOTHING`, scan.Session, scan.Device)
	if err != nil {
		return 0, met, err
	}
	met.NewHere = here == 1
	if scan.DeviceDay != "" {
		err = meetToday(ctx, w, scan, here, &met)
	}
	return counted, met, err
}

// meetToday notes a session that is new to the phone, here = 1, and what the day knew of the phone before.
func meetToday(ctx context.Context, w *tx, scan outreach.Scan, here int64, met *outreach.Met) error {
	var last int64
	const known = `SELECT seminar_at FROM device_day WHERE day = $1 AND hash = $2`
	if err := w.QueryRowContext(ctx, known, scan.Day, scan.DeviceDay).Scan(&last); err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	met.LastSeminar = moment(last)
	if here == 1 && scan.Seminar != "" && !scan.ShownAt.IsZero() {
		last = max(last, scan.ShownAt.UnixMilli())
	}
	const note = `INSERT INTO device_day (day, hash, sessions, seminar_at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (day, hash) DO UPDATE SET sessions = device_day.sessions + excluded.sessions, seminar_at = excluded.seminar_at RETURNING sessions`
	return w.QueryRowContext(ctx, note, scan.Day, scan.DeviceDay, here, last).Scan(&met.Today)
}

// affect runs a statement and gives the number of rows that it made, changed or deleted.
func affect(ctx context.Context, w *tx, statement string, args ...any) (int64, error) {
	done, err := w.ExecContext(ctx, statement, args...)
	if err != nil {
		return 0, err
	}
	return done.RowsAffected()
}

func points(standing outreach.Standing) int64 {
	if standing == outreach.Point {
		return 1
	}
	return 0
}

// milliseconds since 1970; 0 stands for no moment.
func milliseconds(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func moment(milliseconds int64) time.Time {
	if milliseconds == 0 {
		return time.Time{}
	}
	return time.UnixMilli(milliseconds).UTC()
}
