package main

import (
	"testing"
)

// testWriter lets a drill speak into the test's log.
type testWriter struct{ t *testing.T }

func (w testWriter) Write(p []byte) (int, error) {
	w.t.Logf("%s", p)
	return len(p), nil
}

// TestDrills holds each drill to its promise, briefly; the long ones are run by hand (see doc.go).
func TestDrills(t *testing.T) {
	for name, drill := range map[string]func(*ground) error{
		"kill -9 loses nothing":                                func(g *ground) error { return drillKill(t.Context(), g, 5) },
		"kill -9 of one of three replicas loses nothing":       func(g *ground) error { return drillReplicas(t.Context(), g, 4) },
		"SIGTERM under load loses nothing and is heeded":       func(g *ground) error { return drillStop(t.Context(), g, 3) },
		"a full disk is 503, never a false acknowledgement":    func(g *ground) error { return drillDisk(t.Context(), g) },
		"a lost machine costs at most five seconds":            func(g *ground) error { return drillBackup(t.Context(), g, 1) },
		"health answers in spite of a thousand slow strangers": func(g *ground) error { return drillSlow(t.Context(), g, 1100) },
	} {
		t.Run(name, func(t *testing.T) {
			if err := onGround(t.Context(), testWriter{t}, drill); err != nil {
				t.Fatal(err)
			}
		})
	}
}
