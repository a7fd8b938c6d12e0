package store

import (
	"context"

	"fangzha/api/outreach"
)

// standing is a row of scan that a point hangs on.
type standing struct {
	id, session, presenter, area, device string
	year                                 int
	month, day                           string
	tier                                 outreach.Tier
	now                                  outreach.Standing
}

func standingRow(ctx context.Context, w *tx, where string, args ...any) (r standing, err error) {
	err = r.read(w.QueryRowContext(ctx, selectStanding+where, args...).Scan)
	return r, err
}

func standingRows(ctx context.Context, w *tx, where string, args ...any) ([]standing, error) {
	rows, err := w.QueryContext(ctx, selectStanding+where, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // rows.Err has the news
	var all []standing
	for rows.Next() {
		var r standing
		if err := r.read(rows.Scan); err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, rows.Err()
}

const selectStanding = `SELECT id, session, presenter, area, device, year, month, day, tier, standing FROM scan WHERE `

func (r *standing) read(scan func(...any) error) error {
	return scan(&r.id, &r.session, &r.presenter, &r.area, &r.device, &r.year, &r.month, &r.day, &r.tier, &r.now)
}

// become gives the row and its phone another standing.
func (r standing) become(ctx context.Context, w *tx, to outreach.Standing) error {
	if err := setDevice(ctx, w, r.presenter, r.year, r.device, to, outreach.Key(r.id)); err != nil {
		return err
	}
	return r.move(ctx, w, to)
}

func setDevice(ctx context.Context, w *tx, presenter string, year int, hash string, to outreach.Standing, scan outreach.Key) error {
	_, err := w.ExecContext(ctx, `UPDATE device SET standing = $4, scan = $5 WHERE presenter = $1 AND year = $2 AND hash = $3`, presenter, year, hash, to, scan)
	return err
}

// move gives the row another standing and brings session and counters along; the phone is the caller's part.
func (r standing) move(ctx context.Context, w *tx, to outreach.Standing) error {
	if _, err := w.ExecContext(ctx, `UPDATE scan SET standing = $2, points = $3 WHERE id = $1`, r.id, to, points(to)); err != nil {
		return err
	}
	more := points(to) - points(r.now)
	late := int64(0)
	if r.tier == outreach.Late {
		late = more
	}
	held := is(to, outreach.Held) - is(r.now, outreach.Held)
	waiting := is(to, outreach.Waiting) - is(r.now, outreach.Waiting)
	session, err := w.session(ctx, r.session)
	if err != nil {
		return err
	}
	session.Points += more
	session.LatePoints += late
	session.Held += held
	session.Waiting += waiting
	session.changed = true
	changeCounters(w, r.presenter, r.area, r.year, r.month, r.day, outreach.Figures{Points: more, Held: held})
	return nil
}

// released says what a held row becomes when it is released.
func (r standing) released(ctx context.Context, w *tx, seats int) (outreach.Standing, error) {
	if r.tier != outreach.Late {
		return outreach.Point, nil
	}
	session, err := w.session(ctx, r.session)
	if err != nil || session.LateRoom(seats) > 0 {
		return outreach.Point, err
	}
	return outreach.Waiting, nil
}

func is(a, b outreach.Standing) int64 {
	if a == b {
		return 1
	}
	return 0
}

// Stood is what became of a scan-in that has to do with a point.
type Stood struct {
	Standing outreach.Standing
	Reason   outreach.Reason // why it was held at first, "" when it was not
}

// Standings reads what became of the scan-ins of a session. For checks, not for pages.
func (s *Store) Standings(ctx context.Context, session string) (map[outreach.Key]Stood, error) {
	const query = `SELECT scan.id, scan.standing, COALESCE(hold.reason, '') FROM scan
		LEFT JOIN hold ON hold.id = scan.hold WHERE scan.session = $1 AND scan.standing <> ''`
	rows, err := s.read.QueryContext(ctx, query, session)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // rows.Err has the news
	all := map[outreach.Key]Stood{}
	for rows.Next() {
		var id outreach.Key
		var stood Stood
		if err := rows.Scan(&id, &stood.Standing, &stood.Reason); err != nil {
			return nil, err
		}
		all[id] = stood
	}
	return all, rows.Err()
}
