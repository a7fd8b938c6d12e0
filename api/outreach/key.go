package outreach

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"time"
)

// Key is a UUID of version 7 (RFC 9562, section 5.7) in lower case. Clients make one per request, so that
// a retry is recognised; the service makes one per row, because ids in order of time keep an index compact.
type Key string

// ParseKey reads a UUIDv7 in its 36-character form, in any case.
func ParseKey(text string) (Key, bool) {
	if len(text) != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-' {
		return "", false
	}
	raw, err := hex.DecodeString(strings.ReplaceAll(text, "-", ""))
	if err != nil || len(raw) != 16 || raw[6]>>4 != 7 || raw[8]>>6 != 0b10 {
		return "", false
	}
	return Key(strings.ToLower(text)), true
}

// NewKey makes a UUIDv7 for the moment now.
func NewKey(now time.Time, random io.Reader) (Key, error) {
	var raw [16]byte
	if _, err := io.ReadFull(random, raw[6:]); err != nil {
		return "", fmt.Errorf("make an id: %w", err)
	}
	var clock [8]byte
	binary.BigEndian.PutUint64(clock[:], uint64(now.UnixMilli()))
	copy(raw[:6], clock[2:])
	raw[6] = raw[6]&0x0f | 0x70
	raw[8] = raw[8]&0x3f | 0x80
	h := hex.EncodeToString(raw[:])
	return Key(h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]), nil
}

// Time is the moment at which the key was made, by its maker's clock, in milliseconds.
func (k Key) Time() time.Time {
	raw, err := hex.DecodeString(strings.ReplaceAll(string(k), "-", ""))
	if err != nil || len(raw) < 6 {
		return time.Time{}
	}
	var clock [8]byte
	copy(clock[2:], raw[:6])
	return time.UnixMilli(int64(binary.BigEndian.Uint64(clock[:]))).UTC()
}
