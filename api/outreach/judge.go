package outreach

import "time"

// evidence is what a code proves, whoever sends it.
type evidence struct {
	tier  Tier
	shown time.Time // when it came onto the screen; zero for a printed code
	until time.Time // when it ceased to be fresh
}

// at is the moment that the code speaks of: when it was on the screen, for a printed one when it arrived.
func (e evidence) at(arrived time.Time) time.Time {
	if e.shown.IsZero() {
		return arrived
	}
	return e.shown
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

// doubt is what speaks against a scan-in by itself, whatever came before it. seenAt, the phone's clock, can only
// speak against: a late scan-in is believed to come out of a queue unless the phone itself says otherwise.
func (e evidence) doubt(r *Registry, target Target, seenAt time.Time) Reason {
	switch {
	case !e.tier.earns():
		return ""
	case e.tier == Late && (seenAt.Before(e.shown.Add(-clockError)) || seenAt.After(e.until.Add(clockError))):
		return Stale
	case target.Seminar != nil && (e.shown.Before(target.Seminar.Opens()) || e.shown.After(target.Seminar.Closes())):
		return OutOfHours
	case target.Seminar == nil && r.night(e.shown):
		return OutOfHours
	}
	return ""
}
