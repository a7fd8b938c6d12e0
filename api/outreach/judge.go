package outreach

import "time"

// evidence is what a code proves, whoever sends it.
type evidence struct {
	tier  Tier
	shown time.Time // when it came onto the screen; zero for a printed code
}

// judge finds whose code it is and how good the evidence is at the moment now, by the service's clock. false:
// nobody's, or a live code whose tag is wrong; which of the two is not told, it would help whoever tries tags.
func (s Secrets) judge(r *Registry, code Code, now time.Time) (Target, evidence, bool) {
	if code.Kind() == TypedCode {
		return s.judgeTyped(r, code, now)
	}
	target, ok := r.Find(code)
	if !ok {
		return Target{}, evidence{}, false
	}
	if code.Kind() == PrintedCode {
		return target, evidence{tier: Printed}, true
	}
	e, ok := s.judgeLive(code, target, now)
	return target, e, ok
}
