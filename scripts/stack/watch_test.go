package main

import (
	"bytes"
	"context"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

func TestWatch(t *testing.T) {
	for _, test := range []struct {
		name      string
		api       string // shell script
		noRestart bool
		signal    bool // stop the api from outside, as a test or a person does
		want      string
		not       string
	}{
		{name: "a crashed api is started again", api: "echo oops >&2; exit 1", want: "The service (api) runs again", not: "told to stop"},
		{name: "a crashed api stays down with --no-restart", api: "exit 1", noRestart: true, want: "It is not started again (--no-restart)", not: "runs again"},
		{name: "an api stopped from outside stays down", api: "trap 'exit 0' TERM; while :; do sleep 0.05; done", signal: true, want: "It was told to stop", not: "runs again"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s, out := watched(t, test.api)
			s.noRestart = test.noRestart
			ctx, cancel := context.WithCancel(t.Context())
			ended := make(chan error, 1)
			go func() { ended <- s.watch(ctx) }()
			if test.signal {
				time.Sleep(200 * time.Millisecond) // the shell sets its trap
				signalGroup(s.api.pid(), syscall.SIGTERM)
			}
			waitFor(t, out, test.want)
			time.Sleep(50 * time.Millisecond)
			cancel()
			if err := <-ended; err != nil {
				t.Errorf("watch: %v; the host lives, so the stack must", err)
			}
			if strings.Contains(out.String(), test.not) {
				t.Errorf("said %s", out)
			}
		})
	}
	t.Run("the death of the host ends all, with its last words", func(t *testing.T) {
		t.Parallel()
		s, _ := watched(t, "sleep 1000")
		s.host = startShell(t, "echo no more >&2; exit 1")
		if err := s.watch(t.Context()); err == nil || !strings.Contains(err.Error(), "no more") {
			t.Errorf("error %v", err)
		}
	})
	t.Run("the death of Meilisearch is told only", func(t *testing.T) {
		t.Parallel()
		s, out := watched(t, "sleep 1000")
		s.meili = startShell(t, "exit 1")
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- s.watch(ctx) }()
		waitFor(t, out, "Meilisearch is gone")
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

// watched is a stack whose host sleeps and whose api is a shell script.
func watched(t *testing.T, api string) (*stack, *lockedBuffer) {
	t.Helper()
	out := &lockedBuffer{}
	data := t.TempDir()
	s := newStack(options{data: data}, out)
	if err := makeFolders(s); err != nil {
		t.Fatal(err)
	}
	s.host, s.api = startShell(t, "sleep 1000"), startShell(t, api)
	t.Cleanup(func() { s.api.stop(0) }) // the one that was started again
	return s, out
}

func waitFor(t *testing.T, out *lockedBuffer, want string) {
	t.Helper()
	for range 500 {
		if strings.Contains(out.String(), want) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("never said %q, but %s", want, out)
}

// lockedBuffer is written by the watch and read by the test.
type lockedBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}
