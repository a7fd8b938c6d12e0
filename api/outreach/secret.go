package outreach

import (
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
)

// Secret is the service's master secret. Every key is derived from it, each for one purpose.
type Secret []byte

// Secrets are the master secret and, after a change, the one before it: what was made under that stays good.
type Secrets struct {
	Current  Secret
	Previous Secret // nil for none
}

// minSecret is in characters: 128 bits in hexadecimal, the least that nobody can guess.
const minSecret = 32

// NewSecret refuses a secret that is too short to be random.
func NewSecret(text string) (Secret, error) {
	if len(text) < minSecret {
		return nil, fmt.Errorf("has %d characters, needs at least %d random ones (try: openssl rand -hex 32)", len(text), minSecret)
	}
	return Secret(text), nil
}

// All gives the secrets there are, the current one first.
func (s Secrets) All() []Secret {
	if s.Previous == nil {
		return []Secret{s.Current}
	}
	return []Secret{s.Current, s.Previous}
}

// ID tells secrets apart without telling them: 60 bits derived from the secret.
func (s Secret) ID() string { return base64.RawURLEncoding.EncodeToString(s.key("id"))[:10] }

// key derives the 32-byte key for one purpose (HKDF with SHA-256, RFC 5869).
func (s Secret) key(purpose string) []byte { return s.saltedKey(nil, purpose) }

// saltedKey derives a key that dies with the salt: without it nobody can make the key again, the secret or not.
func (s Secret) saltedKey(salt []byte, purpose string) []byte {
	key, err := hkdf.Key(sha256.New, s, salt, purpose, sha256.Size)
	if err != nil {
		panic(err) // only for a length above 255 hashes, and ours is fixed
	}
	return key
}

// presenterKey is one presenter's key for one purpose.
func (s Secret) presenterKey(purpose, presenter string) []byte {
	return s.key(purpose + " " + presenter)
}
