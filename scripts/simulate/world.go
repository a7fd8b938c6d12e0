package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"fangzha/api/outreach"
	"fangzha/api/store"
)

// secret is the simulated service's. Nothing here is secret.
var secret = outreach.Secret(strings.Repeat("simulated ", 4))

// world is one simulated service with its clock, and one event at which phones scan in.
type world struct {
	*rand.Rand
	registry *outreach.Registry
	store    *store.Store
	recorder *outreach.Recorder
	now      time.Time
	name     string // of the event; ids of presenters and seminars begin with it
	arrivals []arrival
	offline  []hall // an organiser confirms afterwards that there was no network
	honest   tally
	fake     tally
}

// arrival is a request that reaches the service.
type arrival struct {
	at      time.Time
	phone   *phone
	code    outreach.Code
	key     outreach.Key
	seen    time.Time
	lost    bool // the answer does not come back
	refuses bool // wants no cookie
	fake    bool // nobody was taught anything
}

// phone keeps its device id as a browser does.
type phone struct {
	device *outreach.Device
	skew   time.Duration // of its clock
}

// hall is a seminar with its screen.
type hall struct {
	target  outreach.Target
	starts  time.Time
	ends    time.Time
	seats   int
	seminar string
}

// seminarDay is a Friday well within a month; times of day are Shanghai's.
var seminarDay = time.Date(2026, 11, 20, 0, 0, 0, 0, time.FixedZone("Asia/Shanghai", 8*3600))

// newWorld makes a registry with presenters, each with a badge and a seminar of so many seats; the seminars start
// that far apart.
func newWorld(s *store.Store, name string, random *rand.Rand, seats []int, first time.Time, apart time.Duration) (*world, []hall, error) {
	w := &world{Rand: random, store: s, name: name}
	entries := map[string]any{
		"version": 1, "time_zone": "Asia/Shanghai", "languages": []string{"en"},
		"areas":       []any{map[string]any{"id": "area", "parent": "", "level": "district"}},
		"teams":       []any{map[string]any{"id": "team", "area": "area"}},
		"levels":      []any{map[string]any{"id": "first", "points": 0}},
		"check_words": []any{map[string]string{"en": "a"}, map[string]string{"en": "b"}},
	}
	var presenters, seminars, codes []any
	begins := func(i int) time.Time { return first.Add(time.Duration(i) * apart) }
	const lasts = 90 * time.Minute
	for i, n := range seats {
		id := fmt.Sprintf("%s-%d", name, i)
		presenters = append(presenters, map[string]any{"id": id, "team": "team", "area": "area"})
		seminars = append(seminars, map[string]any{"id": id, "starts": begins(i), "ends": begins(i).Add(lasts), "area": "area", "seats": n, "presenter": id})
		codes = append(codes, map[string]any{"code": fmt.Sprintf("BADGE%03d", i), "kind": "presenter", "presenter": id},
			map[string]any{"code": fmt.Sprintf("TA1K%04d", i), "kind": "seminar", "presenter": id, "seminar": id})
	}
	entries["presenters"], entries["seminars"], entries["codes"] = presenters, seminars, codes
	text, err := json.Marshal(entries)
	if err != nil {
		return nil, nil, err
	}
	if w.registry, err = outreach.ParseRegistry(text); err != nil {
		return nil, nil, err
	}
	secrets := outreach.Secrets{Current: secret}
	w.recorder = &outreach.Recorder{Registry: func() *outreach.Registry { return w.registry }, Store: s, Secrets: secrets,
		Devices: &outreach.Devices{Secrets: secrets, Store: s, Random: w}, Now: func() time.Time { return w.now }, Random: w}
	halls := make([]hall, len(seats))
	for i, n := range seats {
		target, _ := w.registry.Find(outreach.Code(fmt.Sprintf("TA1K%04d", i)))
		halls[i] = hall{target: target, starts: begins(i), ends: begins(i).Add(lasts), seats: n, seminar: target.Seminar.ID}
	}
	return w, halls, nil
}

// badge is the screen of the hall's presenter without a seminar.
func (w *world) badge(h hall) hall {
	for _, c := range w.registry.Codes {
		if c.Presenter == h.target.Presenter.ID && c.Seminar == "" {
			h.target, _ = w.registry.Find(c.Code)
		}
	}
	return h
}

// Read implements io.Reader with the world's own randomness.
func (w *world) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(w.Uint32())
	}
	return len(p), nil
}

// screen is the live code in the hall at a moment.
func (h hall) screen(at time.Time) outreach.Code { return secret.LiveCodes(h.target, at, 1)[0].Code }

// digits are the typed code beside it.
func (h hall) digits(at time.Time) outreach.Code { return secret.TypedCodes(h.target, at, 1)[0].Code }

// newPhone has a clock as people's phones have: half of them right, most others to a second or two, some a minute
// off, few hours.
func (w *world) newPhone() *phone {
	p := &phone{}
	switch x := w.Float64(); {
	case x < 0.01:
		p.skew = w.seconds((w.Float64() - 0.5) * 12 * 3600)
	case x < 0.06:
		p.skew = w.seconds((w.Float64() - 0.5) * 120)
	case x < 0.45:
		p.skew = w.seconds(w.NormFloat64() * 1.2)
	default:
		p.skew = w.seconds(w.NormFloat64() * 0.2)
	}
	return p
}

// send lets a request arrive: made by the phone at pressed with the code that it saw at seen.
func (w *world) send(p *phone, code outreach.Code, seen, pressed, at time.Time, fake bool) *arrival {
	key, err := outreach.NewKey(pressed.Add(p.skew), w)
	if err != nil {
		panic(err) // our Read never fails
	}
	w.arrivals = append(w.arrivals, arrival{at: at, phone: p, code: code, key: key, seen: seen.Add(p.skew), fake: fake})
	return &w.arrivals[len(w.arrivals)-1]
}

// between draws evenly, around draws a log-normal time with this median and spread of its logarithm.
func (w *world) between(low, high float64) float64 { return low + w.Float64()*(high-low) }

func (w *world) around(median, spread float64) time.Duration {
	return w.seconds(median * math.Exp(spread*w.NormFloat64()))
}

func (w *world) seconds(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }

func (w *world) chance(p float64) bool { return w.Float64() < p }

// run lets everything arrive in order of time, then adds up what became of the points.
func (w *world) run(ctx context.Context) error {
	slices.SortStableFunc(w.arrivals, func(a, b arrival) int { return a.at.Compare(b.at) })
	fakes, sessions := map[outreach.Key]bool{}, map[string]bool{}
	for _, a := range w.arrivals {
		w.now = a.at
		receipt, err := w.recorder.Record(ctx, outreach.ScanRequest{Code: string(a.code), Key: string(a.key),
			SeenAt: a.seen.Format(time.RFC3339Nano), Locale: "en", WithoutCookie: a.refuses}, a.phone.device)
		if err != nil {
			return fmt.Errorf("%s: a scan-in at %s: %w", w.name, a.at, err)
		}
		if receipt.NewDevice != nil && !a.lost {
			a.phone.device = receipt.NewDevice
		}
		fakes[receipt.ID] = a.fake
		sessions[w.registry.SessionID(receipt.Target, a.at)] = true
	}
	for _, h := range w.offline {
		if _, err := w.store.ConfirmOffline(ctx, w.registry.SessionID(h.target, h.starts), true, h.seats); err != nil {
			return fmt.Errorf("%s: %w", w.name, err)
		}
	}
	w.now = seminarDay.Add(72 * time.Hour)
	forgetter := outreach.Forgetter{Registry: w.recorder.Registry, Store: w.store, Now: w.recorder.Now}
	if _, err := forgetter.Forget(ctx); err != nil {
		return fmt.Errorf("%s: %w", w.name, err)
	}
	for session := range sessions {
		standings, err := w.store.Standings(ctx, session)
		if err != nil {
			return err
		}
		for id, stood := range standings {
			if fakes[id] {
				w.fake.count(stood)
			} else {
				w.honest.count(stood)
			}
		}
	}
	return nil
}
