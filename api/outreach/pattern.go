package outreach

import (
	"math"
	"time"
)

// Reason says why a point is held. It describes what arrived, never who did it.
type Reason string

// The reasons.
const (
	Burst          Reason = "burst"           // more at once than the hall can send
	Serial         Reason = "serial"          // new phones one after another, as regular as one phone made new each time
	OutOfHours     Reason = "out_of_hours"    // the code was on the screen far from the seminar's time, or at night
	ManyPresenters Reason = "many_presenters" // one phone in many sessions on one day, or in two seminars at once
	OverSeats      Reason = "over_seats"      // more phones than the hall holds
	Stale          Reason = "stale"           // the phone came to the code after that had left the screen
)

// Message is the key of the sentence that explains the reason to organisers.
func (r Reason) Message() string {
	switch r {
	case Burst:
		return "hold.burst"
	case Serial:
		return "hold.serial"
	case OutOfHours:
		return "hold.out_of_hours"
	case ManyPresenters:
		return "hold.many_presenters"
	case OverSeats:
		return "hold.over_seats"
	}
	return "hold.stale"
}

// Pattern is how a session's scan-ins have arrived, kept beside its sums so that each new one is judged without
// reading the others. Only first scan-ins that could earn a point are in it.
type Pattern struct {
	Hall    meter    `json:"hall"`
	Screens []screen `json:"screens,omitempty"` // codes shown lately, in the order in which they were first used
	Rhythm  rhythm   `json:"rhythm"`
}

// screen is one code and how it was used.
type screen struct {
	Shown int64 `json:"shown"` // Unix milliseconds
	Meter meter `json:"meter"`
	Young int64 `json:"young"` // scan-ins soon after it came up
	Slow  int64 `json:"slow"`  // arrived later
	Old   int64 `json:"old"`   // opened later
}

// What a hall of n seats does, and what a phone may do in a day. The numbers are judged on simulated halls and
// cheats: go run ./scripts/simulate.
const (
	// A hall that is told to scan lifts its phones within a minute, half of it within about twenty seconds.
	hallSeconds  = 18 // the fastest hall sends all its scan-ins in this time
	hallBrim     = 8  // and so many at once, whatever its size
	hallBrimPart = 10 // and a tenth of its seats

	// Those who saw one code are part of the hall.
	screenSeconds  = 24
	screenBrim     = 6
	screenBrimPart = 24
	screensKept    = 12 // more than can be live at once, for late ones too

	// A code is on the screen for 15 seconds. Few open it later than opened after it came up, by their phone's clock, for
	// that it must come from somewhere else; some read slowly and arrive later than pressed.
	opened, oldAtLeast, oldPart    = 20 * time.Second, 2, 10 // a tenth of those who were quick
	pressed, slowAtLeast, slowPart = 25 * time.Second, 3, 4  // a quarter

	// A scan-in that was pressed so long before it arrived, by the time in its key, waited for the network. When that
	// returns, such scan-ins arrive all at once.
	waited = 5 * time.Second

	// More people than seats stand, or chairs are carried in.
	seatsPercent = 120
	seatsSpare   = 5

	// Sessions that one phone may meet in a day: talks of a conference, stalls of a fair. Whoever is in one seminar
	// is not in another for some time.
	sessionsADay = 4
	seminarLasts = 20 * time.Minute

	nightBegins, nightEnds = 22, 6 // o'clock, for a badge, which has no hours of its own

	// clockError is how wrong a phone's clock may be before it speaks against its owner.
	clockError = time.Minute
)

// judge adds a scan-in that could earn a point. points are those of the session so far.
func (p *Pattern) judge(scan Scan, met Met, points int64) Verdict {
	v := Verdict{Certain: true}
	switch {
	case scan.Doubt != "":
		v.Reason = scan.Doubt
	case met.Today > sessionsADay || scan.elsewhere(met):
		v.Reason = ManyPresenters
	case p.stale(scan):
		v.Reason = Stale
	case !scan.waited():
		v = p.arrive(scan)
	}
	if v.Reason == "" && points >= int64(scan.Seats*seatsPercent/100+seatsSpare) {
		v.Reason, v.Certain = OverSeats, true
	}
	return v
}

// elsewhere says whether the phone was in another seminar at the time.
func (s Scan) elsewhere(met Met) bool {
	return s.Seminar != "" && met.NewHere && !met.LastSeminar.IsZero() && s.ShownAt.Sub(met.LastSeminar).Abs() < seminarLasts
}

// waited says whether the scan-in comes out of a queue, as far as its phone can be believed.
func (s Scan) waited() bool { return s.Tier == Late || s.ReceivedAt.Sub(s.Key.Time()) >= waited }

// stale says whether too many came to one live code late in its life. The digits for typing live longer and say
// nothing here.
func (p *Pattern) stale(scan Scan) bool {
	if scan.Code.Kind() != LiveCode {
		return false
	}
	s := p.screen(scan.ShownAt)
	switch {
	case scan.SeenAt.Sub(scan.ShownAt) > opened:
		return tooMany(&s.Old, oldAtLeast+s.Young/oldPart)
	case !scan.waited() && scan.ReceivedAt.Sub(scan.ShownAt) > pressed:
		return tooMany(&s.Slow, slowAtLeast+s.Young/slowPart)
	}
	s.Young++
	return false
}

// tooMany adds one to n unless that exceeds the limit.
func tooMany(n *int64, limit int64) bool {
	if *n >= limit {
		return true
	}
	*n++
	return false
}

// arrive judges the moment of a scan-in that did not wait for a network.
func (p *Pattern) arrive(scan Scan) Verdict {
	now, seats := scan.ReceivedAt.UnixMilli(), float64(scan.Seats)
	if p.screen(scan.ShownAt).Meter.over(now, seats/screenSeconds, screenBrim+seats/screenBrimPart) {
		return Verdict{Reason: Burst, Certain: true}
	}
	v := p.Rhythm.add(scan.ReceivedAt, scan.Key.Time())
	if v.Reason == "" && !p.Hall.fits(now, seats/hallSeconds, hallBrim+seats/hallBrimPart) {
		v.Reason, v.Certain = Burst, true
	}
	return v
}

// screen gives the code that came up at shown.
func (p *Pattern) screen(shown time.Time) *screen {
	at := shown.UnixMilli()
	for i := range p.Screens {
		if p.Screens[i].Shown == at {
			return &p.Screens[i]
		}
	}
	if len(p.Screens) == screensKept {
		p.Screens = p.Screens[1:]
	}
	p.Screens = append(p.Screens, screen{Shown: at})
	return &p.Screens[len(p.Screens)-1]
}

// meter is a leaky bucket: each scan-in adds one, time takes away, what exceeds the brim is a burst.
type meter struct {
	Level float64 `json:"level"`
	At    int64   `json:"at"` // Unix milliseconds
}

// fits adds one if it stays under the brim. What does not fit adds nothing, so that a flood takes nothing from
// those who come beside it.
func (m *meter) fits(now int64, perSecond, brim float64) bool {
	m.leak(now, perSecond)
	if m.Level+1 > brim {
		return false
	}
	m.Level++
	return true
}

// over adds one and says whether that is too much. What is too much is added too: a flood with a photo of one
// code keeps that code shut, and the codes beside it stay open.
func (m *meter) over(now int64, perSecond, brim float64) bool {
	m.leak(now, perSecond)
	m.Level++
	return m.Level > brim
}

func (m *meter) leak(now int64, perSecond float64) {
	if now > m.At {
		m.Level = max(0, m.Level-float64(now-m.At)/1000*perSecond)
		m.At = now
	}
}

// rhythm weighs whether first scan-ins come from one source working regularly, or from a hall: a cumulative sum of
// log-likelihood ratios (E. S. Page, Continuous inspection schemes, Biometrika 41, 1954) over the logarithms of
// the gaps between them. Their spread is 0.4 or less for a person who repeats the same steps, less for a machine,
// half or more for a queue of people, and 1.28 when people come independently of each other. A phone whose clock
// differs visibly from those before is somebody else's; equal clocks say nothing.
type rhythm struct {
	At    int64   `json:"at"`    // Unix milliseconds of the one before
	Mean  float64 `json:"mean"`  // running mean of ln(gap in ms), 0 before the first gap
	Clock float64 `json:"clock"` // running mean of arrival less the phone's clock, ms
	Sum   float64 `json:"sum"`
	Calm  int     `json:"calm"` // scan-ins in a row that left the sum at nothing
}

const (
	rhythmSpread = 0.42
	hallSpread   = 0.95
	meanWeight   = 0.25 // of the newest gap in the running means
	otherRhythm  = 1.2  // so far from the mean, a gap begins a new one
	worstGap     = -3.0 // one gap, however odd, says no more than this
	oddGap       = -0.5 // below it the scan-in itself is out of the rhythm: somebody else's
	otherClock   = 1500 // ms
	clockWeight  = -2.0 // of another clock in the sum
	forming      = 0.7  // hold what may be chance until it is certain or dissolves
	certain      = 9.0  // e⁹, about 8,000 to one
	mostSum      = 12.0 // so that a hall which comes after it is soon believed again
	interloper   = -1.0 // of somebody who comes between the beats of a certain rhythm
	calm         = 4    // scan-ins after which a pattern has dissolved
)

// add takes the next arrival, pressed at that moment by the phone's clock.
func (r *rhythm) add(arrived, pressed time.Time) Verdict {
	now, clock := arrived.UnixMilli(), float64(arrived.Sub(pressed).Milliseconds())
	if r.At == 0 {
		r.At, r.Clock = now, clock
		return Verdict{}
	}
	ratio := r.weigh(now, clock)
	r.Sum = min(mostSum, max(0, r.Sum+ratio))
	switch {
	case r.Sum == 0:
		r.Calm++
		return Verdict{Dissolved: r.Calm == calm}
	case ratio < oddGap || r.Sum < forming:
		return Verdict{}
	}
	r.Calm = 0
	return Verdict{Reason: Serial, Certain: r.Sum >= certain}
}

// weigh gives the log-likelihood ratio of the arrival, one source against a hall, and moves on to it.
func (r *rhythm) weigh(now int64, clock float64) float64 {
	if math.Abs(clock-r.Clock) > otherClock {
		if r.Sum == 0 {
			r.At, r.Clock = now, clock
		}
		return clockWeight
	}
	x := math.Log(float64(max(1, now-r.At)))
	if r.Mean == 0 {
		r.Mean = x
	}
	d := x - r.Mean
	ratio := max(worstGap, math.Log(hallSpread/rhythmSpread)-d*d/2*(1/(rhythmSpread*rhythmSpread)-1/(hallSpread*hallSpread)))
	if r.Sum >= certain && d < 0 && ratio < oddGap {
		return interloper
	}
	r.At = max(r.At, now)
	r.Clock += meanWeight * (clock - r.Clock)
	if r.Mean += meanWeight * d; math.Abs(d) > otherRhythm {
		r.Mean = x
	}
	return ratio
}
