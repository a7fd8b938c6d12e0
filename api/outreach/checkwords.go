package outreach

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
)

// CheckWords are the two words that stand on a poster and on the presenter's screen. Whoever sees the same pair
// has opened the right seminar; they prove nothing, because anybody can copy them.
type CheckWords [2]Text

// In gives both words in lang.
func (w CheckWords) In(lang string) [2]string { return [2]string{w[0].In(lang), w[1].In(lang)} }

// CheckWords draws the pair of a seminar, or of the presenter's badge when seminar is "", under a key of the
// presenter: the same pair on every machine that knows the secret, another one for the next seminar. The two
// words differ. A new secret gives new words: posters are then printed anew.
func (r *Registry) CheckWords(secret Secret, presenter, seminar string) CheckWords {
	mac := hmac.New(sha256.New, secret.presenterKey("check words", presenter))
	mac.Write([]byte(seminar))
	sum := mac.Sum(nil)
	n := uint32(len(r.CheckWordList)) // ParseRegistry saw to two or more
	first := binary.BigEndian.Uint32(sum[:4]) % n
	second := (first + 1 + binary.BigEndian.Uint32(sum[4:8])%(n-1)) % n
	return CheckWords{r.CheckWordList[first], r.CheckWordList[second]}
}
