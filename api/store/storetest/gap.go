package storetest

import (
	"slices"
	"testing"

	"fangzha/api/outreach"
)

func gapsAreListedAfterThreeDays(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	for _, gap := range []outreach.Gap{
		{Text: "often", Lang: "en", Day: "2026-11-01"}, {Text: "often", Lang: "en", Day: "2026-11-01"},
		{Text: "often", Lang: "en", Day: "2026-11-02"}, {Text: "often", Lang: "en", Day: "2026-11-20"},
		{Text: "one reader", Lang: "en", Day: "2026-11-01"}, {Text: "one reader", Lang: "en", Day: "2026-11-02"},
		{Text: "often", Lang: "zh-hant", Day: "2026-11-02"},
	} {
		if err := s.RecordGap(t.Context(), gap); err != nil {
			t.Fatalf("RecordGap(%v): %v", gap, err)
		}
	}
	wantGaps(t, s, outreach.GapCount{Text: "often", Lang: "en", Days: 3, Times: 4, Last: "2026-11-20"})
}

func gapsAreForgotten(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	for _, day := range []string{"2026-01-01", "2026-01-02", "2026-01-03"} {
		if err := s.RecordGap(t.Context(), outreach.Gap{Text: "old", Lang: "en", Day: day}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.RecordGap(t.Context(), outreach.Gap{Text: "new", Lang: "en", Day: "2026-11-20"}); err != nil {
		t.Fatal(err)
	}
	wantGaps(t, s)
}

func wantGaps(t *testing.T, s Store, want ...outreach.GapCount) {
	t.Helper()
	got, err := s.Gaps(t.Context(), outreach.GapDays)
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("Gaps: %v, %v, want %v", got, err, want)
	}
}
