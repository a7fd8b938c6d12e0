package outreach

import (
	"context"
	"time"
)

// AuditEntry is one row of the audit: who of the staff did what, when, to which object. Rows are added and never
// changed. They say nothing about attendees.
type AuditEntry struct {
	ID      Key
	At      time.Time
	Staff   string // Staff.ID
	Role    Role
	Session Key    // "" on the command line
	Action  string // method and route, or what the command line did
	Object  string // id of what it was about, "" for nothing in particular
	Allowed bool   // false: refused, because the role does not reach
}

// AuditRequest chooses rows: those of one member of staff when Staff is not "", from Since on, the newest Limit.
type AuditRequest struct {
	Since time.Time
	Staff string
	Limit int
}

// AuditStore reads the audit, newest first.
type AuditStore interface {
	Audit(ctx context.Context, request AuditRequest) ([]AuditEntry, error)
}
