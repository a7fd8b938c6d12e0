package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"fangzha/api/outreach"
)

// AddStaffLink implements outreach.StaffStore.
func (s *Store) AddStaffLink(ctx context.Context, link outreach.StaffLink, entry outreach.AuditEntry) error {
	return s.w.do(ctx, func(ctx context.Context, w *tx) error {
		const insert = `INSERT INTO staff_link (id, hash, staff, role, presenter, area, issued_at, expires_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`
		_, err := w.ExecContext(ctx, insert, link.ID, link.Hash, link.Staff.ID, link.Role, link.Presenter, link.Area,
			link.IssuedAt.UnixMilli(), link.ExpiresAt.UnixMilli())
		if err != nil {
			return err
		}
		return addAudit(ctx, w, entry)
	})
}

// SpendStaffLink implements outreach.StaffStore.
func (s *Store) SpendStaffLink(ctx context.Context, hash string, session outreach.StaffSession, entry outreach.AuditEntry) (outreach.StaffSession, error) {
	var begun outreach.StaffSession
	err := s.w.do(ctx, func(ctx context.Context, w *tx) (err error) {
		begun, err = spendStaffLink(ctx, w, hash, session, entry)
		return err
	})
	if err != nil {
		return outreach.StaffSession{}, err // begun may still be in the writer's hands
	}
	return begun, nil
}

// spendStaffLink lets the update itself decide who comes first.
func spendStaffLink(ctx context.Context, w *tx, hash string, session outreach.StaffSession, entry outreach.AuditEntry) (outreach.StaffSession, error) {
	const spend = `UPDATE staff_link SET spent_at = $2
		WHERE hash = $1 AND spent_at IS NULL AND ended_at IS NULL AND expires_at > $2
		RETURNING id, staff, role, presenter, area`
	err := w.QueryRowContext(ctx, spend, hash, session.BeganAt.UnixMilli()).
		Scan(&session.Link, &session.Staff.ID, &session.Role, &session.Presenter, &session.Area)
	if errors.Is(err, sql.ErrNoRows) {
		return session, outreach.NewSpentLink()
	}
	if err != nil {
		return session, err
	}
	const insert = `INSERT INTO staff_session (id, hash, link, staff, role, presenter, area, began_at, used_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)`
	_, err = w.ExecContext(ctx, insert, session.ID, session.Hash, session.Link, session.Staff.ID, session.Role,
		session.Presenter, session.Area, session.BeganAt.UnixMilli())
	if err != nil {
		return session, err
	}
	entry.Staff, entry.Role, entry.Session = session.Staff.ID, session.Role, session.ID
	return session, addAudit(ctx, w, entry)
}

// A session is open unless it was ended before, began too long ago ($1) or has been idle too long ($2).
const (
	selectSessions = `SELECT id, hash, link, staff, role, presenter, area, began_at, used_at FROM staff_session
		WHERE began_at > $1 AND used_at > $2 AND ended_at IS NULL`
	selectSession = selectSessions + ` AND hash = $3`
)

func sinceWhenOpen(now time.Time) (began, used int64) {
	return now.Add(-outreach.StaffSessionLife).UnixMilli(), now.Add(-outreach.StaffSessionIdle).UnixMilli()
}

// UseStaffSession implements outreach.StaffStore.
func (s *Store) UseStaffSession(ctx context.Context, hash string, use outreach.StaffUse) (outreach.StaffSession, error) {
	var used outreach.StaffSession
	err := s.w.do(ctx, func(ctx context.Context, w *tx) (err error) {
		used, err = useStaffSession(ctx, w, hash, use)
		return err
	})
	if err != nil {
		return outreach.StaffSession{}, err
	}
	if !used.Role.Includes(use.Needs) {
		return outreach.StaffSession{}, outreach.NewForbidden()
	}
	return used, nil
}

func useStaffSession(ctx context.Context, w *tx, hash string, use outreach.StaffUse) (outreach.StaffSession, error) {
	began, used := sinceWhenOpen(use.At)
	session, err := scanSession(w.QueryRowContext(ctx, selectSession, began, used, hash))
	if err != nil {
		return session, err
	}
	const touch = `UPDATE staff_session SET used_at = $2 WHERE id = $1`
	if _, err := w.ExecContext(ctx, touch, session.ID, use.At.UnixMilli()); err != nil {
		return session, err
	}
	return session, addAudit(ctx, w, outreach.AuditEntry{ID: use.Audit, At: use.At, Staff: session.Staff.ID, Role: session.Role,
		Session: session.ID, Action: use.Action, Object: use.Object, Allowed: session.Role.Includes(use.Needs)})
}

// FindStaffSession implements outreach.StaffStore.
func (s *Store) FindStaffSession(ctx context.Context, hash string, now time.Time) (outreach.StaffSession, error) {
	began, used := sinceWhenOpen(now)
	return scanSession(s.read.QueryRowContext(ctx, selectSession, began, used, hash))
}

// scanSession reads a row of selectSessions.
func scanSession(row interface{ Scan(...any) error }) (outreach.StaffSession, error) {
	var session outreach.StaffSession
	var began, used int64
	err := row.Scan(&session.ID, &session.Hash, &session.Link, &session.Staff.ID, &session.Role, &session.Presenter, &session.Area, &began, &used)
	if errors.Is(err, sql.ErrNoRows) {
		return session, outreach.NewNotSignedIn()
	}
	session.BeganAt, session.UsedAt = time.UnixMilli(began), time.UnixMilli(used)
	return session, err
}

// EndStaff implements outreach.StaffStore.
func (s *Store) EndStaff(ctx context.Context, id string, entry outreach.AuditEntry) error {
	return s.w.do(ctx, func(ctx context.Context, w *tx) error {
		ended := int64(0)
		for _, end := range []string{
			`UPDATE staff_link SET ended_at = $2 WHERE (id = $1 OR staff = $1) AND ended_at IS NULL AND spent_at IS NULL`,
			`UPDATE staff_session SET ended_at = $2 WHERE (id = $1 OR link = $1 OR staff = $1) AND ended_at IS NULL`,
		} {
			done, err := w.ExecContext(ctx, end, id, entry.At.UnixMilli())
			if err != nil {
				return err
			}
			n, err := done.RowsAffected()
			if err != nil {
				return err
			}
			ended += n
		}
		if ended == 0 {
			return outreach.NewNothingToEnd()
		}
		return addAudit(ctx, w, entry)
	})
}

// StaffLinks implements outreach.StaffStore.
func (s *Store) StaffLinks(ctx context.Context, now time.Time) ([]outreach.StaffLink, error) {
	const list = `SELECT id, hash, staff, role, presenter, area, issued_at, expires_at FROM staff_link
		WHERE expires_at > $1 AND spent_at IS NULL AND ended_at IS NULL ORDER BY id DESC`
	rows, err := s.read.QueryContext(ctx, list, now.UnixMilli())
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // rows.Err has the news
	var links []outreach.StaffLink
	for rows.Next() {
		var l outreach.StaffLink
		var issued, expires int64
		if err := rows.Scan(&l.ID, &l.Hash, &l.Staff.ID, &l.Role, &l.Presenter, &l.Area, &issued, &expires); err != nil {
			return nil, err
		}
		l.IssuedAt, l.ExpiresAt = time.UnixMilli(issued), time.UnixMilli(expires)
		links = append(links, l)
	}
	return links, rows.Err()
}

// StaffSessions implements outreach.StaffStore.
func (s *Store) StaffSessions(ctx context.Context, now time.Time) ([]outreach.StaffSession, error) {
	began, used := sinceWhenOpen(now)
	rows, err := s.read.QueryContext(ctx, selectSessions+` ORDER BY id DESC`, began, used)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // rows.Err has the news
	var sessions []outreach.StaffSession
	for rows.Next() {
		session, err := scanSession(rows)
		if err != nil {
			return nil, err
		}
		sessions = append(sessions, session)
	}
	return sessions, rows.Err()
}
