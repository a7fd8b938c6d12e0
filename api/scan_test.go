package main

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func slugs(list any) string {
	var all []string
	for _, x := range list.([]any) {
		all = append(all, fmt.Sprint(x.(map[string]any)["slug"]))
	}
	return strings.Join(all, " ")
}

func TestAScanInIsAnsweredWithWhatTheHallNeeds(t *testing.T) {
	s := boot(t, t.TempDir())
	a := s.post(t, "/api/v1/scans", scan(t, map[string]any{"code": "va8h-t6j7", "locale": "zh-hant"}))
	wantStatus(t, a, http.StatusCreated)
	m := a.json(t)
	for got, want := range map[string]string{
		fmt.Sprint(m["presenter"]): "map[id:p-1 label:荷塘隊 2017]",
		fmt.Sprint(m["team"]):      "map[id:station name:荷塘隊]",
		fmt.Sprint(m["area"]):      "map[id:jinyuan name:錦園街]", // of the seminar, not of the presenter
		fmt.Sprint(m["seminar"]):   "map[id:savings title:守住積蓄 url:/zh-hant/seminars/savings/]",
		slugs(m["alerts"]):         "only-jinyuan everywhere", // newest first, the expired one left out
		slugs(m["tactics"]):        "police-prosecutor-court",
	} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	badge := s.post(t, "/api/v1/scans", scan(t, nil)).json(t)
	if badge["seminar"] != nil || slugs(badge["alerts"]) != "everywhere" || slugs(badge["tactics"]) != "" {
		t.Errorf("a badge answers %v", badge)
	}
}

func TestTriesOfOneScanInAreOneRow(t *testing.T) {
	onEachDatabase(t, func(t *testing.T, p place) {
		s := p.boot(t)
		body := scan(t, nil)
		first := s.post(t, "/api/v1/scans", body)
		wantStatus(t, first, http.StatusCreated)
		cookie := first.Header.Get("Set-Cookie")
		if !strings.HasPrefix(cookie, "fz_device=") || !strings.Contains(cookie, "HttpOnly") || !strings.Contains(cookie, "SameSite=Lax") {
			t.Errorf("cookie %q", cookie)
		}

		lost := s.post(t, "/api/v1/scans", body) // the first answer was lost, its cookie with it
		wantStatus(t, lost, http.StatusOK)
		if lost.Header.Get("Set-Cookie") != cookie || lost.json(t)["counted"] != true || lost.json(t)["id"] != first.json(t)["id"] {
			t.Errorf("the retry got cookie %q and %s, want the first ones", lost.Header.Get("Set-Cookie"), lost.body)
		}
		body["code"] = "fr23 r1av." // another way to type the same
		wantStatus(t, s.post(t, "/api/v1/scans", body), http.StatusOK)
		body["seen_at"] = "2026-11-20T15:04:06+08:00"
		wantError(t, s.post(t, "/api/v1/scans", body), http.StatusUnprocessableEntity, "conflict")

		value, _, _ := strings.Cut(cookie, ";")
		second := s.post(t, "/api/v1/scans", scan(t, nil), "Cookie", value)
		if second.json(t)["counted"] != false || second.Header.Get("Set-Cookie") != "" {
			t.Errorf("a known phone: %s, cookie %q", second.body, second.Header.Get("Set-Cookie"))
		}
		other := s.post(t, "/api/v1/scans", scan(t, map[string]any{"code": "JN8SQVEH"}), "Cookie", value)
		if other.json(t)["counted"] != true {
			t.Errorf("another presenter: %s", other.body)
		}
		if n := s.rows(t, "scan"); n != 3 {
			t.Errorf("%d rows, want 3", n)
		}
	})
}

func TestWithoutACookieAScanInIsKeptAndNotCounted(t *testing.T) {
	onEachDatabase(t, func(t *testing.T, p place) {
		s := p.boot(t)
		a := s.post(t, "/api/v1/scans", scan(t, map[string]any{"without_cookie": true}))
		wantStatus(t, a, http.StatusCreated)
		if a.json(t)["counted"] != false || a.Header.Get("Set-Cookie") != "" {
			t.Errorf("%s, cookie %q", a.body, a.Header.Get("Set-Cookie"))
		}
		if s.rows(t, "scan") != 1 || s.rows(t, "device") != 0 {
			t.Error("want one scan-in and no device")
		}
	})
}

func TestOverHTTPSTheCookieIsBoundToTheHost(t *testing.T) {
	s := boot(t, t.TempDir())
	a := s.post(t, "/api/v1/scans", scan(t, nil), "X-Forwarded-Proto", "https")
	if cookie := a.Header.Get("Set-Cookie"); !strings.HasPrefix(cookie, "__Host-fz_device=") || !strings.Contains(cookie, "Secure") || !strings.Contains(cookie, "Path=/") {
		t.Errorf("cookie %q", cookie)
	}
	s = boot(t, t.TempDir(), "--trusted-proxies", "192.0.2.0/24")
	a = s.post(t, "/api/v1/scans", scan(t, nil), "X-Forwarded-Proto", "https")
	if cookie := a.Header.Get("Set-Cookie"); !strings.HasPrefix(cookie, "fz_device=") {
		t.Errorf("a stranger's header was believed: cookie %q", cookie)
	}
}

func TestPhoneClocksMayBeWrong(t *testing.T) {
	s := boot(t, t.TempDir())
	for _, at := range []string{"1970-01-01T00:00:00Z", "2099-12-31T23:59:59.123456789-12:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"} {
		wantStatus(t, s.post(t, "/api/v1/scans", scan(t, map[string]any{"seen_at": at})), http.StatusCreated)
	}
}

func TestACodeOfNobodyIsNotFoundInTheReadersLanguage(t *testing.T) {
	s := boot(t, t.TempDir())
	a := s.post(t, "/api/v1/scans", scan(t, map[string]any{"code": unusedCode, "locale": "zh-hant"}))
	wantError(t, a, http.StatusNotFound, "not_found")
	if !strings.Contains(string(a.body), "找不到") {
		t.Errorf("body %s, want Chinese", a.body)
	}
	wantError(t, s.post(t, "/api/v1/feedback", feedback(t, map[string]any{"code": unusedCode})), http.StatusNotFound, "not_found")
	if n := s.rows(t, "scan") + s.rows(t, "feedback"); n != 0 {
		t.Errorf("%d rows, want 0", n)
	}
}

func TestThirtyPhonesBehindOneAddressAllGetIn(t *testing.T) {
	onEachDatabase(t, func(t *testing.T, p place) {
		s := p.boot(t)
		var all sync.WaitGroup
		for range 30 {
			body := scan(t, map[string]any{"code": seminarCode})
			all.Go(func() {
				a := s.post(t, "/api/v1/scans", body, "X-Forwarded-For", "203.0.113.77")
				if a.StatusCode != http.StatusCreated || a.json(t)["counted"] != true {
					t.Errorf("status %d: %s", a.StatusCode, a.body)
				}
			})
		}
		all.Wait()
		board := s.get(t, "/api/v1/leaderboard?lang=en").json(t)
		row := board["rows"].([]any)[0].(map[string]any)
		if fmt.Sprint(row["presenter"]) != "map[id:p-1 label:Hetang Team 2017]" || fmt.Sprint(row["reach"]) != "map[at_least:30]" || fmt.Sprint(row["points"]) != "map[under:10]" {
			t.Errorf("first row %v", row)
		}
	})
}

func TestFeedbackIsKeptOnceAndMasked(t *testing.T) {
	s := boot(t, t.TempDir())
	body := feedback(t, map[string]any{"comment": "Call me: 138 0013 8000, a.b@example.com"})
	first := s.post(t, "/api/v1/feedback", body)
	wantStatus(t, first, http.StatusCreated)
	again := s.post(t, "/api/v1/feedback", body)
	wantStatus(t, again, http.StatusOK)
	if first.json(t)["id"] != again.json(t)["id"] {
		t.Error("another id for the same key")
	}
	body["rating"] = 1
	wantError(t, s.post(t, "/api/v1/feedback", body), http.StatusUnprocessableEntity, "conflict")
	s.stop()
	for _, secret := range []string{"138 0013 8000", "a.b@example.com"} {
		if bytesOnDisk(t, s.data, secret) {
			t.Errorf("%s is on disk", secret)
		}
	}
	if !bytesOnDisk(t, s.data, "Call me: [***]") {
		t.Error("the masked comment is not on disk: the search of the bytes proves nothing")
	}
}

func TestAThousandTriesAtOnceOfOneScanInMakeOneRow(t *testing.T) {
	onEachDatabase(t, func(t *testing.T, p place) {
		s, body := p.boot(t), scan(t, nil)
		var all sync.WaitGroup
		var fresh atomic.Int64
		var ids sync.Map
		for range 1000 {
			all.Go(func() {
				a := s.post(t, "/api/v1/scans", body)
				for ; a.StatusCode == http.StatusServiceUnavailable; a = s.post(t, "/api/v1/scans", body) {
					time.Sleep(50 * time.Millisecond) // as the phone does
				}
				if a.StatusCode == http.StatusCreated {
					fresh.Add(1)
				} else if a.StatusCode != http.StatusOK {
					t.Errorf("status %d: %s", a.StatusCode, a.body)
					return
				}
				ids.Store(a.json(t)["id"], true)
			})
		}
		all.Wait()
		different := 0
		ids.Range(func(any, any) bool { different++; return true })
		if n := s.rows(t, "scan"); n != 1 || different != 1 || fresh.Load() != 1 {
			t.Errorf("%d rows, %d ids, %d times 201; want one of each", n, different, fresh.Load())
		}
	})
}
