package outreach

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
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

// Secret is the service's master secret. Every key is derived from it, each for one purpose.
type Secret []byte

// minSecret is in characters: 128 bits in hexadecimal, the least that nobody can guess.
const minSecret = 32

// NewSecret refuses a secret that is too short to be random.
func NewSecret(text string) (Secret, error) {
	if len(text) < minSecret {
		return nil, fmt.Errorf("has %d characters, needs at least %d random ones (try: openssl rand -hex 32)", len(text), minSecret)
	}
	return Secret(text), nil
}

// key derives the 32-byte key for one purpose (HKDF, RFC 5869).
func (s Secret) key(purpose string) []byte {
	key, err := hkdf.Key(sha256.New, s, nil, purpose, sha256.Size)
	if err != nil {
		panic(err) // only for a length above 255 hashes, and ours is fixed
	}
	return key
}

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
