package storetest

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"fangzha/api/outreach"
)

// wantCounts checks the counters of a period, in order of presenter.
func wantCounts(t *testing.T, s Store, period string, want ...outreach.Count) {
	t.Helper()
	got, err := s.Counts(t.Context(), period)
	if err != nil {
		t.Fatalf("Counts(%s): %v", period, err)
	}
	if !slices.Equal(got, want) {
		t.Errorf("Counts(%s) = %+v, want %+v", period, got, want)
	}
}

// printed is the figures of a presenter who was met by printed codes alone.
func printed(presenter string, scans, reach int64) outreach.Count {
	return outreach.Count{Presenter: presenter, Figures: outreach.Figures{Scans: scans, Reach: reach, Printed: scans}}
}

// wantRecount checks that the counters of a period equal sums over the rows.
func wantRecount(t *testing.T, s Store, period string) {
	t.Helper()
	rows, err := s.Recount(t.Context(), period)
	if err != nil {
		t.Fatalf("Recount(%s): %v", period, err)
	}
	wantCounts(t, s, period, rows...)
	wantAreaRecount(t, s, period)
}

// wantAreaRecount does the same for areas.
func wantAreaRecount(t *testing.T, s Store, period string) {
	t.Helper()
	want, err := s.RecountAreas(t.Context(), period)
	if err != nil {
		t.Fatalf("RecountAreas(%s): %v", period, err)
	}
	if got, err := s.AreaCounts(t.Context(), period); err != nil || !slices.Equal(got, want) {
		t.Errorf("AreaCounts(%s) = %+v (%v), want %+v", period, got, err, want)
	}
}

func countersEqualRecount(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	months := []string{"2026-10", "2026-11", "2026-12"}
	tiers := []outreach.Tier{outreach.Live, outreach.Typed, outreach.Late, outreach.Printed, outreach.Slip, outreach.Assisted}
	var all sync.WaitGroup
	for i := range 600 {
		scan := newScan(t, fmt.Sprint("phone ", i%97))
		scan.Presenter, scan.Month, scan.Day = fmt.Sprint("p-", i%7), months[i%3], months[i%3]+"-15"
		scan.Session, scan.Area, scan.Tier = fmt.Sprint("s/", i%7), fmt.Sprint("a-", i%5), tiers[i%6]
		if i%11 == 0 {
			scan.Device = ""
		}
		all.Go(func() {
			for range 1 + i%2 { // every other one is sent twice
				if _, err := s.RecordScan(t.Context(), scan); err != nil {
					t.Errorf("RecordScan: %v", err)
				}
			}
		})
	}
	all.Wait()
	for _, period := range append(months, "2026", outreach.PeriodAll) {
		wantRecount(t, s, period)
	}
	wantAreaRecount(t, s, "2026-11-15")
}

func monthBoundary(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	registry, err := outreach.ParseRegistry([]byte(`{"version": 1, "time_zone": "Asia/Shanghai", "languages": ["en"],
		"check_words": [{"en": "apple"}, {"en": "kite"}], "levels": [{"id": "first", "name": {"en": "First"}, "points": 0}]}`))
	if err != nil {
		t.Fatal(err)
	}
	for moment, month := range map[string]string{
		"2026-11-30T15:59:59.999Z": "2026-11", // one millisecond before midnight in Shanghai
		"2026-11-30T16:00:00Z":     "2026-12",
		"2026-12-31T16:00:00Z":     "2027-01",
	} {
		at, err := time.Parse(time.RFC3339, moment)
		if err != nil {
			t.Fatal(err)
		}
		scan := newScan(t, moment)
		scan.ReceivedAt, scan.Month, scan.Year = at, registry.Month(at), registry.Year(at)
		record(t, s, scan)
		wantCounts(t, s, month, printed("p-1", 1, 1))
		wantRecount(t, s, month)
	}
	wantCounts(t, s, outreach.PeriodAll, printed("p-1", 3, 3))
}

func emptyCounters(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	wantCounts(t, s, outreach.PeriodAll)
	wantCounts(t, s, "2026-11")
}
