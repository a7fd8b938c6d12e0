package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// siteWithSeminarAt is the fixture with the seminar of seminarCode at that time.
func siteWithSeminarAt(t *testing.T, starts time.Time) string {
	t.Helper()
	dir := fixtureSite(t)
	file := filepath.Join(dir, "registry.json")
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var registry map[string]any
	if err := json.Unmarshal(raw, &registry); err != nil {
		t.Fatal(err)
	}
	seminar := registry["seminars"].([]any)[0].(map[string]any)
	seminar["starts"], seminar["ends"] = starts.Format(time.RFC3339), starts.Add(time.Hour).Format(time.RFC3339)
	if raw, err = json.Marshal(registry); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// hall is a service with a seminar of p-1 under way, and p-1 signed in.
func hall(t *testing.T) (s *service, cookie string) {
	t.Helper()
	s = boot(t, t.TempDir(), "--site", siteWithSeminarAt(t, time.Now().Add(-time.Minute)))
	return s, s.signIn(t, "--role", "presenter", "--presenter", "p-1")
}

// codes gives the codes of a list of the screen.
func codes(t *testing.T, screen map[string]any, list string) []string {
	t.Helper()
	var found []string
	for _, shown := range screen[list].([]any) {
		found = append(found, shown.(map[string]any)["code"].(string))
	}
	return found
}

func (s *service) tiers(t *testing.T, cookie string) map[string]any {
	t.Helper()
	a := s.get(t, "/api/v1/live/count?code="+seminarCode, "Cookie", cookie)
	wantStatus(t, a, http.StatusOK)
	return a.json(t)["session"].(map[string]any)
}

func TestThePresentersScreenHoldsCodesForFiveMinutes(t *testing.T) {
	s, cookie := hall(t)
	a := s.get(t, "/api/v1/live?code=va8h-t6j7&lang=en", "Cookie", cookie)
	wantStatus(t, a, http.StatusOK)
	screen := a.json(t)
	now := moment(t, screen["now"])
	if ago := time.Since(now); ago < 0 || ago > time.Minute {
		t.Errorf("the service's time is %s", now)
	}
	for list, want := range map[string]int{"live": 20, "typed": 5} {
		shown := screen[list].([]any)
		if len(shown) != want {
			t.Errorf("%d codes %s, want %d", len(shown), list, want)
		}
		until := now
		for i, entry := range shown {
			from := moment(t, entry.(map[string]any)["from"])
			if i == 0 && from.After(now) || i > 0 && !from.Equal(until) {
				t.Errorf("code %d of %s is shown from %s, the one before until %s", i, list, from, until)
			}
			until = moment(t, entry.(map[string]any)["until"])
		}
		if until.Before(now.Add(4*time.Minute + 45*time.Second)) {
			t.Errorf("the codes %s last until %s only", list, until)
		}
	}
	if words := screen["words"].([]any); len(words) != 2 || words[0] == words[1] || words[0] == "" {
		t.Errorf("check words %v", words)
	}
	if again := s.get(t, "/api/v1/live?code="+badgeCode, "Cookie", cookie).json(t); len(again["typed"].([]any)) != 0 || again["seminar"] != nil {
		t.Errorf("the badge's screen is %v", again)
	}
}

func moment(t *testing.T, text any) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, fmt.Sprint(text))
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestWhatTheScreenShowsIsTakenAsSuch(t *testing.T) {
	s, cookie := hall(t)
	screen := s.get(t, "/api/v1/live?code="+seminarCode, "Cookie", cookie).json(t)
	for _, code := range []string{codes(t, screen, "live")[0], codes(t, screen, "typed")[0], seminarCode} {
		a := s.post(t, "/api/v1/scans", scan(t, map[string]any{"code": code}))
		wantStatus(t, a, http.StatusCreated)
		if a.json(t)["seminar"].(map[string]any)["id"] != "savings" {
			t.Errorf("%s leads to %s", code, a.body)
		}
	}
	if met := s.tiers(t, cookie); met["live"] != 1.0 || met["typed"] != 1.0 || met["printed"] != 1.0 || met["scans"] != 3.0 || met["devices"] != 3.0 {
		t.Errorf("the session is %v", met)
	}
}

func TestASeminarThatIsNotOpenHasNoDigitsToType(t *testing.T) {
	s := boot(t, t.TempDir(), "--site", siteWithSeminarAt(t, time.Now().Add(3*time.Hour)))
	cookie := s.signIn(t, "--role", "presenter", "--presenter", "p-1")
	screen := s.get(t, "/api/v1/live?code="+seminarCode, "Cookie", cookie).json(t)
	if n := len(screen["typed"].([]any)); n != 0 {
		t.Errorf("%d codes to type", n)
	}
	choices := s.get(t, "/api/v1/live/choices", "Cookie", cookie).json(t)["choices"].([]any)
	if len(choices) != 2 || choices[0].(map[string]any)["open"] != false || choices[1].(map[string]any)["seminar"] != nil {
		t.Errorf("the choices are %v", choices)
	}
}

func TestNobodyShowsSomebodyElsesCode(t *testing.T) {
	s, own := hall(t)
	other := s.signIn(t, "--role", "presenter", "--presenter", "p-2")
	organiser := s.signIn(t, "--role", "organiser")
	live := codes(t, s.get(t, "/api/v1/live?code="+seminarCode, "Cookie", own).json(t), "live")[0]
	for _, route := range []string{"/api/v1/live", "/api/v1/live/count", "/api/v1/live/events"} {
		wantError(t, s.get(t, route+"?code="+seminarCode, "Cookie", other), http.StatusForbidden, "forbidden")
		wantError(t, s.get(t, route+"?code="+seminarCode, "Cookie", organiser), http.StatusForbidden, "forbidden")
		wantError(t, s.get(t, route+"?code="+unusedCode, "Cookie", own), http.StatusNotFound, "not_found")
		wantError(t, s.get(t, route+"?code="+live, "Cookie", own), http.StatusNotFound, "not_found")
		wantError(t, s.get(t, route+"?code=%3F", "Cookie", own), http.StatusBadRequest, "invalid", "code")
		wantError(t, s.get(t, route, "Cookie", own), http.StatusBadRequest, "invalid", "code")
	}
	if n := len(s.get(t, "/api/v1/live/choices", "Cookie", organiser).json(t)["choices"].([]any)); n != 0 {
		t.Errorf("who presents nothing has %d choices", n)
	}
}

// stream is an open answer of /api/v1/live/events.
type stream struct {
	*http.Response
	lines  *bufio.Scanner
	cancel func()
}

func (s *service) follow(t *testing.T, cookie, last string) *stream {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+"/api/v1/live/events?code="+seminarCode, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Cookie", cookie)
	if last != "" {
		r.Header.Set("Last-Event-ID", last)
	}
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = answer.Body.Close() })
	if answer.StatusCode != http.StatusOK || answer.Header.Get("Content-Type") != "text/event-stream; charset=utf-8" {
		t.Fatalf("status %d, %s", answer.StatusCode, answer.Header.Get("Content-Type"))
	}
	return &stream{answer, bufio.NewScanner(answer.Body), cancel}
}

// next waits for an event; false when the stream has ended.
func (s *stream) next(t *testing.T) (id string, session map[string]any, ok bool) {
	t.Helper()
	for s.lines.Scan() {
		if text, found := strings.CutPrefix(s.lines.Text(), "id: "); found {
			id = text
		}
		if text, found := strings.CutPrefix(s.lines.Text(), "data: "); found {
			var told map[string]map[string]any
			if err := json.Unmarshal([]byte(text), &told); err != nil {
				t.Fatalf("%q: %v", text, err)
			}
			return id, told["session"], true
		}
	}
	return id, nil, false
}

func TestTheCountIsToldWithinTwoSeconds(t *testing.T) {
	s, cookie := hall(t)
	events := s.follow(t, cookie, "")
	if _, met, ok := events.next(t); !ok || met["scans"] != 0.0 {
		t.Fatalf("at first %v", met)
	}
	code := codes(t, s.get(t, "/api/v1/live?code="+seminarCode, "Cookie", cookie).json(t), "live")[0]
	wantStatus(t, s.post(t, "/api/v1/scans", scan(t, map[string]any{"code": code})), http.StatusCreated)
	recorded := time.Now()
	id, met, ok := events.next(t)
	if took := time.Since(recorded); !ok || met["live"] != 1.0 || met["devices"] != 1.0 || took > 2*time.Second {
		t.Errorf("after %s: %v", took, met)
	}
	events.cancel()

	again := s.follow(t, cookie, id)
	quiet := time.AfterFunc(1200*time.Millisecond, again.cancel)
	defer quiet.Stop()
	if _, met, ok := again.next(t); ok {
		t.Errorf("coming back with the last id it is told again: %v", met)
	}
}

func TestAStreamEndsByItselfBeforeHostsCutIt(t *testing.T) {
	t.Parallel() // takes its 20 s
	s, cookie := hall(t)
	events, began := s.follow(t, cookie, ""), time.Now()
	for ok := true; ok; {
		_, _, ok = events.next(t)
	}
	if err := events.lines.Err(); err != nil {
		t.Errorf("it was cut: %v", err)
	}
	if took := time.Since(began); took < 19*time.Second || took > 22*time.Second {
		t.Errorf("it ended after %s", took)
	}
}

func TestStoppingDoesNotWaitForStreams(t *testing.T) {
	s, cookie := hall(t)
	events := s.follow(t, cookie, "")
	events.next(t)
	began := time.Now()
	s.stop()
	if took := time.Since(began); took > 3*time.Second {
		t.Errorf("stopping took %s", took)
	}
}

func TestARevokedPresenterIsNotToldAnyMore(t *testing.T) {
	s, cookie := hall(t)
	wantStatus(t, s.get(t, "/api/v1/live?code="+seminarCode, "Cookie", cookie), http.StatusOK)
	s.command(t, 0, "token", "revoke", "p-1")
	for _, route := range []string{"/api/v1/live", "/api/v1/live/count", "/api/v1/live/events"} {
		wantError(t, s.get(t, route+"?code="+seminarCode, "Cookie", cookie), http.StatusUnauthorized, "not_signed_in")
	}
}

// describeLive holds the answers of the presenter's page to the description.
func (d *described) describeLive(t *testing.T, s *service) {
	t.Helper()
	own, other := s.signIn(t, "--role", "presenter", "--presenter", "p-1"), s.signIn(t, "--role", "presenter", "--presenter", "p-2")
	ask := func(path string, status int, headers ...string) {
		t.Helper()
		a := s.get(t, path, headers...)
		wantStatus(t, a, status)
		d.hold(t, a, "")
	}
	const choices = "/api/v1/live/choices"
	ask(choices+"?lang=en", 200, "Cookie", own)
	ask(choices, 401)
	for _, route := range []string{"/api/v1/live", "/api/v1/live/count", "/api/v1/live/events"} {
		if route == "/api/v1/live/events" {
			events := s.follow(t, own, "")
			first := make([]byte, 64)
			n, err := events.Body.Read(first)
			if err != nil {
				t.Fatal(err)
			}
			events.cancel()
			d.hold(t, answered{events.Response, first[:n]}, "")
		} else {
			ask(route+"?lang=en&code="+badgeCode, 200, "Cookie", own)
			ask(route+"?code="+seminarCode, 200, "Cookie", own)
		}
		ask(route+"?code=%3F", 400, "Cookie", own)
		ask(route+"?code="+badgeCode, 401)
		ask(route+"?code="+badgeCode, 403, "Cookie", other)
		ask(route+"?code="+unusedCode, 404, "Cookie", own)
	}
	d.locked(t, s, func() {
		ask(choices, 503, "Cookie", own)
	}, func() {
		ask("/api/v1/live?code="+badgeCode, 503, "Cookie", own)
	}, func() {
		ask("/api/v1/live/count?code="+badgeCode, 503, "Cookie", own)
	}, func() {
		ask("/api/v1/live/events?code="+badgeCode, 503, "Cookie", own)
	})
}
