package outreach

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
)

// SlipID is the number on a paper slip for somebody without a phone: 8 characters of Crockford's base32, of which
// three say which slip it is and five (25 bits) that we printed it. A slip belongs to one printed code, that of
// its sheet, and counts once; the store sees to the latter.
type SlipID string

// Slips of one printed code are numbered 1 to MaxSlip.
const MaxSlip = 1<<(5*slipNumberLength) - 1

const (
	slipNumberLength = 3 // characters
	slipTagBits      = 5 * (codeLength - slipNumberLength)
)

// Slip makes the slip with this number, 1 to MaxSlip, of a presenter's printed code. It is the same one each
// time, so that a sheet printed twice does not count twice.
func (s Secret) Slip(presenter string, code Code, number int) SlipID {
	mac := hmac.New(sha256.New, s.presenterKey("slip", presenter))
	mac.Write([]byte(code)) // fixed width
	mac.Write(binary.BigEndian.AppendUint32(nil, uint32(number)))
	tag := binary.BigEndian.Uint64(mac.Sum(nil)) >> (64 - slipTagBits)

	return SlipID(base32(uint64(number)<<slipTagBits|tag, codeLength))
}

// CheckSlip reads a slip as people type it and says which number it has. False for anything but a slip that
// Slip made for this presenter and code under this secret.
func (s Secret) CheckSlip(presenter string, code Code, typed string) (number int, ok bool) {
	read, ok := ParseCode(typed)
	if !ok {
		return 0, false
	}
	number = int(read[:slipNumberLength].number())
	right := s.Slip(presenter, code, number)
	return number, number > 0 && hmac.Equal([]byte(right), []byte(read))
}

// Print gives the slip in two groups of four, as Code.Print does.
func (s SlipID) Print() string { return Code(s).Print() }
