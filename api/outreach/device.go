package outreach

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
)

// Device is the random 128-bit id that a phone keeps in a first-party cookie. It is never stored or logged:
// the database holds Secret.DeviceHash of it.
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

// DeviceHash names a phone towards one presenter in one year and nobody else: HMAC-SHA-256 under a key per
// presenter and year, so that rows of two presenters cannot be joined into the path of one person.
func (s Secret) DeviceHash(d Device, presenter string, year int) string {
	mac := hmac.New(sha256.New, s.key("device hash "+strconv.Itoa(year)+" "+presenter))
	mac.Write(d[:])
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// DeriveDevice gives the id for a phone that has none yet. It depends on the secret and the request's key
// alone: if the first answer is lost, its cookie with it, the retry receives the same id again and does
// not become a second device. Without the secret nobody can tell the id from the key.
func (s Secret) DeriveDevice(key Key) Device {
	mac := hmac.New(sha256.New, s.key("first device"))
	mac.Write([]byte(key))
	return Device(mac.Sum(nil)[:len(Device{})])
}
