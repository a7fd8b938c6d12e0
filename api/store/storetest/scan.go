package storetest

import (
	"fmt"
	"sync"
	"testing"

	"fangzha/api/outreach"
)

func sameKeySameBody(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	first := newScan(t, "phone")
	a := record(t, s, first)
	if a.ID != first.ID || !a.Counted || !a.Fresh {
		t.Errorf("first answer %+v, want id %s, counted and fresh", a, first.ID)
	}
	record(t, s, newScan(t, "phone")) // the device is no longer new, yet the first answer stands
	retry := first
	retry.ID = newKey(t)
	b := record(t, s, retry)
	if b.ID != a.ID || b.Counted != a.Counted || b.Fresh {
		t.Errorf("retry answers %+v, want id %s, counted, not fresh", b, a.ID)
	}
	wantCounts(t, s, outreach.PeriodAll, printed("p-1", 2, 1))
}

func sameKeyOtherBody(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	scan := newScan(t, "phone")
	record(t, s, scan)
	scan.BodyHash = "another body"
	_, err := s.RecordScan(t.Context(), scan)
	wantCode(t, err, outreach.Conflict)
	wantCounts(t, s, outreach.PeriodAll, printed("p-1", 1, 1))
}

func thousandTries(t *testing.T, open func(*testing.T) Store) {
	const tries = 1000
	s := closing(t, open(t))
	scan := newScan(t, "phone")
	var mu sync.Mutex
	var all sync.WaitGroup
	fresh, ids := 0, map[outreach.Key]bool{}
	for range tries {
		try := scan
		try.ID = newKey(t)
		all.Go(func() {
			got, err := s.RecordScan(t.Context(), try)
			if err != nil {
				t.Errorf("RecordScan: %v", err)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			ids[got.ID] = true
			if got.Fresh {
				fresh++
			}
			if !got.Counted {
				t.Error("a try was answered counted = false, the others true")
			}
		})
	}
	all.Wait()
	if fresh != 1 || len(ids) != 1 {
		t.Errorf("%d fresh answers with %d ids, want 1 and 1", fresh, len(ids))
	}
	wantCounts(t, s, outreach.PeriodAll, printed("p-1", 1, 1))
}

func deviceCountsOnce(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	for i, want := range []bool{true, false, false} {
		if got := record(t, s, newScan(t, "phone")); got.Counted != want {
			t.Errorf("scan-in %d of one device: counted is %t, want %t", i+1, got.Counted, want)
		}
	}
	wantCounts(t, s, outreach.PeriodAll, printed("p-1", 3, 1))
}

func deviceCountsForEach(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	other, later := newScan(t, "phone"), newScan(t, "phone")
	other.Presenter = "p-2"
	later.Year, later.Month = 2027, "2027-01"
	for name, scan := range map[string]outreach.Scan{"first": newScan(t, "phone"), "other presenter": other, "next year": later} {
		if !record(t, s, scan).Counted {
			t.Errorf("%s: not counted", name)
		}
	}
}

func withoutCookie(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	for range 2 {
		if record(t, s, newScan(t, "")).Counted {
			t.Error("a scan-in without a device is counted")
		}
	}
	wantCounts(t, s, outreach.PeriodAll, printed("p-1", 2, 0))
}

func failuresStayAlone(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	taken := record(t, s, newScan(t, "first"))
	var all sync.WaitGroup
	for i := range 200 {
		scan := newScan(t, fmt.Sprint("phone ", i))
		broken := i%10 == 0
		if broken {
			scan.ID = taken.ID // an id that exists breaks the insert
		}
		all.Go(func() {
			if _, err := s.RecordScan(t.Context(), scan); (err != nil) != broken {
				t.Errorf("scan-in %d: error is %v, want one: %t", i, err, broken)
			}
		})
	}
	all.Wait()
	wantCounts(t, s, outreach.PeriodAll, printed("p-1", 181, 181))
	wantRecount(t, s, outreach.PeriodAll)
}
