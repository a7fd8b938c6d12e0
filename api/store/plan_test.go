package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"fangzha/api/outreach"
)

// TestNoScanInReadsAWholeTable asks SQLite how it runs each statement that the writer keeps after scan-ins that were
// counted, repeated and held, and a hold that was decided. An index that a placeholder keeps from being used shows here,
// not in the hall.
func TestNoScanInReadsAWholeTable(t *testing.T) {
	s := openTest(t, t.TempDir())
	defer func() { _ = s.Close() }()
	for i := range 90 { // more than the seats, so that the last ones are held
		scan := scanOf(t, fmt.Sprintf("%010d phone", i))
		scan.Session, scan.Tier, scan.Seats, scan.Day = "p/p/2026-11-15", outreach.Live, 10, "2026-11-15"
		scan.ReceivedAt = time.Date(2026, 11, 15, 4, i, 0, 0, time.UTC)
		for range 2 {
			if _, err := s.RecordScan(t.Context(), scan); err != nil {
				t.Fatal(err)
			}
		}
	}
	holds, err := s.Holds(t.Context(), false, 10)
	if err != nil || len(holds) == 0 {
		t.Fatalf("holds %v, %v; want one at least", holds, err)
	}
	if _, err := s.Decide(t.Context(), holds[0].ID, outreach.HoldReleased, "o", time.Now(), 10); err != nil {
		t.Fatal(err)
	}
	asked := 0
	err = s.w.do(t.Context(), func(ctx context.Context, w *tx) error {
		for _, statement := range slices.Sorted(maps.Keys(w.kept)) {
			places := 0
			for strings.Contains(statement, fmt.Sprint("$", places+1)) {
				places++
			}
			rows, err := w.conn.QueryContext(ctx, "EXPLAIN QUERY PLAN "+statement, make([]any, places)...)
			if err != nil {
				continue // BEGIN and the like have no plan
			}
			for asked++; rows.Next(); {
				var id, parent, unused int
				var step string
				if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
					return err
				}
				if strings.HasPrefix(step, "SCAN ") && !strings.HasSuffix(step, "VALUES CLAUSE") && !strings.HasPrefix(step, "SCAN CONSTANT") || strings.Contains(step, "hold_by_state") {
					t.Errorf("%s\n%s", step, statement)
				}
			}
			if err := rows.Close(); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || asked < 12 {
		t.Errorf("%d statements asked about (%v), want 12 at least", asked, err)
	}
}
