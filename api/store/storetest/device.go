package storetest

import (
	"bytes"
	"fmt"
	"sync"
	"testing"
	"time"

	"fangzha/api/outreach"
)

func salt(period string, first byte, secret string, madeAt time.Time) outreach.Salt {
	return outreach.Salt{Period: period, Value: bytes.Repeat([]byte{first}, 32), Secret: secret, MadeAt: madeAt}
}

func wantSalt(t *testing.T, s Store, fresh, want outreach.Salt, known ...string) {
	t.Helper()
	got, err := s.Salt(t.Context(), fresh, known)
	if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("salt of %s: %v (%v), want %v", fresh.Period, got, err, want)
	}
}

func saltsAreMadeOnce(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	first := salt("2026", 1, "current", noon)
	wantSalt(t, s, first, first, "current")
	wantSalt(t, s, salt("2026", 2, "current", noon), first, "current", "previous")
	wantSalt(t, s, salt("2027", 3, "current", noon), salt("2027", 3, "current", noon), "current")
	newer := salt("2026", 4, "newest", noon) // the secret that goes with the first is gone
	wantSalt(t, s, newer, newer, "newest", "new")

	var all sync.WaitGroup
	var mu sync.Mutex
	seen := map[string]bool{}
	for i := range 20 {
		all.Go(func() {
			got, err := s.Salt(t.Context(), salt("2026-11-15", byte(i), "current", noon), []string{"current"})
			if err != nil {
				t.Errorf("Salt: %v", err)
			}
			mu.Lock()
			defer mu.Unlock()
			seen[fmt.Sprint(got)] = true
		})
	}
	all.Wait()
	if len(seen) != 1 {
		t.Errorf("twenty at once made %d salts of one day", len(seen))
	}
}

func devicesAreForgotten(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	yesterday, today := noon.Add(-25*time.Hour), noon.Add(-time.Hour)
	for _, old := range []outreach.Salt{salt("2025", 1, "c", noon), salt("2026", 2, "c", noon), salt("2026-11-14", 3, "c", yesterday), salt("2026-11-15", 4, "c", today)} {
		wantSalt(t, s, old, old, "c")
	}
	for day, device := range map[string]string{"2026-11-14": "a", "2026-11-15": "b"} {
		scan := newScan(t, device)
		scan.Day, scan.DeviceDay = day, device
		record(t, s, scan)
	}
	f := outreach.Forgetting{DaysBefore: noon.Add(-24 * time.Hour), YearsBefore: "2026", Now: noon}
	seats := func(string) int { return 60 }
	if got, err := s.Forget(t.Context(), f, seats); err != nil || got != (outreach.Forgotten{Salts: 2, DeviceDays: 1}) {
		t.Errorf("forgotten %+v (%v), want two salts and one hash", got, err)
	}
	if got, err := s.Forget(t.Context(), f, seats); err != nil || got != (outreach.Forgotten{}) {
		t.Errorf("a second time %+v (%v), want nothing", got, err)
	}
	other := salt("2026-11-14", 9, "c", noon)
	wantSalt(t, s, other, other, "c") // yesterday's is gone
	wantSalt(t, s, salt("2026", 9, "c", noon), salt("2026", 2, "c", noon), "c")
	wantSalt(t, s, salt("2026-11-15", 9, "c", noon), salt("2026-11-15", 4, "c", today), "c")
	if record(t, s, newScan(t, "a")).Counted {
		t.Error("the phone counts again: its hash of the year was forgotten")
	}
}

func manySessionsOfAPhoneAreSeen(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	e := &earning{t: t, s: s}
	for i := range 6 { // a minute apart: nobody is in two seminars at once
		e.scan(outreach.Live, "hash for each", session(fmt.Sprint("s-", i)), func(s *outreach.Scan) {
			s.Presenter, s.DeviceDay = fmt.Sprint("p-", i), "the phone today"
		})
	}
	held := int64(0)
	for i := range 6 {
		got, err := s.Session(t.Context(), fmt.Sprint("s/s-", i))
		if err != nil {
			t.Fatal(err)
		}
		held += got.Held
	}
	if held != 5 {
		t.Errorf("%d of 6 points of one phone in six seminars are held, want all but the first", held)
	}
	if holds, _ := s.Holds(t.Context(), false, 10); len(holds) == 0 || holds[0].Reason != outreach.ManyPresenters {
		t.Errorf("holds %+v", holds)
	}
}

func chanceIsReleased(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	for i := range 4 {
		scan := newScan(t, fmt.Sprint("in step ", i))
		scan.Tier, scan.ReceivedAt = outreach.Live, noon.Add(time.Duration(i)*10*time.Second)
		scan.SeenAt, scan.ShownAt, scan.Key = scan.ReceivedAt, scan.ReceivedAt, keyAt(t, scan.ReceivedAt)
		record(t, s, scan)
	}
	before, err := s.Session(t.Context(), "s/s-1")
	if err != nil || before.Held == 0 {
		t.Fatalf("four in step: %d held (%v)", before.Held, err)
	}
	f := outreach.Forgetting{QuietBefore: noon, ChanceAtMost: 6, Now: noon}
	seats := func(string) int { return 60 }
	if got, err := s.Forget(t.Context(), f, seats); err != nil || got.Released != 0 {
		t.Errorf("released %+v (%v) while the hall is not quiet", got, err)
	}
	f.QuietBefore = noon.Add(time.Hour)
	if got, err := s.Forget(t.Context(), f, seats); err != nil || got.Released != 1 {
		t.Errorf("released %+v (%v), want the one hold", got, err)
	}
	wantPoints(t, s, "s/s-1", 4, 0, 0, 0)
}

func aCertainPatternKeepsWhatItHeld(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	at := noon
	arrive := func(gap time.Duration) {
		at = at.Add(gap)
		scan := newScan(t, at.String())
		scan.Tier, scan.ReceivedAt, scan.SeenAt, scan.ShownAt = outreach.Live, at, at, at
		scan.Key, scan.ID = keyAt(t, at), keyAt(t, at)
		record(t, s, scan)
	}
	hall := []time.Duration{2, 61, 5, 240, 3, 90, 1, 33}
	holds := func() []outreach.Hold {
		found, err := s.Holds(t.Context(), false, 10)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	for range 20 {
		arrive(10 * time.Second)
	}
	certain := holds()
	if len(certain) != 1 || certain[0].State != outreach.HoldOpen || certain[0].Scans < 16 {
		t.Fatalf("of twenty in step: %+v", certain)
	}
	for _, gap := range hall {
		arrive(gap * time.Second)
	}
	for range 4 { // another rhythm begins, and dissolves
		arrive(20 * time.Second)
	}
	if found := holds(); len(found) != 2 {
		t.Fatalf("a second rhythm: %+v, want a hold of its own while it forms", found)
	}
	for _, gap := range hall {
		arrive(gap * time.Second)
	}
	if found := holds(); len(found) != 1 || found[0].ID != certain[0].ID || found[0].Scans != certain[0].Scans {
		t.Errorf("after the hall came: %+v, want the first hold alone", found)
	}
	for range 20 {
		arrive(20 * time.Second)
	}
	if found := holds(); len(found) != 1 || found[0].Scans < certain[0].Scans+16 || found[0].OpenedAt != certain[0].OpenedAt {
		t.Errorf("a third rhythm that is certain: %+v, want it in the first hold", found)
	}
	wantRecount(t, s, outreach.PeriodAll)
}
