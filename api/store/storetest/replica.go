package storetest

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"fangzha/api/outreach"
)

// twoProgramsAgree sends each scan-in to two stores at once, as a phone does whose first try is still under way
// when another replica hears the second.
func twoProgramsAgree(t *testing.T, open func(*testing.T) Store) {
	const scans = 150
	stores := []Store{closing(t, open(t)), closing(t, open(t))}
	var answers [2][scans]outreach.Recorded
	var all sync.WaitGroup
	for i := range scans {
		scan := newScan(t, fmt.Sprint("phone ", i%100)) // every other phone is seen twice
		for j, s := range stores {
			try := scan
			try.ID = newKey(t)
			all.Go(func() { answers[j][i] = insist(t, s, try) })
		}
	}
	all.Wait()
	for i := range scans {
		a, b := answers[0][i], answers[1][i]
		if a.ID != b.ID || a.Counted != b.Counted || a.Fresh == b.Fresh {
			t.Errorf("scan-in %d: one program answers %+v, the other %+v; want one row, fresh to one of them", i, a, b)
		}
	}
	wantCounts(t, stores[0], outreach.PeriodAll, printed("p-1", scans, 100))
	wantRecount(t, stores[1], outreach.PeriodAll)
}

// insist tries again while the answer is Unavailable, with the same key, as phones do.
func insist(t *testing.T, s Store, scan outreach.Scan) outreach.Recorded {
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		got, err := s.RecordScan(t.Context(), scan)
		var e *outreach.Error
		if err == nil || !errors.As(err, &e) || e.Code != outreach.Unavailable || time.Now().After(deadline) {
			if err != nil {
				t.Errorf("RecordScan: %v", err)
			}
			return got
		}
	}
}
