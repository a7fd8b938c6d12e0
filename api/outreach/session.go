package outreach

import "time"

// Standing says what became of a phone's one point for a presenter and year, and of the scan-in it hangs on.
type Standing string

// The standings. A row without one has nothing to do with a point.
const (
	NoPoint Standing = ""
	Point   Standing = "point"
	Held    Standing = "held"     // an organiser decides
	Waiting Standing = "waiting"  // late, and the session has had its share of late points
	Denied  Standing = "rejected" // by an organiser
)

// Session is what points are judged by: a seminar, or a day with a presenter's badge. Sums of its scan-ins and
// how they arrived.
type Session struct {
	ID, Presenter, Seminar, Area string
	FirstAt, LastAt              time.Time
	Scans                        int64
	Devices                      int64 // phones and paper slips, each once
	Tiers                        map[Tier]int64
	Points, LatePoints           int64 // all points; those of late scan-ins among them
	Held, Waiting                int64
	Offline                      bool // an organiser confirmed that the hall had no network
	Pattern                      Pattern
}

// SessionID names the session of a target at a moment, by the day in the registry's time zone.
func (r *Registry) SessionID(t Target, at time.Time) string {
	if t.Seminar != nil {
		return "s/" + t.Seminar.ID
	}
	return "p/" + t.Presenter.ID + "/" + r.Day(at)
}

// Met is what the store knows of a phone when it scans in.
type Met struct {
	Standing Standing // of its point for this presenter this year
	NewHere  bool     // its first scan-in in this session
	Today    int64    // sessions it met today, this one included; 0 when it wants no device id

	LastSeminar time.Time // when it last saw the code of a seminar today, before this scan-in; zero for never
}

// Verdict is what follows from a scan-in.
type Verdict struct {
	Standing  Standing
	Reason    Reason // when Held
	Certain   bool   // the pattern is beyond doubt: what it holds waits for an organiser
	Dissolved bool   // the pattern was chance: what it holds is released
}

// badgeSeats is how many people a presenter may meet in a day without a seminar: a stall at a market.
const badgeSeats = 80

// lateShare of the points that came live or typed may be added by late ones: a phone with a bad connection in
// each row, not a chat group at home.
const lateShare = 5 // one fifth

// LateRoom is how many more late points the session may have. seats are the hall's, 0 for a badge.
func (s *Session) LateRoom(seats int) int64 {
	proven := s.Points - s.LatePoints
	quota := proven / lateShare
	if s.Offline {
		quota = max(quota, int64(seats)-proven)
	}
	return max(0, quota-s.LatePoints)
}

// Admit adds a scan-in to the session and says what becomes of its point. It reads no clock and no randomness:
// the same scan-ins in the same order end alike.
func (s *Session) Admit(scan Scan, met Met) Verdict {
	s.add(scan, met)
	if scan.Device == "" || !scan.Tier.earns() || met.Standing == Point || met.Standing == Waiting && scan.Tier == Late {
		return Verdict{}
	}
	v := s.Pattern.judge(scan, met, s.Points)
	switch {
	case v.Reason != "" && met.Standing == Held: // one hold is enough
		v.Reason = ""
	case v.Reason != "":
		v.Standing = Held
		s.Held++
	case scan.Tier == Late && s.LateRoom(scan.Seats) == 0:
		if met.Standing != Held {
			v.Standing = Waiting
			s.Waiting++
		}
	default:
		v.Standing = Point
		s.Points++
		if scan.Tier == Late {
			s.LatePoints++
		}
	}
	return v
}

func (s *Session) add(scan Scan, met Met) {
	if s.Scans == 0 {
		s.ID, s.Presenter, s.Seminar, s.Area, s.FirstAt = scan.Session, scan.Presenter, scan.Seminar, scan.Area, scan.ReceivedAt
		s.Tiers = map[Tier]int64{}
	}
	s.LastAt = scan.ReceivedAt
	s.Scans++
	s.Tiers[scan.Tier]++
	if met.NewHere {
		s.Devices++
	}
}

// earns says whether scan-ins of the tier can earn a point.
func (t Tier) earns() bool { return t == Live || t == Typed || t == Late }
