package outreach

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

// arrivals lets first scan-ins of a hall arrive and counts the verdicts.
type arrivals struct {
	session Session
	reasons map[Reason]int
	points  int
	forming int
}

func (a *arrivals) admit(scan Scan, met Met) Verdict {
	if a.reasons == nil {
		a.reasons = map[Reason]int{}
	}
	met.NewHere = true
	v := a.session.Admit(scan, met)
	if v.Standing == Held {
		a.reasons[v.Reason]++
	}
	if v.Reason == Serial {
		if a.forming++; v.Certain {
			a.forming = -1 << 20 // from now on nothing is chance
		}
	}
	if v.Dissolved {
		a.release()
	}
	if v.Standing == Point {
		a.points++
	}
	return v
}

// release does what the store does with a pattern that was chance: when it dissolves, and when the hall is quiet.
func (a *arrivals) release() {
	if a.forming > 0 {
		a.reasons[Serial] -= a.forming
		a.points += a.forming
		a.forming = 0
	}
}

// live is a live scan-in of a hall of 100, pressed a moment before it arrives and a few seconds after its code came up.
func live(at time.Time) Scan {
	key, err := NewKey(at.Add(-300*time.Millisecond), zeros{})
	if err != nil {
		panic(err)
	}
	shown := at.Add(-5 * time.Second).Truncate(LiveStep)
	return Scan{Key: key, Code: "FR23R1AV00000000000000", Session: "s/x", Seminar: "x", Device: "hash", Tier: Live, Seats: 100, ReceivedAt: at, SeenAt: at.Add(-4 * time.Second), ShownAt: shown}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestAnHonestHallIsBelieved(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	held := 0
	for range 50 {
		var a arrivals
		at := noon
		for range 90 { // within a minute and a half, each when it pleases
			at = at.Add(time.Duration(random.ExpFloat64() * float64(time.Second)))
			a.admit(live(at), Met{})
		}
		if a.forming <= chanceAtMost {
			a.release()
		}
		for reason, n := range a.reasons {
			if held += n; n > 8 {
				t.Errorf("%d held for %s", n, reason)
			}
		}
	}
	if held > 45 { // a hundredth
		t.Errorf("%d of 4,500 honest points are held", held)
	}
}

func TestPatternsHoldWhatIsInThem(t *testing.T) {
	for name, c := range map[string]struct {
		arrive func(a *arrivals)
		reason Reason
		points int // at most
		held   int // at least
	}{
		"a flood with a photo of one code": {func(a *arrivals) {
			shown := noon.Truncate(LiveStep)
			for i := range 300 {
				scan := live(shown.Add(5*time.Second + time.Duration(i)*20*time.Millisecond))
				scan.ShownAt = shown
				a.admit(scan, Met{})
			}
		}, Burst, 45, 250},
		"one phone made new every twelve seconds": {func(a *arrivals) {
			for i := range 40 {
				a.admit(live(noon.Add(time.Duration(i)*12*time.Second)), Met{})
			}
		}, Serial, 4, 36},
		"a photo of the code, used half a minute later": {func(a *arrivals) {
			for i := range 50 {
				scan := live(noon.Truncate(LiveStep).Add(30*time.Second + time.Duration(i*i*7%400)*50*time.Millisecond))
				scan.ShownAt = noon.Truncate(LiveStep)
				a.admit(scan, Met{})
			}
		}, Stale, 2, 45},
		"slow readers are few": {func(a *arrivals) {
			for i := range 50 {
				scan := live(noon.Truncate(LiveStep).Add(30*time.Second + time.Duration(i*i*7%400)*50*time.Millisecond))
				scan.ShownAt, scan.SeenAt = noon.Truncate(LiveStep), noon
				a.admit(scan, Met{})
			}
		}, Stale, 3, 45},
		"more phones than the hall holds": {func(a *arrivals) {
			for i := range 200 {
				scan := live(noon.Add(time.Duration(i) * time.Second))
				scan.Tier, scan.Code = Typed, "12345678"
				scan.Key = "" // pressed long ago, by the phone's clock: no rhythm and no burst
				a.admit(scan, Met{})
			}
		}, OverSeats, 125, 75},
		"a phone in its fifth session of the day": {func(a *arrivals) {
			a.admit(live(noon), Met{Today: 4})
			a.admit(live(noon.Add(time.Hour)), Met{Today: 5})
		}, ManyPresenters, 1, 1},
		"a phone in two seminars at once": {func(a *arrivals) {
			a.admit(live(noon), Met{Today: 2, LastSeminar: noon.Add(-time.Hour)})
			a.admit(live(noon.Add(time.Hour)), Met{Today: 3, LastSeminar: noon.Add(55 * time.Minute)})
		}, ManyPresenters, 1, 1},
		"what speaks against it by itself": {func(a *arrivals) {
			scan := live(noon)
			scan.Doubt = OutOfHours
			a.admit(scan, Met{})
		}, OutOfHours, 0, 1},
	} {
		t.Run(name, func(t *testing.T) {
			var a arrivals
			c.arrive(&a)
			if a.points > c.points || a.reasons[c.reason] < c.held {
				t.Errorf("%d points, held %v; want at most %d points and at least %d held for %s", a.points, a.reasons, c.points, c.held, c.reason)
			}
		})
	}
}

func TestAFloodLeavesTheCodesBesideItOpen(t *testing.T) {
	var a arrivals
	shown := noon.Truncate(LiveStep)
	held := 0
	for i := range 400 {
		at := shown.Add(16*time.Second + time.Duration(i)*25*time.Millisecond)
		flood := live(at)
		flood.ShownAt = shown
		a.admit(flood, Met{})
		if i == 7 || i == 11 || i == 40 || i == 90 || i == 97 || i == 180 || i == 300 || i == 310 || i == 312 || i == 380 { // somebody in the hall, with the code that is on the screen now
			honest := live(at)
			honest.ShownAt = shown.Add(LiveStep)
			if a.admit(honest, Met{}).Standing == Held {
				held++
			}
		}
	}
	if n := a.reasons[Burst] + a.reasons[Stale]; n < 380 || held > 2 {
		t.Errorf("%d of the flood and %d of the hall's 10 are held", n, held)
	}
}

func TestAPatternThatDissolvesSaysSo(t *testing.T) {
	var a arrivals
	for i := range 4 {
		a.admit(live(noon.Add(time.Duration(i)*10*time.Second)), Met{})
	}
	if a.reasons[Serial] == 0 {
		t.Fatal("four in step form no pattern")
	}
	at, dissolved := noon.Add(30*time.Second), 0
	for _, gap := range []int{1, 90, 2, 40, 1, 300, 3} {
		at = at.Add(time.Duration(gap) * time.Second)
		if a.admit(live(at), Met{}).Dissolved {
			dissolved++
		}
	}
	if dissolved != 1 {
		t.Errorf("the pattern dissolved %d times, want once", dissolved)
	}
}

func TestPhonesWithOtherClocksAreOtherPhones(t *testing.T) {
	var a arrivals
	for i := range 40 { // a queue at the door that moves like clockwork
		scan := live(noon.Add(time.Duration(i) * 10 * time.Second))
		key, err := NewKey(scan.ReceivedAt.Add(time.Duration(i*7%13)*time.Second-20*time.Second), zeros{})
		if err != nil {
			t.Fatal(err)
		}
		if scan.Key = key; i%2 == 0 {
			scan.Key = live(scan.ReceivedAt.Add(time.Duration(i*5%11) * time.Second)).Key
		}
		a.admit(scan, Met{})
	}
	if a.release(); a.points < 38 {
		t.Errorf("%d of 40 points, held %v", a.points, a.reasons)
	}
}

func TestWhatEarnsAndWhatSupersedes(t *testing.T) {
	at := noon
	for name, c := range map[string]struct {
		tier     Tier
		device   string
		standing Standing
		doubt    Reason
		want     Standing
	}{
		"live":                            {Live, "d", NoPoint, "", Point},
		"typed":                           {Typed, "d", NoPoint, "", Point},
		"late with nobody before it":      {Late, "d", NoPoint, "", Waiting},
		"printed":                         {Printed, "d", NoPoint, "", NoPoint},
		"a slip":                          {Slip, "d", NoPoint, "", NoPoint},
		"assisted":                        {Assisted, "", NoPoint, "", NoPoint},
		"without a cookie":                {Live, "", NoPoint, "", NoPoint},
		"who has a point":                 {Live, "d", Point, "", NoPoint},
		"who has a point, in doubt":       {Live, "d", Point, OutOfHours, NoPoint},
		"who waits and comes in time":     {Live, "d", Waiting, "", Point},
		"who waits and comes late again":  {Late, "d", Waiting, "", NoPoint},
		"who is held and comes clean":     {Live, "d", Held, "", Point},
		"who is held and held again":      {Live, "d", Held, OutOfHours, NoPoint},
		"who is held and comes late":      {Late, "d", Held, "", NoPoint},
		"who was rejected and comes well": {Live, "d", Denied, "", Point},
		"in doubt":                        {Live, "d", NoPoint, OutOfHours, Held},
	} {
		t.Run(name, func(t *testing.T) {
			var s Session
			scan := live(at)
			scan.Tier, scan.Device, scan.Doubt = c.tier, c.device, c.doubt
			if v := s.Admit(scan, Met{Standing: c.standing}); v.Standing != c.want {
				t.Errorf("stands at %q, want %q (%+v)", v.Standing, c.want, v)
			}
		})
	}
}

func TestDoubtsThatACodeAloneRaises(t *testing.T) {
	r := readRegistry(t) // the seminar: 15:00 to 16:00
	day := func(clock string) time.Time {
		at, err := time.Parse(time.RFC3339, "2026-11-20T"+clock+":00+08:00")
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	seminar, badge := find(t, r, "VA8HT6J7"), find(t, r, "FR23R1AV")
	for name, c := range map[string]struct {
		target Target
		tier   Tier
		shown  time.Time
		seen   time.Duration // after shown
		want   Reason
	}{
		"during the talk":                       {seminar, Live, day("15:30"), 0, ""},
		"an hour before it":                     {seminar, Live, day("14:00"), 0, ""},
		"earlier":                               {seminar, Live, day("13:59"), 0, OutOfHours},
		"an hour after it":                      {seminar, Typed, day("17:00"), 0, ""},
		"later":                                 {seminar, Typed, day("17:01"), 0, OutOfHours},
		"a queue is judged by when it saw":      {seminar, Late, day("15:30"), 20 * time.Second, ""},
		"the queue's code was shown at night":   {seminar, Late, day("23:00"), 0, OutOfHours},
		"a queue whose phone came later":        {seminar, Late, day("15:30"), 3 * time.Minute, Stale},
		"a queue whose phone came earlier":      {seminar, Late, day("15:30"), -2 * time.Minute, Stale},
		"a live one is not asked for its clock": {seminar, Live, day("15:30"), 5 * time.Hour, ""},
		"a badge in the evening":                {badge, Live, day("21:59"), 0, ""},
		"a badge at night":                      {badge, Live, day("22:00"), 0, OutOfHours},
		"a badge before breakfast":              {badge, Late, day("05:59"), 0, OutOfHours},
		"a badge in the morning":                {badge, Live, day("06:00"), 0, ""},
		"a poster has no hours":                 {seminar, Printed, time.Time{}, 0, ""},
	} {
		t.Run(name, func(t *testing.T) {
			e := evidence{tier: c.tier, shown: c.shown, until: c.shown.Add(time.Minute)}
			if got := e.doubt(r, c.target, c.shown.Add(c.seen)); got != c.want {
				t.Errorf("doubt %q, want %q", got, c.want)
			}
		})
	}
}

func TestRoomForLatePoints(t *testing.T) {
	for _, c := range []struct {
		points, late int64
		offline      bool
		seats        int
		want         int64
	}{
		{0, 0, false, 60, 0}, {4, 0, false, 60, 0}, {5, 0, false, 60, 1}, {50, 0, false, 60, 10}, {60, 10, false, 60, 0},
		{0, 0, true, 60, 60}, {50, 0, true, 60, 10}, {60, 10, true, 60, 0}, {70, 0, true, 60, 14}, {20, 20, true, 60, 40},
	} {
		t.Run(fmt.Sprint(c), func(t *testing.T) {
			s := Session{Points: c.points, LatePoints: c.late, Offline: c.offline}
			if got := s.LateRoom(c.seats); got != c.want {
				t.Errorf("room for %d, want %d", got, c.want)
			}
		})
	}
}
