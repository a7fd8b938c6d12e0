package fill

import (
	"path/filepath"
	"testing"
	"time"

	"fangzha/api/outreach"
	"fangzha/api/store"
)

func TestAFilledDatabaseIsOneThatTheServiceCouldHaveWritten(t *testing.T) {
	const scans = 20_000
	dir, now := t.TempDir(), time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	open := func() *store.Store {
		s, err := store.OpenSQLite(t.Context(), dir, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	if err := open().Close(); err != nil {
		t.Fatal(err)
	}
	if err := SQLite(t.Context(), filepath.Join(dir, store.SQLiteFile), scans, now, func(int64) {}); err != nil {
		t.Fatal(err)
	}
	s := open()
	defer func() { _ = s.Close() }()
	if n, err := s.Verify(t.Context()); err != nil || n != scans {
		t.Errorf("Verify: %d, %v; want %d", n, err, scans)
	}
	for _, period := range []string{outreach.PeriodAll, "2025", "2026-03", "2026-03-09"} {
		kept, err := s.AreaCounts(t.Context(), period)
		if err != nil {
			t.Fatal(err)
		}
		summed, err := s.RecountAreas(t.Context(), period)
		if err != nil {
			t.Fatal(err)
		}
		if len(kept) == 0 || len(kept) != len(summed) || kept[0] != summed[0] {
			t.Errorf("%s: the sums say %v, the rows %v", period, kept, summed)
		}
	}
}
