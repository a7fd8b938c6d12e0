package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"fangzha/api/outreach"
)

// undecided is in words what the index hold_undecided is limited to. A database uses such an index only where the
// statement says so: a placeholder proves nothing to it. The same goes for hold <> ” and scan_hold.
const undecided = `state IN ('forming', 'open')`

// addToHold puts a held scan-in into the hold of its session, reason and certainty, which it opens if need be, and
// gives the hold's id; "" when nothing is held. When a pattern becomes certain, what was held while it formed is part of it.
func addToHold(ctx context.Context, w *tx, scan outreach.Scan, v outreach.Verdict) (outreach.Key, error) {
	if v.Standing != outreach.Held {
		return "", nil
	}
	state := outreach.HoldForming
	if v.Certain {
		state = outreach.HoldOpen
	}
	var id outreach.Key
	const join = `UPDATE hold SET scans = scans + 1, last_at = $4 WHERE session = $1 AND reason = $2 AND state = $3 AND ` + undecided + ` RETURNING id`
	err := w.QueryRowContext(ctx, join, scan.Session, v.Reason, state, scan.ReceivedAt.UnixMilli()).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		id = scan.ID
		const open = `INSERT INTO hold (id, session, presenter, seminar, area, reason, state, scans, opened_at, last_at, decided_at, decided_by)
			VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $8, 0, '')`
		_, err = w.ExecContext(ctx, open, id, scan.Session, scan.Presenter, scan.Seminar, scan.Area, v.Reason, state, scan.ReceivedAt.UnixMilli())
	}
	if err != nil || !v.Certain || v.Reason != outreach.Serial { // other patterns do not form, they are
		return id, err
	}
	return id, mergeForming(ctx, w, scan.Session, v.Reason, id)
}

// mergeForming makes the forming hold of a session and reason part of the open one.
func mergeForming(ctx context.Context, w *tx, session string, reason outreach.Reason, open outreach.Key) error {
	var forming outreach.Key
	var scans, since int64
	const find = `SELECT id, scans, opened_at FROM hold WHERE session = $1 AND reason = $2 AND state = 'forming' AND ` + undecided
	err := w.QueryRowContext(ctx, find, session, reason).Scan(&forming, &scans, &since)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := w.ExecContext(ctx, `UPDATE scan SET hold = $2 WHERE hold = $1 AND hold <> ''`, forming, open); err != nil {
		return err
	}
	const merge = `UPDATE hold SET scans = scans + $2, opened_at = CASE WHEN opened_at < $3 THEN opened_at ELSE $3 END WHERE id = $1`
	if _, err := w.ExecContext(ctx, merge, open, scans, since); err != nil {
		return err
	}
	_, err = w.ExecContext(ctx, `DELETE FROM hold WHERE id = $1`, forming)
	return err
}

// settle brings along what a scan-in changes beyond its own row: the phone's standing, a row of the phone that it
// supersedes, what a dissolved pattern held, and late ones that there is room for now.
func settle(ctx context.Context, w *tx, scan outreach.Scan, met outreach.Met, v outreach.Verdict) error {
	if v.Standing != outreach.NoPoint {
		if met.Standing == outreach.Held || met.Standing == outreach.Waiting {
			if err := supersede(ctx, w, scan); err != nil {
				return err
			}
		}
		if err := setDevice(ctx, w, scan.Presenter, scan.Year, scan.Device, v.Standing, scan.ID); err != nil {
			return err
		}
	}
	if v.Dissolved {
		if err := dissolve(ctx, w, scan); err != nil {
			return err
		}
	}
	if v.Standing == outreach.Point || v.Dissolved {
		return fillLateRoom(ctx, w, scan.Session, scan.Seats)
	}
	return nil
}

// supersede takes the standing from the row that the phone's standing comes from so far: a better scan-in has come.
func supersede(ctx context.Context, w *tx, scan outreach.Scan) error {
	old, err := standingRow(ctx, w, `id = (SELECT scan FROM device WHERE presenter = $1 AND year = $2 AND hash = $3)`, scan.Presenter, scan.Year, scan.Device)
	if err != nil {
		return err
	}
	return old.move(ctx, w, outreach.NoPoint)
}

// dissolve releases what the session's forming hold holds.
func dissolve(ctx context.Context, w *tx, scan outreach.Scan) error {
	var id outreach.Key
	err := w.QueryRowContext(ctx, `SELECT id FROM hold WHERE session = $1 AND reason = $2 AND state = 'forming' AND `+undecided, scan.Session, outreach.Serial).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	return releaseChance(ctx, w, id, scan.Seats, scan.ReceivedAt)
}

// releaseChance releases a hold whose pattern turned out to be chance. Such holds are small.
func releaseChance(ctx context.Context, w *tx, id outreach.Key, seats int, at time.Time) error {
	for more := true; more; {
		var err error
		if more, err = decideSome(ctx, w, id, outreach.HoldReleased, seats); err != nil {
			return err
		}
	}
	return closeHold(ctx, w, id, outreach.HoldReleased, "", at)
}

// fillLateRoom gives waiting late scan-ins of a session their points, oldest first, as far as there is room.
func fillLateRoom(ctx context.Context, w *tx, id string, seats int) error {
	session, err := w.session(ctx, id)
	if err != nil {
		return err
	}
	for room := min(session.LateRoom(seats), session.Waiting); room > 0; room-- {
		row, err := standingRow(ctx, w, `id = (SELECT MIN(id) FROM scan WHERE session = $1 AND standing = 'waiting')`, id)
		if err != nil {
			return err
		}
		if err := row.become(ctx, w, outreach.Point); err != nil {
			return err
		}
	}
	return nil
}

// Holds implements outreach.HoldStore.
func (s *Store) Holds(ctx context.Context, decided bool, limit int) ([]outreach.Hold, error) {
	query := selectHold + ` WHERE state IN ('forming', 'open') ORDER BY opened_at, id LIMIT $1`
	if decided {
		query = selectHold + ` WHERE state IN ('released', 'rejected') ORDER BY decided_at DESC, id LIMIT $1`
	}
	return readHolds(s.read.QueryContext(ctx, query, limit))
}

func readHolds(rows cursor, err error) ([]outreach.Hold, error) {
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // rows.Err has the news
	var holds []outreach.Hold
	for rows.Next() {
		h, err := readHold(rows.Scan)
		if err != nil {
			return nil, err
		}
		holds = append(holds, h)
	}
	return holds, rows.Err()
}

// Hold implements outreach.HoldStore.
func (s *Store) Hold(ctx context.Context, id outreach.Key) (outreach.Hold, error) {
	return readHold(s.read.QueryRowContext(ctx, selectHold+` WHERE id = $1`, id).Scan)
}

const selectHold = `SELECT id, session, presenter, seminar, area, reason, state, scans, opened_at, last_at, decided_at, decided_by FROM hold`

func readHold(scan func(...any) error) (h outreach.Hold, err error) {
	var opened, last, decided int64
	err = scan(&h.ID, &h.Session, &h.Presenter, &h.Seminar, &h.Area, &h.Reason, &h.State, &h.Scans, &opened, &last, &decided, &h.DecidedBy)
	if errors.Is(err, sql.ErrNoRows) {
		return h, outreach.NewNoHold()
	}
	h.OpenedAt, h.LastAt, h.DecidedAt = moment(opened), moment(last), moment(decided)
	return h, err
}

// Decide implements outreach.HoldStore. A flood can hold thousands of rows: they are decided in several
// transactions, so that no phone waits for all of them, and the hold is closed with the last.
func (s *Store) Decide(ctx context.Context, id outreach.Key, to outreach.HoldState, by string, at time.Time, seats int) (outreach.Hold, error) {
	more := true
	for more {
		err := s.w.do(ctx, func(ctx context.Context, w *tx) (err error) {
			hold, err := readHold(w.QueryRowContext(ctx, selectHold+` WHERE id = $1`, id).Scan)
			if err != nil {
				return err
			}
			if !hold.Undecided() {
				return outreach.NewDecided()
			}
			if more, err = decideSome(ctx, w, id, to, seats); err != nil || more {
				return err
			}
			if err := fillLateRoom(ctx, w, hold.Session, seats); err != nil {
				return err
			}
			return closeHold(ctx, w, id, to, by, at)
		})
		if err != nil {
			return outreach.Hold{}, err
		}
	}
	return s.Hold(ctx, id)
}

// decidedAtOnce bounds how long one transaction takes.
const decidedAtOnce = 200

// decideSome decides rows of a hold and says whether there may be more.
func decideSome(ctx context.Context, w *tx, id outreach.Key, to outreach.HoldState, seats int) (more bool, err error) {
	rows, err := standingRows(ctx, w, `hold = $1 AND hold <> '' AND standing = 'held' ORDER BY id LIMIT $2`, id, decidedAtOnce)
	if err != nil {
		return false, err
	}
	for _, row := range rows {
		standing := outreach.Denied
		if to == outreach.HoldReleased {
			if standing, err = row.released(ctx, w, seats); err != nil {
				return false, err
			}
		}
		if err := row.become(ctx, w, standing); err != nil {
			return false, err
		}
	}
	return len(rows) == decidedAtOnce, nil
}

func closeHold(ctx context.Context, w *tx, id outreach.Key, to outreach.HoldState, by string, at time.Time) error {
	_, err := w.ExecContext(ctx, `UPDATE hold SET state = $2, decided_by = $3, decided_at = $4 WHERE id = $1`, id, to, by, at.UnixMilli())
	return err
}

// ConfirmOffline implements outreach.HoldStore.
func (s *Store) ConfirmOffline(ctx context.Context, session string, offline bool, seats int) (outreach.Session, error) {
	err := s.w.do(ctx, func(ctx context.Context, w *tx) error {
		found, err := w.session(ctx, session)
		if err != nil {
			return err
		}
		if found.Scans == 0 {
			return outreach.NewNoScans()
		}
		found.Offline, found.changed = offline, true
		return fillLateRoom(ctx, w, session, seats)
	})
	if err != nil {
		return outreach.Session{}, err
	}
	return s.Session(ctx, session)
}
