package outreach

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"strconv"
	"sync"
	"time"
)

// Device is the random 128-bit id that a phone keeps in a first-party cookie. It is never stored or logged:
// the database holds hashes of it that Devices makes.
type Device [16]byte

// ParseDevice reads the cookie value written by String.
func ParseDevice(text string) (Device, bool) {
	raw, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(raw) != len(Device{}) {
		return Device{}, false
	}
	return Device(raw), true
}

// String is the cookie value: 22 characters of base64url.
func (d Device) String() string { return base64.RawURLEncoding.EncodeToString(d[:]) }

// DeriveDevice gives the id for a phone that has none yet. It depends on the secret and the request's key
// alone: if the first answer is lost, its cookie with it, the retry receives the same id again and does
// not become a second device. Without the secret nobody can tell the id from the key.
func (s Secret) DeriveDevice(key Key) Device {
	mac := hmac.New(sha256.New, s.key("first device"))
	mac.Write([]byte(key))
	return Device(mac.Sum(nil)[:len(Device{})])
}

// Salt is the randomness of one period, a year "2006" or a day "2006-01-02", kept in the database alone. Keys of
// devices are derived from it and the master secret together, so that deleting the row ends them.
type Salt struct {
	Period string
	Value  []byte // 32 random bytes
	Secret string // Secret.ID of the master secret that goes with it
	MadeAt time.Time
}

// SaltStore keeps one salt for each period.
type SaltStore interface {
	// Salt gives the salt of fresh's period, after keeping fresh if there is none or one whose Secret is not
	// among known: nobody can use that any more.
	Salt(ctx context.Context, fresh Salt, known []string) (Salt, error)
}

// Devices names phones. It keeps the salts of the present year and day in memory, and no others.
type Devices struct {
	Secrets Secrets
	Store   SaltStore
	Random  io.Reader

	mu        sync.Mutex
	year, day Salt
}

// name sets the scan-in's hashes of the phone.
func (d *Devices) name(ctx context.Context, scan *Scan, device Device) (err error) {
	if scan.Device, err = d.Hash(ctx, device, scan.Presenter, scan.Year, scan.ReceivedAt); err != nil {
		return err
	}
	scan.DeviceDay, err = d.DayHash(ctx, device, scan.Day, scan.ReceivedAt)
	return err
}

// Hash names a phone towards one presenter in one year and nobody else: HMAC-SHA-256 under a key per presenter
// and year, so that rows of two presenters cannot be joined into the path of one person.
func (d *Devices) Hash(ctx context.Context, device Device, presenter string, year int, now time.Time) (string, error) {
	return d.hash(ctx, &d.year, strconv.Itoa(year), now, "device hash "+presenter, device)
}

// DayHash names a phone on one day, "2006-01-02", whoever it meets.
func (d *Devices) DayHash(ctx context.Context, device Device, day string, now time.Time) (string, error) {
	return d.hash(ctx, &d.day, day, now, "device day", device)
}

func (d *Devices) hash(ctx context.Context, kept *Salt, period string, now time.Time, purpose string, device Device) (string, error) {
	salt, err := d.salt(ctx, kept, period, now)
	if err != nil {
		return "", err
	}
	for _, secret := range d.Secrets.All() {
		if secret.ID() == salt.Secret {
			mac := hmac.New(sha256.New, secret.saltedKey(salt.Value, purpose))
			mac.Write(device[:])
			return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)), nil
		}
	}
	return "", fmt.Errorf("the salt of %s goes with master secret %s, which is neither the current nor the previous one", period, salt.Secret)
}

// salt gives that of the period; kept is the one of its kind that was used last.
func (d *Devices) salt(ctx context.Context, kept *Salt, period string, now time.Time) (Salt, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if kept.Period == period {
		return *kept, nil
	}
	fresh := Salt{Period: period, Value: make([]byte, 32), Secret: d.Secrets.Current.ID(), MadeAt: now}
	if _, err := io.ReadFull(d.Random, fresh.Value); err != nil {
		return Salt{}, fmt.Errorf("make a salt: %w", err)
	}
	var known []string
	for _, secret := range d.Secrets.All() {
		known = append(known, secret.ID())
	}
	salt, err := d.Store.Salt(ctx, fresh, known)
	if err == nil {
		*kept = salt
	}
	return salt, err
}

// forget empties the memory: a salt that is still to be used is read again.
func (d *Devices) forget() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.year, d.day = Salt{}, Salt{}
}
