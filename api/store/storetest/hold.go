package storetest

import (
	"fmt"
	"testing"
	"time"

	"fangzha/api/outreach"
)

// earning is a scan-in that could earn a point. Each call comes a minute after the one before and waited for the
// network, so that no pattern of arrival is in play; a hall of 60.
type earning struct {
	t     *testing.T
	s     Store
	count int
}

func (e *earning) scan(tier outreach.Tier, device string, changes ...func(*outreach.Scan)) outreach.Scan {
	e.t.Helper()
	e.count++
	scan := newScan(e.t, device)
	scan.Tier, scan.ReceivedAt = tier, noon.Add(time.Duration(e.count)*time.Minute)
	scan.SeenAt, scan.ShownAt, scan.ID = scan.ReceivedAt, scan.ReceivedAt, keyAt(e.t, scan.ReceivedAt)
	for _, change := range changes {
		change(&scan)
	}
	record(e.t, e.s, scan)
	return scan
}

func doubt(reason outreach.Reason) func(*outreach.Scan) {
	return func(s *outreach.Scan) { s.Doubt = reason }
}

func session(id string) func(*outreach.Scan) {
	return func(s *outreach.Scan) { s.Session, s.Seminar = "s/"+id, id }
}

// wantPoints checks a session's points, late ones, held and waiting, and that all counters equal the rows.
func wantPoints(t *testing.T, s Store, id string, points, late, held, waiting int64) {
	t.Helper()
	got, err := s.Session(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if got.Points != points || got.LatePoints != late || got.Held != held || got.Waiting != waiting {
		t.Errorf("session %s has %d points, %d late, %d held, %d waiting; want %d, %d, %d, %d",
			id, got.Points, got.LatePoints, got.Held, got.Waiting, points, late, held, waiting)
	}
	wantRecount(t, s, outreach.PeriodAll)
	wantRecount(t, s, "2026-11")
}

func onePointForADevice(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	e := &earning{t: t, s: s}
	e.scan(outreach.Printed, "phone") // counts for reach and leaves the point to be earned
	wantPoints(t, s, "s/s-1", 0, 0, 0, 0)
	e.scan(outreach.Live, "phone")
	e.scan(outreach.Typed, "phone")
	e.scan(outreach.Late, "phone")
	e.scan(outreach.Live, "phone", session("s-2"))
	wantPoints(t, s, "s/s-1", 1, 0, 0, 0)
	wantPoints(t, s, "s/s-2", 0, 0, 0, 0)
	e.scan(outreach.Live, "") // without a cookie
	e.scan(outreach.Slip, "slip")
	e.scan(outreach.Live, "another")
	e.scan(outreach.Live, "phone", func(s *outreach.Scan) { s.Presenter, s.Session = "p-2", "s/s-3" })
	e.scan(outreach.Live, "phone", func(s *outreach.Scan) { s.Year, s.Month = 2027, "2027-01" })
	wantPoints(t, s, "s/s-1", 3, 0, 0, 0)
	wantPoints(t, s, "s/s-3", 1, 0, 0, 0)
	got, err := s.Session(t.Context(), "s/s-1")
	if err != nil || got.Scans != 8 || got.Devices != 3 || got.Tiers[outreach.Live] != 4 || got.Tiers[outreach.Slip] != 1 || got.Presenter != "p-1" {
		t.Errorf("session %+v (%v), want 8 scans of 3 devices, 4 live", got, err)
	}
}

func lateOnesShareAFifth(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	e := &earning{t: t, s: s}
	for i := range 4 {
		e.scan(outreach.Late, fmt.Sprint("late ", i))
	}
	wantPoints(t, s, "s/s-1", 0, 0, 0, 4)
	for i := range 10 {
		e.scan(outreach.Live, fmt.Sprint("live ", i))
	}
	wantPoints(t, s, "s/s-1", 12, 2, 0, 2)
	e.scan(outreach.Live, "late 3") // the phone comes again, in time
	wantPoints(t, s, "s/s-1", 13, 2, 0, 1)
	e.scan(outreach.Late, "late 2")
	wantPoints(t, s, "s/s-1", 13, 2, 0, 1)

	if got, err := s.ConfirmOffline(t.Context(), "s/s-1", true, 12); err != nil || !got.Offline || got.LatePoints != 2 {
		t.Errorf("a hall of 12 that is full: %+v, %v", got, err)
	}
	if got, err := s.ConfirmOffline(t.Context(), "s/s-1", true, 60); err != nil || got.LatePoints != 3 || got.Waiting != 0 {
		t.Errorf("a hall of 60 without network: %+v, %v", got, err)
	}
	wantPoints(t, s, "s/s-1", 14, 3, 0, 0)
	if _, err := s.ConfirmOffline(t.Context(), "s/s-1", false, 60); err != nil {
		t.Fatal(err)
	}
	wantPoints(t, s, "s/s-1", 14, 3, 0, 0) // what was given is not taken back
	_, err := s.ConfirmOffline(t.Context(), "s/nowhere", true, 60)
	wantCode(t, err, outreach.NotFound)
}

func doubtfulPointsAreHeld(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	e := &earning{t: t, s: s}
	first := e.scan(outreach.Live, "night", doubt(outreach.OutOfHours))
	e.scan(outreach.Live, "night 2", doubt(outreach.OutOfHours))
	e.scan(outreach.Live, "night 2", doubt(outreach.OutOfHours)) // a phone has one point to hold
	stale := e.scan(outreach.Late, "stale", doubt(outreach.Stale))
	e.scan(outreach.Live, "honest")
	wantPoints(t, s, "s/s-1", 1, 0, 3, 0)

	holds, err := s.Holds(t.Context(), false, 10)
	if err != nil || len(holds) != 2 || holds[0].ID != first.ID || holds[0].Scans != 2 || holds[0].Reason != outreach.OutOfHours ||
		holds[0].State != outreach.HoldOpen || holds[0].Area != "a-1" || !holds[0].OpenedAt.Equal(first.ReceivedAt) || holds[1].ID != stale.ID {
		t.Fatalf("holds %+v (%v)", holds, err)
	}
	decided, err := s.Decide(t.Context(), first.ID, outreach.HoldReleased, "lee", noon.Add(time.Hour), 60)
	if err != nil || decided.State != outreach.HoldReleased || decided.DecidedBy != "lee" || !decided.DecidedAt.Equal(noon.Add(time.Hour)) {
		t.Errorf("decided %+v, %v", decided, err)
	}
	wantPoints(t, s, "s/s-1", 3, 0, 1, 0)
	if _, err := s.Decide(t.Context(), stale.ID, outreach.HoldRejected, "lee", noon, 60); err != nil {
		t.Fatal(err)
	}
	wantPoints(t, s, "s/s-1", 3, 0, 0, 0)
	_, err = s.Decide(t.Context(), first.ID, outreach.HoldRejected, "lee", noon, 60)
	wantCode(t, err, outreach.Conflict)
	_, err = s.Decide(t.Context(), newKey(t), outreach.HoldRejected, "lee", noon, 60)
	wantCode(t, err, outreach.NotFound)
	if open, _ := s.Holds(t.Context(), false, 10); len(open) != 0 {
		t.Errorf("still open: %+v", open)
	}
	if decided, _ := s.Holds(t.Context(), true, 10); len(decided) != 2 || decided[0].ID != first.ID {
		t.Errorf("decided: %+v", decided)
	}
	e.scan(outreach.Live, "stale") // who was rejected may come again
	e.scan(outreach.Live, "night 3", doubt(outreach.OutOfHours))
	wantPoints(t, s, "s/s-1", 4, 0, 1, 0)
	if open, _ := s.Holds(t.Context(), false, 10); len(open) != 1 || open[0].ID == first.ID {
		t.Errorf("a new hold is %+v", open)
	}
}

func aCleanScanInSupersedesAHeldOne(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	e := &earning{t: t, s: s}
	held := e.scan(outreach.Live, "phone", doubt(outreach.OutOfHours))
	e.scan(outreach.Live, "phone", session("s-2"))
	wantPoints(t, s, "s/s-1", 0, 0, 0, 0)
	wantPoints(t, s, "s/s-2", 1, 0, 0, 0)
	if _, err := s.Decide(t.Context(), held.ID, outreach.HoldReleased, "lee", noon, 60); err != nil {
		t.Fatal(err)
	}
	wantPoints(t, s, "s/s-1", 0, 0, 0, 0) // the phone has its point
}

func aFloodIsDecidedAtOnce(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	e := &earning{t: t, s: s}
	first := e.scan(outreach.Live, "0", doubt(outreach.Burst))
	for i := range 500 {
		e.scan(outreach.Late, fmt.Sprint("flood ", i), doubt(outreach.Burst))
	}
	for i := range 20 {
		e.scan(outreach.Live, fmt.Sprint("live ", i))
	}
	wantPoints(t, s, "s/s-1", 20, 0, 501, 0)
	if _, err := s.Decide(t.Context(), first.ID, outreach.HoldReleased, "lee", noon, 60); err != nil {
		t.Fatal(err)
	}
	wantPoints(t, s, "s/s-1", 25, 4, 0, 496) // late ones need room, released or not
}

func aRestartKeepsPatterns(t *testing.T, open func(*testing.T) Store) {
	s := open(t)
	serial := func(s Store, n int) {
		for i := range n {
			scan := newScan(t, fmt.Sprint(t.Name(), s, i, noon))
			scan.Tier, scan.ReceivedAt = outreach.Live, noon.Add(time.Duration(i)*10*time.Second)
			scan.SeenAt, scan.ShownAt, scan.Code = scan.ReceivedAt, scan.ReceivedAt, "FR23R1AV00000000000000"
			scan.Key = keyAt(t, scan.ReceivedAt)
			record(t, s, scan)
		}
	}
	serial(s, 30)
	before, err := s.Session(t.Context(), "s/s-1")
	if err != nil || before.Held < 25 {
		t.Fatalf("of 30 scan-ins every ten seconds %d are held (%v)", before.Held, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = closing(t, open(t))
	after, err := s.Session(t.Context(), "s/s-1")
	if err != nil || fmt.Sprint(after) != fmt.Sprint(before) {
		t.Errorf("after the restart %+v (%v), want %+v", after, err, before)
	}
}
