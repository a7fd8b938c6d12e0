package outreach

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"regexp"
	"slices"
	"time"
)

// Role says what a member of staff may do. Each role may do what those before it may.
type Role string

// The roles, the narrowest first.
const (
	RolePresenter     Role = "presenter"     // shows live codes, sees the own figures
	RoleOrganiser     Role = "organiser"     // reviews holds, enters slips
	RoleAdministrator Role = "administrator" // ends anybody's session
)

// rank is 0 for what is no role.
func (r Role) rank() int {
	switch r {
	case RolePresenter:
		return 1
	case RoleOrganiser:
		return 2
	case RoleAdministrator:
		return 3
	}
	return 0
}

// Includes says whether r may do what other may.
func (r Role) Includes(other Role) bool { return r.rank() >= other.rank() && other.rank() > 0 }

// ParseRole reads a role as it stands in an argument.
func ParseRole(text string) (Role, bool) {
	role := Role(text)
	return role, role.rank() > 0
}

// Staff is a person who may sign in. ID names the person in the audit: the presenter's id, else the name given
// with the link. Presenter is "" for who presents nothing, Area is "" for the whole district.
type Staff struct {
	ID        string
	Role      Role
	Presenter string
	Area      string
}

// How long a link and a session live. Idle is counted from the last use.
const (
	StaffLinkLife    = 15 * time.Minute
	StaffSessionLife = 12 * time.Hour
	StaffSessionIdle = 2 * time.Hour
)

// StaffLink is a one-time way in. Its token is shown once and never stored.
type StaffLink struct {
	ID   Key
	Hash string // hashToken of the token
	Staff
	IssuedAt, ExpiresAt time.Time
}

// StaffSession is one signed-in browser. Its token is in that browser's cookie and never stored.
type StaffSession struct {
	ID   Key
	Hash string // hashToken of the token
	Link Key    // the link that it began with
	Staff
	BeganAt, UsedAt time.Time
}

// StaffUse is one request for a privileged route.
type StaffUse struct {
	Needs  Role
	Action string // method and route, "POST /api/v1/holds/:id"
	Object string // what it is about, "" for nothing in particular
	Audit  Key    // id of its row
	At     time.Time
}

// StaffStore keeps links, sessions and the audit. A link is spent once however many try, also across replicas.
// Errors are *Error with NotSignedIn, Forbidden, NotFound or Unavailable, else internal.
type StaffStore interface {
	AddStaffLink(ctx context.Context, link StaffLink, entry AuditEntry) error
	// SpendStaffLink begins the session with the link of this hash; the session gets the link's Staff and ID.
	SpendStaffLink(ctx context.Context, hash string, session StaffSession, entry AuditEntry) (StaffSession, error)
	// UseStaffSession finds the session that is open at use.At, notes that it was used and writes the audit row,
	// all in one transaction. A role that does not reach is Forbidden, and its row says so.
	UseStaffSession(ctx context.Context, hash string, use StaffUse) (StaffSession, error)
	// FindStaffSession finds the session that is open at now and changes nothing.
	FindStaffSession(ctx context.Context, hash string, now time.Time) (StaffSession, error)
	// EndStaff ends the link or session of this id, with all sessions that began with it, or everything of the
	// member of staff of this id; NotFound when nothing of it is open.
	EndStaff(ctx context.Context, id string, entry AuditEntry) error
	// StaffLinks and StaffSessions list what is open at now, newest first.
	StaffLinks(ctx context.Context, now time.Time) ([]StaffLink, error)
	StaffSessions(ctx context.Context, now time.Time) ([]StaffSession, error)
}

// Doorkeeper lets staff in.
type Doorkeeper struct {
	Registry func() *Registry
	Store    StaffStore
	Now      func() time.Time
	Random   io.Reader
}

// staffNames keeps ids printable in a table and short in the audit.
var staffNames = regexp.MustCompile(`^[a-z0-9]+([-.][a-z0-9]+)*$`)

const longestStaffName = 40

// Issue makes a link for a person. by names who asked for it, for the audit. The token is for the person alone.
func (d *Doorkeeper) Issue(ctx context.Context, person Staff, by string) (token string, link StaffLink, err error) {
	now := d.Now()
	if link.ID, err = NewKey(now, d.Random); err != nil {
		return "", link, err
	}
	if person.ID == "" {
		person.ID = person.Presenter
	}
	if person.ID == "" { // never two persons under one name by accident
		person.ID = string(person.Role) + "-" + string(link.ID[len(link.ID)-6:])
	}
	if err := d.check(person); err != nil {
		return "", link, err
	}
	if token, link.Hash, err = newToken(d.Random); err != nil {
		return "", link, err
	}
	link.Staff, link.IssuedAt, link.ExpiresAt = person, now, now.Add(StaffLinkLife)
	entry, err := d.entry(person, "link issued by "+by, string(link.ID))
	if err != nil {
		return "", link, err
	}
	return token, link, d.Store.AddStaffLink(ctx, link, entry)
}

func (d *Doorkeeper) check(person Staff) error {
	var f faults
	registry := d.Registry()
	if person.Role.rank() == 0 {
		f.add("role", "field.role")
	}
	if person.Role == RolePresenter && person.Presenter == "" {
		f.add("presenter", "field.required")
	} else if person.Presenter != "" && registry.presenters[person.Presenter] == nil {
		f.add("presenter", "field.presenter")
	}
	if person.Area != "" && !registry.HasArea(person.Area) {
		f.add("area", "field.area")
	}
	if len(person.ID) > longestStaffName || !staffNames.MatchString(person.ID) {
		f.add("name", "field.staff_name")
	}
	return f.err()
}

// SignIn spends a link's token and begins a session. The token that it returns is for the browser's cookie.
func (d *Doorkeeper) SignIn(ctx context.Context, token string) (string, StaffSession, error) {
	now := d.Now()
	fresh, hash, err := newToken(d.Random)
	if err != nil {
		return "", StaffSession{}, err
	}
	session := StaffSession{Hash: hash, BeganAt: now, UsedAt: now}
	if session.ID, err = NewKey(now, d.Random); err != nil {
		return "", session, err
	}
	entry, err := d.entry(Staff{}, "signed in", string(session.ID))
	if err != nil {
		return "", session, err
	}
	session, err = d.Store.SpendStaffLink(ctx, hashToken(token), session, entry)
	return fresh, session, err
}

// Use lets a privileged request through, or says why not, and writes its row of the audit either way.
func (d *Doorkeeper) Use(ctx context.Context, token string, needs Role, action, object string) (StaffSession, error) {
	now := d.Now()
	if _, err := d.Store.FindStaffSession(ctx, hashToken(token), now); err != nil {
		return StaffSession{}, err // a forged token costs no write
	}
	id, err := NewKey(now, d.Random)
	if err != nil {
		return StaffSession{}, err
	}
	return d.Store.UseStaffSession(ctx, hashToken(token), StaffUse{Needs: needs, Action: action, Object: object, Audit: id, At: now})
}

// Find gives the session of a token for a route that anybody may use; it counts as no use.
func (d *Doorkeeper) Find(ctx context.Context, token string) (StaffSession, error) {
	return d.Store.FindStaffSession(ctx, hashToken(token), d.Now())
}

// SignOut ends the session of whoever asks.
func (d *Doorkeeper) SignOut(ctx context.Context, session StaffSession) error {
	return d.end(ctx, string(session.ID), session.Staff, session.ID, "signed out")
}

// Revoke ends the link, the session or the whole member of staff of this id at once. by names who asked for it.
func (d *Doorkeeper) Revoke(ctx context.Context, id, by string) error {
	return d.end(ctx, id, Staff{ID: by}, "", "ended by "+by)
}

// Sessions lists the open sessions that a member of staff may end, newest first: an administrator all of them, an
// organiser those of the area's presenters and the own ones.
func (d *Doorkeeper) Sessions(ctx context.Context, by Staff) ([]StaffSession, error) {
	all, err := d.Store.StaffSessions(ctx, d.Now())
	registry := d.Registry()
	return slices.DeleteFunc(all, func(s StaffSession) bool { return !registry.oversees(by, s.Staff) }), err
}

// EndSession ends one of those.
func (d *Doorkeeper) EndSession(ctx context.Context, id Key, by StaffSession) error {
	sessions, err := d.Sessions(ctx, by.Staff)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(sessions, func(s StaffSession) bool { return s.ID == id }) {
		return NewNothingToEnd()
	}
	return d.end(ctx, string(id), by.Staff, by.ID, "session ended")
}

func (d *Doorkeeper) end(ctx context.Context, id string, by Staff, session Key, action string) error {
	entry, err := d.entry(by, action, id)
	if err != nil {
		return err
	}
	entry.Session = session
	return d.Store.EndStaff(ctx, id, entry)
}

func (r *Registry) oversees(by, other Staff) bool {
	switch {
	case by.ID == other.ID || by.Role == RoleAdministrator:
		return true
	case by.Role != RoleOrganiser || other.Role != RolePresenter:
		return false
	}
	p := r.presenters[other.Presenter]
	return by.Area == "" || p != nil && r.Within(p.Area, by.Area)
}

func (d *Doorkeeper) entry(by Staff, action, object string) (AuditEntry, error) {
	now := d.Now()
	id, err := NewKey(now, d.Random)
	return AuditEntry{ID: id, At: now, Staff: by.ID, Role: by.Role, Action: action, Object: object, Allowed: true}, err
}

// NewNotSignedIn reports a request that only staff may make, from nobody we know.
func NewNotSignedIn() *Error { return &Error{Code: NotSignedIn, Message: "error.not_signed_in"} }

// NewForbidden reports a request that this member of staff may not make.
func NewForbidden() *Error { return &Error{Code: Forbidden, Message: "error.forbidden"} }

// NewSpentLink reports a link's token that opens nothing: unknown, used, revoked or too old, and never says which.
func NewSpentLink() *Error { return &Error{Code: NotSignedIn, Message: "error.staff_link"} }

// NewNothingToEnd reports an id under which no link and no session is open.
func NewNothingToEnd() *Error { return &Error{Code: NotFound, Message: "error.nothing_to_end"} }

// newToken draws 256 bits. So long a secret needs no slow hash: nobody can try them all.
func newToken(random io.Reader) (token, hash string, err error) {
	raw := make([]byte, 32)
	if _, err := io.ReadFull(random, raw); err != nil {
		return "", "", err
	}
	token = base64.RawURLEncoding.EncodeToString(raw)
	return token, hashToken(token), nil
}

func hashToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}
