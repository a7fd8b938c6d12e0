package outreach

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"time"
)

// A typed code is for phones that cannot scan: eight digits of one seminar, shown beside the QR. Each is shown
// for 75 seconds and accepted until five minutes after it first appeared.
const (
	TypedStep  = 75 * time.Second
	typedBack  = 3
	typedAhead = 1

	// Digits out of a phone's queue are nobody's after this time: each more hour makes a blind guess likelier.
	typedMemory = 72 * time.Hour
	typedDigits = 8
)

// TypedCodes gives the n codes for the seminar's screen from the one to be shown at the moment from; none for a badge.
func (s Secret) TypedCodes(target Target, from time.Time, n int) []Shown {
	if target.Seminar == nil {
		return nil
	}
	signer := s.typedSigner(target.Seminar)
	codes := make([]Shown, n)
	for i := range codes {
		window := windowAt(from) + int64(i)
		begins := windowStart(window)
		codes[i] = Shown{Code: signer.code(window), From: begins, Until: begins.Add(TypedStep), Accepted: begins.Add((typedBack + 1) * TypedStep)}
	}
	return codes
}

func windowAt(t time.Time) int64 { return t.Unix() / int64(TypedStep/time.Second) }

func windowStart(window int64) time.Time {
	return time.Unix(window*int64(TypedStep/time.Second), 0).UTC()
}

// typedSigner makes the codes of one seminar; it keeps the key, because a late code is compared with thousands.
type typedSigner struct {
	key     []byte
	seminar string
}

func (s Secret) typedSigner(seminar *Seminar) typedSigner {
	return typedSigner{s.presenterKey("typed code", seminar.Presenter), seminar.ID}
}

func (s typedSigner) code(window int64) Code {
	mac := hmac.New(sha256.New, s.key)
	mac.Write(binary.BigEndian.AppendUint64([]byte{codeVersion}, uint64(window)))
	mac.Write([]byte(s.seminar))                          // last, so that nothing of it can be taken for the window
	digits := binary.BigEndian.Uint64(mac.Sum(nil)) % 1e8 // 2^64 is so much larger that no digits are likelier than others
	return Code(fmt.Sprintf("%0*d", typedDigits, digits))
}

// judgeTyped looks for the seminar whose screen showed the digits: first those open now, then those of the
// last three days, for phones that kept the digits while there was no network.
func (s Secrets) judgeTyped(r *Registry, code Code, now time.Time) (Target, evidence, bool) {
	present := windowAt(now)
	for _, seminar := range r.between(now.Add(-openAfter), now.Add(openBefore)) {
		if window, ok := s.typedWindow(code, seminar, present-typedBack, present+typedAhead); ok {
			return r.TargetOf(seminar), typedEvidence(Typed, window), true
		}
	}
	for _, seminar := range r.between(now.Add(-typedMemory), now.Add(openBefore)) {
		last := min(present, windowAt(seminar.Closes()))
		if window, ok := s.typedWindow(code, seminar, windowAt(seminar.Opens()), last); ok {
			return r.TargetOf(seminar), typedEvidence(Late, window), true
		}
	}
	return Target{}, evidence{}, false
}

func typedEvidence(tier Tier, window int64) evidence {
	return evidence{tier: tier, shown: windowStart(window), until: windowStart(window + typedBack + 1)}
}

// typedWindow gives the window from first to last whose code it is.
func (s Secrets) typedWindow(code Code, seminar *Seminar, first, last int64) (int64, bool) {
	for _, secret := range s.All() {
		signer := secret.typedSigner(seminar)
		for window := last; window >= first; window-- {
			if signer.code(window) == code {
				return window, true
			}
		}
	}
	return 0, false
}
