package outreach

import (
	"context"
	"slices"
	"time"
)

// HoldState says how far a hold is.
type HoldState string

// The states. A forming hold is released by itself when the pattern turns out to be chance.
const (
	HoldForming  HoldState = "forming"
	HoldOpen     HoldState = "open"
	HoldReleased HoldState = "released"
	HoldRejected HoldState = "rejected"
)

// ReviewWithin is how long a hold may wait for an organiser; after that it is overdue.
const ReviewWithin = 72 * time.Hour

// Hold is the points of one session held for one reason, until an organiser decides about them together.
type Hold struct {
	ID                                Key
	Session, Presenter, Seminar, Area string
	Reason                            Reason
	State                             HoldState
	Scans                             int64 // points it held, whatever became of them
	OpenedAt, LastAt                  time.Time
	DecidedAt                         time.Time // zero while undecided
	DecidedBy                         string    // staff id; "" while undecided and when the pattern dissolved
}

// Undecided says whether an organiser may still decide.
func (h Hold) Undecided() bool { return h.State == HoldForming || h.State == HoldOpen }

// Overdue says whether it has waited too long at the moment now.
func (h Hold) Overdue(now time.Time) bool {
	return h.Undecided() && now.Sub(h.OpenedAt) > ReviewWithin
}

// HoldStore keeps holds. Errors are *Error with NotFound, Conflict or Unavailable, else internal.
type HoldStore interface {
	SessionStore
	// Holds lists up to limit: the undecided ones oldest first, else the decided ones newest first.
	Holds(ctx context.Context, decided bool, limit int) ([]Hold, error)
	Hold(ctx context.Context, id Key) (Hold, error)
	// Decide releases or rejects; a hold that was decided before is a Conflict. A released point is earned
	// unless its phone has earned one meanwhile; late ones need room. seats are the session's.
	Decide(ctx context.Context, id Key, to HoldState, by string, at time.Time, seats int) (Hold, error)
	// ConfirmOffline notes whether the hall had no network, and gives waiting late points the room that makes.
	// NotFound when the session has no scan-in. What was given is not taken back.
	ConfirmOffline(ctx context.Context, session string, offline bool, seats int) (Session, error)
}

// Arbiter does what organisers ask for, within their area.
type Arbiter struct {
	Registry func() *Registry
	Store    HoldStore
	Now      func() time.Time
}

// holdsListed is more than anybody reviews at a sitting.
const holdsListed = 500

// List gives the holds that the organiser may decide, overdue ones first, or the latest decided ones.
func (a *Arbiter) List(ctx context.Context, organiser Staff, decided bool) ([]Hold, error) {
	holds, err := a.Store.Holds(ctx, decided, holdsListed)
	registry := a.Registry()
	return slices.DeleteFunc(holds, func(h Hold) bool { return !organiser.mayReview(registry, h.Area) }), err
}

// Decide releases or rejects the points of a hold.
func (a *Arbiter) Decide(ctx context.Context, organiser Staff, id, decision string) (Hold, error) {
	var f faults
	to := map[string]HoldState{"release": HoldReleased, "reject": HoldRejected}[decision]
	if to == "" {
		f.add("decision", "field.decision")
	}
	if err := f.err(); err != nil {
		return Hold{}, err
	}
	registry := a.Registry()
	key, ok := ParseKey(id)
	if !ok {
		return Hold{}, NewNoHold()
	}
	hold, err := a.Store.Hold(ctx, key)
	if err != nil {
		return Hold{}, err
	}
	if !organiser.mayReview(registry, hold.Area) {
		return Hold{}, NewNoHold() // what lies outside the area is none of this organiser's business
	}
	return a.Store.Decide(ctx, key, to, organiser.ID, a.Now(), registry.seats(hold.Seminar))
}

// ConfirmOffline notes whether the hall of a seminar had no network.
func (a *Arbiter) ConfirmOffline(ctx context.Context, organiser Staff, seminar string, offline bool) (Session, error) {
	registry := a.Registry()
	s := registry.seminars[seminar]
	if s == nil || !organiser.mayReview(registry, s.Area) {
		return Session{}, &Error{Code: NotFound, Message: "error.no_seminar"}
	}
	return a.Store.ConfirmOffline(ctx, registry.SessionID(Target{Seminar: s}, a.Now()), offline, s.Seats)
}

// NewNoHold reports that there is no such hold, or none that the organiser may see.
func NewNoHold() *Error { return &Error{Code: NotFound, Message: "error.no_hold"} }

// NewDecided reports a hold that somebody has decided before.
func NewDecided() *Error { return &Error{Code: Conflict, Message: "error.decided"} }

// NewNoScans reports a session that nobody has scanned into.
func NewNoScans() *Error { return &Error{Code: NotFound, Message: "error.no_scans"} }

// mayReview says whether the area is the organiser's. Areas that left the registry are the district's.
func (s Staff) mayReview(r *Registry, area string) bool {
	return s.Role.Includes(RoleOrganiser) && (s.Area == "" || r.Within(area, s.Area))
}

// seats is how many people the session is for.
func (r *Registry) seats(seminar string) int {
	if s := r.seminars[seminar]; s != nil {
		return s.Seats
	}
	return badgeSeats
}
