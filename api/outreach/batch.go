package outreach

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"time"
)

// What staff enter afterwards for people without a phone of their own: paper slips, each one person, and scan-ins
// on somebody else's phone, of which only the number is known. Neither earns a point.

// The most that one request may hold: a hall's slips; an evening's helping hands.
const (
	MaxSlips    = 400
	MaxAssisted = 400
)

// SlipsRequest is a batch of slips as a client sends it, unchecked. The code is the printed one of their sheet.
type SlipsRequest struct {
	Code   string
	Slips  []string
	Locale string
}

// SlipOutcome says what became of one slip.
type SlipOutcome string

// The outcomes.
const (
	SlipRecorded SlipOutcome = "recorded"
	SlipKnown    SlipOutcome = "known"   // entered before: a slip counts once
	SlipRefused  SlipOutcome = "refused" // not one of ours, or of another sheet, or mistyped
)

// EnteredSlip is one slip of a batch, as it was typed.
type EnteredSlip struct {
	Typed   string
	Outcome SlipOutcome
}

// RecordSlips records the slips of a sheet. Entering the batch again changes nothing, so it needs no key of its own.
// Errors are *Error: Invalid with fields, NotFound, Forbidden for a presenter with somebody else's sheet, Unavailable;
// after Unavailable some of the slips may be recorded.
func (r *Recorder) RecordSlips(ctx context.Context, staff Staff, req SlipsRequest) ([]EnteredSlip, error) {
	registry, now := r.Registry(), r.Now()
	var f faults
	code := f.code(req.Code)
	f.locale(req.Locale, registry)
	if len(req.Slips) == 0 {
		f.add("slips", "field.required")
	}
	if len(req.Slips) > MaxSlips {
		f.addMax("slips", "field.too_many", MaxSlips)
	}
	if err := f.err(); err != nil {
		return nil, err
	}
	target, err := r.printed(registry, staff, code)
	if err != nil {
		return nil, err
	}
	entered := make([]EnteredSlip, len(req.Slips))
	for i, typed := range req.Slips {
		entered[i] = EnteredSlip{typed, SlipRefused}
		scan, ok := r.slip(target, typed)
		if !ok {
			continue
		}
		scan.Locale = req.Locale
		recorded, err := r.enter(ctx, registry, target, scan, now)
		if err != nil {
			return nil, err
		}
		entered[i].Outcome = SlipKnown
		if recorded.Fresh {
			entered[i].Outcome = SlipRecorded
		}
	}
	return entered, nil
}

// AssistedRequest is a number of scan-ins on somebody else's phone. Key is that of the request, as with a scan-in.
type AssistedRequest struct {
	Code   string
	Key    string
	Count  int
	Locale string
}

// RecordAssisted records so many scan-ins that know no device. Errors are those of RecordSlips, and Conflict.
func (r *Recorder) RecordAssisted(ctx context.Context, staff Staff, req AssistedRequest) error {
	registry, now := r.Registry(), r.Now()
	var f faults
	code, key := f.code(req.Code), f.key(req.Key)
	f.locale(req.Locale, registry)
	if req.Count < 1 || req.Count > MaxAssisted {
		f.addMax("count", "field.limit", MaxAssisted)
	}
	if err := f.err(); err != nil {
		return err
	}
	target, err := r.printed(registry, staff, code)
	if err != nil {
		return err
	}
	for i := range req.Count {
		// Each row's key follows from the request's, so that a second try meets the rows of the first.
		scan := Scan{Key: r.Secrets.Current.derivedKey("assisted "+string(key), i, key.Time()), Tier: Assisted, Locale: req.Locale}
		scan.BodyHash = bodyHash(string(target.Code), req.Locale)
		if _, err := r.enter(ctx, registry, target, scan, now); err != nil {
			return err
		}
	}
	return nil
}

// printed finds whose printed code it is, and refuses a presenter other than that one.
func (r *Recorder) printed(registry *Registry, staff Staff, code Code) (Target, error) {
	target, ok := registry.Find(code)
	switch {
	case !ok || code.Kind() != PrintedCode:
		return Target{}, newUnknownCode()
	case staff.mayReview(registry, target.Area.ID) || staff.Presenter == target.Presenter.ID:
		return target, nil
	}
	return Target{}, &Error{Code: Forbidden, Message: "error.forbidden"}
}

// slip reads one slip. Its key and its device follow from its number and the secret it was printed under: whoever
// enters it and when, it is one row and one person.
func (r *Recorder) slip(target Target, typed string) (Scan, bool) {
	for _, secret := range r.Secrets.All() {
		number, ok := secret.CheckSlip(target.Presenter.ID, target.Code, typed)
		if !ok {
			continue
		}
		purpose := "slip " + string(target.Code)
		return Scan{Key: secret.derivedKey(purpose, number, time.UnixMilli(0)), BodyHash: bodyHash(purpose), Tier: Slip}, true
	}
	return Scan{}, false
}

// derivedKey is the same for the same purpose and number, and no client's: its randomness comes from the secret.
func (s Secret) derivedKey(purpose string, number int, at time.Time) Key {
	mac := hmac.New(sha256.New, s.key("derived key"))
	mac.Write([]byte(bodyHash(purpose, string(base32(uint64(number), codeLength)))))
	key, err := NewKey(at, bytes.NewReader(mac.Sum(nil)))
	if err != nil {
		panic(err) // 32 bytes are more than a key takes
	}
	return key
}

// enter stores one row of a batch. A slip counts as a device, under the key of the year as phones do.
func (r *Recorder) enter(ctx context.Context, registry *Registry, target Target, scan Scan, now time.Time) (Recorded, error) {
	scan.place(registry, target, now, now)
	scan.Code, scan.SeenAt = target.Code, now
	var err error
	if scan.Tier == Slip {
		person := r.Secrets.Current.DeriveDevice(scan.Key)
		if scan.Device, err = r.Devices.Hash(ctx, person, scan.Presenter, scan.Year, now); err != nil {
			return Recorded{}, err
		}
	}
	if scan.ID, err = NewKey(now, r.Random); err != nil {
		return Recorded{}, err
	}
	return r.Store.RecordScan(ctx, scan)
}
