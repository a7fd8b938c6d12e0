package main

import (
	"bytes"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestAClockThatFellBackIsWarnedOf(t *testing.T) {
	onEachDatabase(t, func(t *testing.T, p place) {
		s := p.boot(t)
		wantStatus(t, s.post(t, "/api/v1/scans", scan(t, nil)), http.StatusCreated)
		s.stop()
		database, err := openDatabase(t.Context(), p.env["DATABASE_URL"], p.data)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = database.Close() }()
		for by, warned := range map[time.Duration]bool{-8 * time.Hour: true, -time.Minute: true, 0: false, 8 * time.Hour: false} {
			var log bytes.Buffer
			if err := warnOfClock(t.Context(), database, time.Now().Add(by), slog.New(slog.NewJSONHandler(&log, nil))); err != nil {
				t.Fatal(err)
			}
			if got := strings.Contains(log.String(), "clock stands before"); got != warned {
				t.Errorf("a clock wrong by %v: warned is %t, want %t: %s", by, got, warned, log.String())
			}
		}
	})
}
