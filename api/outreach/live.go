package outreach

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"time"
)

// A live code shows that somebody stood before a presenter's screen: id(8) step(6) tag(8). The step counts
// stretches of 15 seconds; the tag is the first 40 bits of HMAC-SHA-256 under the presenter's key.
const (
	LiveStep  = 15 * time.Second
	liveBack  = 3 // steps that an accepted code may be old: 45 to 60 s to point a phone, load the page and press
	liveAhead = 1 // steps that it may be early: clocks of replicas differ

	// codeVersion is in what is signed, so that another layout can never be taken for this one.
	codeVersion = 1
	stepBits    = 5 * stepLength
)

// Shown is a code for the presenter's screen, by the service's clock: to be shown from From until Until, and
// accepted as fresh before Accepted.
type Shown struct {
	Code                  Code
	From, Until, Accepted time.Time
}

// LiveCodes gives the n codes for the screen from the one to be shown at the moment from. target is what the
// presenter chose: a badge or a seminar, found by its printed code.
func (s Secret) LiveCodes(target Target, from time.Time, n int) []Shown {
	codes := make([]Shown, n)
	for i := range codes {
		step := stepAt(from) + int64(i)
		begins := time.Unix(step*int64(LiveStep/time.Second), 0).UTC()
		codes[i] = Shown{Code: s.liveCode(target, step), From: begins, Until: begins.Add(LiveStep), Accepted: begins.Add((liveBack + 1) * LiveStep)}
	}
	return codes
}

func stepAt(t time.Time) int64 { return t.Unix() / int64(LiveStep/time.Second) }

func (s Secret) liveCode(target Target, step int64) Code {
	id := target.Code.ID()
	low := uint64(step) & (1<<stepBits - 1)
	mac := hmac.New(sha256.New, s.presenterKey("live code", target.Presenter.ID))
	mac.Write(append([]byte{codeVersion}, id...))
	mac.Write(binary.BigEndian.AppendUint32(nil, uint32(low)))
	tag := binary.BigEndian.Uint64(mac.Sum(nil)) >> (64 - 5*tagLength)
	return id + base32(low, stepLength) + base32(tag, tagLength)
}

// judgeLive says whether the code is one that the target's screen has shown or will show, and when. Steps
// repeat after 510 years; the one nearest to now is meant.
func (s Secrets) judgeLive(code Code, target Target, now time.Time) (evidence, bool) {
	present := stepAt(now)
	low := int64(code[codeLength : codeLength+stepLength].number())
	age := (present - low) & (1<<stepBits - 1)
	if age >= 1<<(stepBits-1) {
		age -= 1 << stepBits
	}
	for _, secret := range s.All() {
		if hmac.Equal([]byte(secret.liveCode(target, present-age)), []byte(code)) {
			shown := time.Unix((present-age)*int64(LiveStep/time.Second), 0).UTC()
			e := evidence{tier: Late, shown: shown, until: shown.Add((liveBack + 1) * LiveStep)}
			if -liveAhead <= age && age <= liveBack {
				e.tier = Live
			}
			return e, true
		}
	}
	return evidence{}, false
}
