package outreach

import (
	"strings"
	"testing"
	"time"
)

var (
	current  = Secret(strings.Repeat("c", 32))
	previous = Secret(strings.Repeat("p", 32))
	secrets  = Secrets{Current: current, Previous: previous}
)

func find(t *testing.T, r *Registry, code Code) Target {
	t.Helper()
	target, ok := r.Find(code)
	if !ok {
		t.Fatalf("%s is nobody's", code)
	}
	return target
}

func TestALiveCodeIsJudgedByTheServicesClock(t *testing.T) {
	r := readRegistry(t)
	shown := time.Date(2026, 11, 20, 7, 0, 0, 0, time.UTC) // a step begins
	code := current.LiveCodes(find(t, r, "VA8HT6J7"), shown, 1)[0].Code
	for name, c := range map[string]struct {
		after time.Duration
		want  Tier
	}{
		"when it appears":                             {0, Live},
		"a moment before the next one":                {15*time.Second - 1, Live},
		"a minute later, less a moment":               {time.Minute - 1, Live},
		"a minute later":                              {time.Minute, Late},
		"one step early, the clocks differ":           {-15 * time.Second, Live},
		"more than a step early":                      {-15*time.Second - 1, Late},
		"a photo used five minutes later":             {5 * time.Minute, Late},
		"out of a phone's queue, half a year later":   {180 * 24 * time.Hour, Late},
		"in 250 years, before the steps come round":   {250 * 365 * 24 * time.Hour, Late},
		"a code of tomorrow, which nobody could have": {-24 * time.Hour, Late},
	} {
		t.Run(name, func(t *testing.T) {
			target, e, ok := secrets.judge(r, code, shown.Add(c.after))
			if !ok || e.tier != c.want || !e.shown.Equal(shown) || target.Seminar.ID != "sem" || target.Code != "VA8HT6J7" {
				t.Errorf("judged %v shown %v of %v, %t; want %v shown %v", e.tier, e.shown, target.Code, ok, c.want, shown)
			}
		})
	}
}

func TestAWrongTagIsNobodysCode(t *testing.T) {
	r := readRegistry(t)
	now := time.Date(2026, 11, 20, 7, 0, 0, 0, time.UTC)
	seminar := current.LiveCodes(find(t, r, "VA8HT6J7"), now, 1)[0].Code
	badge := current.LiveCodes(find(t, r, "FR23R1AV"), now, 1)[0].Code
	other := Secret(strings.Repeat("x", 32)).LiveCodes(find(t, r, "VA8HT6J7"), now, 1)[0].Code
	for name, code := range map[string]Code{
		"another step under the same tag":      seminar[:13] + "Z" + seminar[14:],
		"the last bit of the tag":              seminar[:21] + base32(Code(seminar[21:]).number()^1, 1),
		"the tag of the presenter's badge":     seminar[:14] + badge[14:],
		"the tag under a third secret":         other,
		"a printed code that nobody was given": "ZZZZZZZZ" + seminar[8:],
	} {
		if target, e, ok := secrets.judge(r, code, now); ok {
			t.Errorf("%s: judged %v of %v", name, e.tier, target.Code)
		}
	}
}

func TestTheSecretBeforeStaysGood(t *testing.T) {
	r := readRegistry(t)
	now := time.Date(2026, 11, 20, 7, 30, 0, 0, time.UTC)
	target := find(t, r, "VA8HT6J7")
	for name, code := range map[string]Code{"live": previous.LiveCodes(target, now, 1)[0].Code, "typed": previous.TypedCodes(target, now, 1)[0].Code} {
		if _, e, ok := secrets.judge(r, code, now); !ok || string(e.tier) != name {
			t.Errorf("a %s code under the previous secret: %v, %t", name, e.tier, ok)
		}
		if _, _, ok := (Secrets{Current: current}).judge(r, code, now); ok {
			t.Errorf("a %s code is good without its secret", name)
		}
	}
}

func TestTheScreensCodesFollowEachOther(t *testing.T) {
	r := readRegistry(t)
	from := time.Date(2026, 11, 20, 7, 0, 7, 0, time.UTC)
	target := find(t, r, "VA8HT6J7")
	for name, c := range map[string]struct {
		codes          []Shown
		step, lifetime time.Duration
		kind           CodeKind
	}{
		"live":  {current.LiveCodes(target, from, 20), 15 * time.Second, time.Minute, LiveCode},
		"typed": {current.TypedCodes(target, from, 20), 75 * time.Second, 5 * time.Minute, TypedCode},
	} {
		seen := map[Code]bool{}
		for i, s := range c.codes {
			if s.Code.Kind() != c.kind || seen[s.Code] || s.Until.Sub(s.From) != c.step || s.Accepted.Sub(s.From) != c.lifetime {
				t.Errorf("%s code %d: %+v", name, i, s)
			}
			if i == 0 && (s.From.After(from) || !s.Until.After(from)) {
				t.Errorf("the first %s code is shown from %v to %v, not at %v", name, s.From, s.Until, from)
			}
			if i > 0 && !s.From.Equal(c.codes[i-1].Until) {
				t.Errorf("%s code %d leaves a gap", name, i)
			}
			if got, ok := ParseCode(strings.ToLower(string(s.Code))); !ok || got != s.Code {
				t.Errorf("%s is read as %s", s.Code, got)
			}
			_, fresh, _ := secrets.judge(r, s.Code, s.Accepted.Add(-1))
			_, stale, _ := secrets.judge(r, s.Code, s.Accepted)
			if string(fresh.tier) != name || stale.tier != Late {
				t.Errorf("%s code %d: %s before and %s after %v", name, i, fresh.tier, stale.tier, s.Accepted)
			}
			seen[s.Code] = true
		}
		if len(seen) != 20 {
			t.Errorf("%d %s codes, want 20", len(seen), name)
		}
	}
	if codes := current.TypedCodes(find(t, r, "FR23R1AV"), from, 20); len(codes) != 0 {
		t.Errorf("a badge has typed codes: %v", codes)
	}
}
