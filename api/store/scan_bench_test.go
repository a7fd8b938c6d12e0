package store

import (
	"crypto/rand"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"fangzha/api/outreach"
	"fangzha/api/store/pgtest"
)

// BenchmarkRecordScan is the write path without HTTP: 64 phones at once, each scan-in by a new phone, in 500 sessions.
func BenchmarkRecordScan(b *testing.B) {
	b.Run("SQLite", func(b *testing.B) {
		s, err := OpenSQLite(b.Context(), b.TempDir(), time.Now)
		if err != nil {
			b.Fatal(err)
		}
		benchmarkRecordScan(b, s)
	})
	b.Run("PostgreSQL", func(b *testing.B) {
		s, err := OpenPostgres(b.Context(), pgtest.Start(b).Database(b), time.Now)
		if err != nil {
			b.Fatal(err)
		}
		benchmarkRecordScan(b, s)
	})
}

func benchmarkRecordScan(b *testing.B, s *Store) {
	defer func() { _ = s.Close() }()
	var next atomic.Int64
	now := time.Now()
	b.SetParallelism(32) // times the processors
	b.ResetTimer()
	b.RunParallel(func(p *testing.PB) {
		for p.Next() {
			n := next.Add(1)
			id, err := outreach.NewKey(now.Add(time.Duration(n)*time.Millisecond), rand.Reader)
			if err != nil {
				b.Error(err)
				return
			}
			presenter := fmt.Sprint("p-", n%500)
			scan := outreach.Scan{ID: id, Key: id, BodyHash: "2jmj7l5rSw0yVb_vlWAYkK_YBwkxxxxxxxxxxxxxxxx", Code: "FR23R1AV0000000000000A", Presenter: presenter, Team: "t-1", Area: fmt.Sprint("a-", n%9),
				Seminar: "seminar", Session: "s/" + presenter, Device: rand.Text() + rand.Text(), DeviceDay: rand.Text() + rand.Text(), Year: 2026, Month: "2026-11", Day: "2026-11-15", Tier: outreach.Live,
				Seats: 1 << 30, SeenAt: now, ShownAt: now, ReceivedAt: now.Add(time.Duration(n) * 3 * time.Second), Locale: "zh-hant"}
			if _, err := s.RecordScan(b.Context(), scan); err != nil {
				b.Error(err)
				return
			}
		}
	})
}
