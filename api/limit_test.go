package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"fangzha/api/outreach"
)

// from posts a scan-in as a phone at an address would; cookie "" for one that has none yet.
func (s *service) from(t *testing.T, address, cookie, code string) answered {
	t.Helper()
	return s.post(t, "/api/v1/scans", scan(t, map[string]any{"code": code}), "X-Forwarded-For", address, "Cookie", cookie)
}

// bootWithSecret starts the program under a secret that the test knows too.
func bootWithSecret(t *testing.T) (*service, outreach.Secret) {
	t.Helper()
	text := strings.Repeat("s", 40)
	secret, err := outreach.NewSecret(text)
	if err != nil {
		t.Fatal(err)
	}
	return place{data: t.TempDir(), env: map[string]string{"FZ_SECRET": text}}.boot(t), secret
}

func liveCode(t *testing.T, secret outreach.Secret) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(fixtureSite(t), "registry.json"))
	if err != nil {
		t.Fatal(err)
	}
	registry, err := outreach.ParseRegistry(raw)
	if err != nil {
		t.Fatal(err)
	}
	target, ok := registry.Find(badgeCode)
	if !ok {
		t.Fatal("the badge is nobody's")
	}
	return string(secret.LiveCodes(target, time.Now(), 1)[0].Code)
}

// guess sends wrong codes until one is refused as one too many, and says how many were judged.
func (s *service) guess(t *testing.T, address, cookie string, code func(n int) string) int {
	t.Helper()
	for n := range 1000 {
		a := s.from(t, address, cookie, code(n))
		if a.StatusCode == http.StatusTooManyRequests {
			wantError(t, a, http.StatusTooManyRequests, "rate_limited")
			if a.Header.Get("Retry-After") == "" {
				t.Error("no Retry-After")
			}
			return n
		}
		wantStatus(t, a, http.StatusNotFound)
	}
	t.Fatal("1000 guesses were judged")
	return 0
}

func TestGuessesAreLimitedAndHoldNobodyElseBack(t *testing.T) {
	s, secret := bootWithSecret(t)
	const hall, elsewhere = "203.0.113.5", "198.51.100.7"
	digits := func(n int) string { return fmt.Sprintf("%08d", n) }
	tags := func(n int) string { return badgeCode + "000000" + fmt.Sprintf("%08d", n) }

	phone := "fz_device=AAAAAAAAAAAAAAAAAAAAAA"
	if n := s.guess(t, elsewhere, phone, digits); n > 10 {
		t.Errorf("one phone had %d guesses at digits", n)
	}
	if n := s.guess(t, hall, "", digits); n < 50 || n > 100 {
		t.Errorf("a hall had %d guesses at digits, want room for people who mistype and no more", n)
	}
	wantStatus(t, s.from(t, hall, "", liveCode(t, secret)), http.StatusCreated) // digits are no tags
	if n := s.guess(t, elsewhere, phone, tags); n > 10 {
		t.Errorf("one phone had %d guesses at tags", n)
	}
	for n := range 200 {
		wantStatus(t, s.from(t, hall, "", tags(n)), http.StatusNotFound)
	}
	wantStatus(t, s.from(t, hall, "", liveCode(t, secret)), http.StatusCreated) // nobody's wrong tags stop a hall
	wantStatus(t, s.from(t, hall, "", badgeCode), http.StatusCreated)
	for path, body := range map[string]map[string]any{
		"/api/v1/feedback": feedback(t, map[string]any{"code": "12345678"}),
		"/api/v1/quiz":     {"code": "12345678"},
	} {
		wantStatus(t, s.post(t, path, body, "X-Forwarded-For", hall), http.StatusTooManyRequests)
	}
	a := s.form(t, "code=12345678", "X-Forwarded-For", hall)
	wantPage(t, a, http.StatusTooManyRequests, "Many requests came from here", `name="code"`)
	if a.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After on the page")
	}
}

func TestTheRightCodeCostsNoGuess(t *testing.T) {
	s, secret := bootWithSecret(t)
	for range 200 {
		wantStatus(t, s.from(t, "203.0.113.5", "", liveCode(t, secret)), http.StatusCreated)
	}
}

func TestThreeHundredPhonesAtOnceBehindOneAddressAreAllRecorded(t *testing.T) {
	s := boot(t, t.TempDir())
	var hall sync.WaitGroup
	for range 300 {
		hall.Go(func() {
			body := scan(t, nil)
			for range 3 { // the second and third because the answer was lost
				if a := s.post(t, "/api/v1/scans", body, "X-Forwarded-For", "203.0.113.5"); a.StatusCode != http.StatusCreated && a.StatusCode != http.StatusOK {
					t.Errorf("status %d: %s", a.StatusCode, a.body)
				}
			}
		})
	}
	hall.Wait()
	if n := s.rows(t, "scan"); n != 300 {
		t.Errorf("%d rows, want 300", n)
	}
	if strings.Contains(s.log.String(), "203.0.113") {
		t.Error("an address is in the log")
	}
}

func TestLimitsCanBeLeftToWhateverStandsInFront(t *testing.T) {
	s := boot(t, t.TempDir(), "--limits", "off")
	for n := range 100 {
		wantStatus(t, s.from(t, "203.0.113.5", "", fmt.Sprintf("%08d", n)), http.StatusNotFound)
	}
}
