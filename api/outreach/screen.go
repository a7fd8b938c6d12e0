package outreach

import (
	"cmp"
	"slices"
	"time"
)

// What a presenter's page has at hand: a hall whose network fails still has a screen for five minutes.
const (
	liveAtHand  = 20 // codes of 15 s
	typedAtHand = 5  // of 75 s: the present one and five minutes more
)

// Choice is one of the codes that a presenter may show: a seminar of theirs or the badge.
type Choice struct {
	Target
	Open bool // scan-ins are expected now; always for a badge
}

// Screen is what the presenter's page shows and has at hand.
type Screen struct {
	Target
	Now   time.Time // by the service's clock: the page counts with it, not with its own
	Live  []Shown
	Typed []Shown // none for a badge, and none while the seminar is not open: nobody would accept them
	Words CheckWords
}

// Projector prepares presenters' pages. It gives codes away, never keys.
type Projector struct {
	Registry func() *Registry
	Store    ProgressStore
	Secrets  Secrets
	Now      func() time.Time
}

// Choices lists what a member of staff may show: seminars that are not over since a day, those open now first,
// then by their start, and the badge last.
func (p *Projector) Choices(staff Staff) []Choice {
	const remembered = 24 * time.Hour
	registry, now := p.Registry(), p.Now()
	var choices []Choice
	for _, entry := range registry.Codes {
		target, _ := registry.Find(entry.Code)
		s := target.Seminar
		if target.Presenter.ID != staff.Presenter || s != nil && s.Closes().Before(now.Add(-remembered)) {
			continue
		}
		choices = append(choices, Choice{target, s == nil || s.Expects(now)})
	}
	slices.SortStableFunc(choices, func(a, b Choice) int { return cmp.Compare(a.order(), b.order()) })
	return choices
}

// order is the start in Unix seconds, with all open seminars before and the badge after.
func (c Choice) order() int64 {
	switch {
	case c.Seminar == nil:
		return 1 << 62
	case c.Open:
		return 0
	}
	return c.Seminar.Starts.Unix()
}

// Screen gives codes for the target of a printed code, which must be the member of staff's own.
func (p *Projector) Screen(staff Staff, code string) (Screen, error) {
	now := p.Now()
	target, err := p.own(staff, code)
	if err != nil {
		return Screen{}, err
	}
	screen := Screen{Target: target, Now: now, Live: p.Secrets.Current.LiveCodes(target, now, liveAtHand)}
	seminar := ""
	if target.Seminar != nil {
		seminar = target.Seminar.ID
		if target.Seminar.Expects(now) {
			screen.Typed = p.Secrets.Current.TypedCodes(target, now, typedAtHand)
		}
	}
	screen.Words = p.Registry().CheckWords(p.Secrets.Current, target.Presenter.ID, seminar)
	return screen, nil
}

// own finds the target of a printed code and refuses anybody's but the member of staff's.
func (p *Projector) own(staff Staff, code string) (Target, error) {
	var f faults
	parsed := f.code(code)
	if err := f.err(); err != nil {
		return Target{}, err
	}
	target, ok := p.Registry().Find(parsed)
	switch {
	case !ok || parsed.Kind() != PrintedCode:
		return Target{}, newUnknownCode()
	case staff.Presenter == "" || target.Presenter.ID != staff.Presenter:
		return Target{}, &Error{Code: Forbidden, Message: "error.not_your_code"}
	}
	return target, nil
}
