package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"

	"fangzha/api/outreach"
)

const selectScanSession = `SELECT id, presenter, seminar, area, first_at, last_at, scans, devices, live, typed, late, printed, slip, assisted,
	points, late_points, held, waiting, offline, pattern FROM session WHERE id = $1`

// Session implements outreach.SessionStore.
func (s *Store) Session(ctx context.Context, id string) (outreach.Session, error) {
	return readSession(s.read.QueryRowContext(ctx, selectScanSession, id), id)
}

// readSession gives an empty session when there is no row.
func readSession(row scanner, id string) (outreach.Session, error) {
	s := outreach.Session{ID: id, Tiers: map[outreach.Tier]int64{}}
	var first, last, live, typed, late, printed, slip, assisted int64
	var pattern []byte
	err := row.Scan(&s.ID, &s.Presenter, &s.Seminar, &s.Area, &first, &last, &s.Scans, &s.Devices, &live, &typed, &late, &printed, &slip, &assisted,
		&s.Points, &s.LatePoints, &s.Held, &s.Waiting, (*flag)(&s.Offline), &pattern)
	if errors.Is(err, sql.ErrNoRows) {
		return s, nil
	}
	if err != nil {
		return s, err
	}
	s.FirstAt, s.LastAt = moment(first), moment(last)
	s.Tiers = map[outreach.Tier]int64{outreach.Live: live, outreach.Typed: typed, outreach.Late: late,
		outreach.Printed: printed, outreach.Slip: slip, outreach.Assisted: assisted}
	if err := json.Unmarshal(pattern, &s.Pattern); err != nil {
		return s, fmt.Errorf("the pattern of session %s: %w", id, err)
	}
	return s, nil
}

func saveSession(ctx context.Context, w *tx, s outreach.Session) error {
	pattern, err := json.Marshal(s.Pattern)
	if err != nil {
		return err
	}
	const save = `INSERT INTO session (id, presenter, seminar, area, first_at, last_at, scans, devices, live, typed, late, printed, slip, assisted,
			points, late_points, held, waiting, offline, pattern)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
		ON CONFLICT (id) DO UPDATE SET last_at = excluded.last_at, scans = excluded.scans, devices = excluded.devices,
			live = excluded.live, typed = excluded.typed, late = excluded.late, printed = excluded.printed, slip = excluded.slip, assisted = excluded.assisted,
			points = excluded.points, late_points = excluded.late_points, held = excluded.held, waiting = excluded.waiting,
			offline = excluded.offline, pattern = excluded.pattern`
	_, err = w.ExecContext(ctx, save, s.ID, s.Presenter, s.Seminar, s.Area, s.FirstAt.UnixMilli(), s.LastAt.UnixMilli(), s.Scans, s.Devices,
		s.Tiers[outreach.Live], s.Tiers[outreach.Typed], s.Tiers[outreach.Late], s.Tiers[outreach.Printed], s.Tiers[outreach.Slip], s.Tiers[outreach.Assisted],
		s.Points, s.LatePoints, s.Held, s.Waiting, flag(s.Offline), string(pattern))
	return err
}

// flag is a truth that the database keeps as 1 or 0.
type flag bool

// Scan implements sql.Scanner.
func (f *flag) Scan(value any) error {
	n, ok := value.(int64)
	if !ok {
		return fmt.Errorf("%v (%T) is not 0 or 1", value, value)
	}
	*f = n != 0
	return nil
}

// Value implements driver.Valuer.
func (f flag) Value() (driver.Value, error) {
	if f {
		return int64(1), nil
	}
	return int64(0), nil
}
