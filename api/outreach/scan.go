package outreach

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"strconv"
	"time"
)

// ScanRequest is a scan-in as a client sends it, unchecked.
type ScanRequest struct {
	Code          string
	Key           string // UUIDv7 made by the client, one for all tries of this scan-in
	SeenAt        string // RFC 3339, the phone's clock
	Locale        string
	WithoutCookie bool // the person wants no device id: recorded, never counted as a new device
}

// Tier says how good the evidence of a scan-in is. It is judged on arrival by the service's clock.
type Tier string

// The tiers, best first. Only live and typed codes earn points, late ones in part.
const (
	Live     Tier = "live"     // a live code, within its time
	Typed    Tier = "typed"    // the digits of the screen, within their time
	Late     Tier = "late"     // a live or typed code out of a phone's queue
	Printed  Tier = "printed"  // a poster or badge: public, proves nothing
	Slip     Tier = "slip"     // a numbered paper slip entered afterwards
	Assisted Tier = "assisted" // somebody else's phone
)

// Scan is one row: a checked scan-in as the store keeps it, and what it is judged by in the store's transaction.
// It holds no IP address and no device id.
type Scan struct {
	ID         Key
	Key        Key
	BodyHash   string
	Code       Code
	Presenter  string
	Team       string
	Area       string
	Seminar    string // "" for a badge
	Session    string // Registry.SessionID
	Device     string // Devices.Hash, "" without a cookie
	DeviceDay  string // Devices.DayHash, likewise
	Year       int    // of ReceivedAt in the registry's time zone
	Month      string // likewise, "2006-01"
	Day        string // likewise, "2006-01-02"
	Tier       Tier
	SeenAt     time.Time // what the phone said; never evidence for a point
	ReceivedAt time.Time
	ShownAt    time.Time // when a live or typed code came onto the screen, else zero
	Locale     string

	Doubt Reason // what speaks against it by itself, "" for nothing
	Seats int    // how many people the session is for
}

// Receipt answers a scan-in.
type Receipt struct {
	Recorded
	Target
	Alerts    []*Alert
	Tactics   []*Tactic
	NewDevice *Device // to be kept by the phone; nil when it has one already or wants none
}

// Recorder records scan-ins.
type Recorder struct {
	Registry func() *Registry // the present one
	Store    ScanStore
	Secrets  Secrets
	Devices  *Devices
	Now      func() time.Time
	Random   io.Reader
}

// Record checks, judges and stores one scan-in. device is that of the request's cookie, nil if it has none.
// Errors are *Error: Invalid with fields, NotFound for a code of nobody, Conflict, Unavailable.
func (r *Recorder) Record(ctx context.Context, req ScanRequest, device *Device) (Receipt, error) {
	registry, now := r.Registry(), r.Now()
	scan, err := req.validate(registry)
	if err != nil {
		return Receipt{}, err
	}
	target, evidence, ok := r.Secrets.judge(registry, scan.Code, now)
	if !ok {
		return Receipt{}, newUnknownCode()
	}
	receipt := Receipt{Target: target, Alerts: registry.ActiveAlerts(target.Area.ID, now), Tactics: registry.TacticsOf(target.Seminar)}

	scan.place(registry, target, evidence.at(now), now)
	scan.Tier, scan.ShownAt, scan.Doubt = evidence.tier, evidence.shown, evidence.doubt(registry, target, scan.SeenAt)
	if !req.WithoutCookie {
		if device == nil {
			derived := r.Secrets.Current.DeriveDevice(scan.Key)
			device, receipt.NewDevice = &derived, &derived
		}
		if err := r.Devices.name(ctx, &scan, *device); err != nil {
			return Receipt{}, err
		}
	}
	if scan.ID, err = NewKey(now, r.Random); err != nil {
		return Receipt{}, err
	}
	receipt.Recorded, err = r.Store.RecordScan(ctx, scan)
	return receipt, err
}

// place says whose and where the scan-in is. at is the moment it speaks of, now that of its arrival.
func (s *Scan) place(r *Registry, t Target, at, now time.Time) {
	s.Presenter, s.Team, s.Area = t.Presenter.ID, t.Team.ID, t.Area.ID
	s.Session, s.Seats = r.SessionID(t, at), badgeSeats
	if t.Seminar != nil {
		s.Seminar, s.Seats = t.Seminar.ID, t.Seminar.Seats
	}
	s.ReceivedAt, s.Year, s.Month, s.Day = now, r.Year(now), r.Month(now), r.Day(now)
}

// validate reads the request's own fields into a Scan; the rest of it is for the Recorder.
func (req ScanRequest) validate(registry *Registry) (Scan, error) {
	var f faults
	scan := Scan{Locale: req.Locale}
	scan.Code = f.code(req.Code)
	scan.Key = f.key(req.Key)
	f.locale(req.Locale, registry)
	var err error
	if req.SeenAt == "" {
		f.add("seen_at", "field.required")
	} else if scan.SeenAt, err = time.Parse(time.RFC3339, req.SeenAt); err != nil {
		f.add("seen_at", "field.seen_at")
	}
	scan.BodyHash = bodyHash(string(scan.Code), scan.SeenAt.UTC().Format(time.RFC3339Nano), req.Locale, strconv.FormatBool(req.WithoutCookie))
	return scan, f.err()
}

// code, key and locale are the fields that scan-ins and feedback share.
func (f *faults) code(text string) Code {
	code, ok := ParseCode(text)
	if text == "" {
		f.add("code", "field.required")
	} else if !ok {
		f.add("code", "field.code")
	}
	return code
}

func (f *faults) key(text string) Key {
	key, ok := ParseKey(text)
	if text == "" {
		f.add("key", "field.required")
	} else if !ok {
		f.add("key", "field.key")
	}
	return key
}

func (f *faults) locale(text string, registry *Registry) {
	if text == "" {
		f.add("locale", "field.required")
	} else if !registry.HasLanguage(text) {
		f.add("locale", "field.locale")
	}
}

// bodyHash compares requests that share a key: equal exactly when all canonical fields are.
func bodyHash(fields ...string) string {
	h := sha256.New()
	for _, field := range fields {
		h.Write([]byte(strconv.Itoa(len(field)) + ":" + field)) // lengths, so that "ab","c" is not "a","bc"
	}
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil))
}
