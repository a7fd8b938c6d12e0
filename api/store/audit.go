package store

import (
	"context"
	"time"

	"fangzha/api/outreach"
)

// addAudit writes a row beside what it is about, in the same transaction.
func addAudit(ctx context.Context, w *tx, entry outreach.AuditEntry) error {
	const insert = `INSERT INTO audit (id, at, staff, role, session, action, object, allowed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`
	allowed := 0
	if entry.Allowed {
		allowed = 1
	}
	_, err := w.ExecContext(ctx, insert, entry.ID, entry.At.UnixMilli(), entry.Staff, entry.Role, entry.Session, entry.Action, entry.Object, allowed)
	return err
}

// Audit implements outreach.AuditStore.
func (s *Store) Audit(ctx context.Context, request outreach.AuditRequest) ([]outreach.AuditEntry, error) {
	const list = `SELECT id, at, staff, role, session, action, object, allowed = 1 FROM audit
		WHERE at >= $1 AND ($2 = '' OR staff = $2) ORDER BY at DESC, id DESC LIMIT $3`
	rows, err := s.read.QueryContext(ctx, list, request.Since.UnixMilli(), request.Staff, request.Limit)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // rows.Err has the news
	var entries []outreach.AuditEntry
	for rows.Next() {
		var e outreach.AuditEntry
		var at int64
		if err := rows.Scan(&e.ID, &at, &e.Staff, &e.Role, &e.Session, &e.Action, &e.Object, &e.Allowed); err != nil {
			return nil, err
		}
		e.At = time.UnixMilli(at)
		entries = append(entries, e)
	}
	return entries, rows.Err()
}
