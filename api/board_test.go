package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// phones scans in the seminar of p-1, which is in Jinyuan, each with a new phone.
func phones(t *testing.T, s *service, n int) {
	t.Helper()
	for range n {
		wantStatus(t, s.post(t, "/api/v1/scans", scan(t, map[string]any{"code": seminarCode})), http.StatusCreated)
	}
}

// rowOf gives the row of the board with this id under the key "presenter" or "area".
func rowOf(t *testing.T, a answered, list, key, id string) map[string]any {
	t.Helper()
	for _, row := range a.json(t)[list].([]any) {
		row := row.(map[string]any)
		if row[key].(map[string]any)["id"] == id {
			return row
		}
	}
	t.Fatalf("%s is not in %s of %s", id, list, a.body)
	return nil
}

func TestTheBoardFollowsScanInsInPublishedFigures(t *testing.T) {
	s := boot(t, t.TempDir())
	phones(t, s, 9)
	for _, period := range []string{"all", "year", "month"} {
		row := rowOf(t, s.get(t, "/api/v1/leaderboard?lang=en&period="+period), "rows", "presenter", "p-1")
		if got := fmt.Sprint(row["reach"], row["trend"]); got != "map[under:10] map[direction:unknown last_month:map[under:10] this_month:map[under:10]]" {
			t.Errorf("%s: nine phones show as %s", period, got)
		}
	}
	phones(t, s, 8)
	for _, period := range []string{"all", "year", "month"} {
		row := rowOf(t, s.get(t, "/api/v1/leaderboard?lang=en&period="+period), "rows", "presenter", "p-1")
		if got := fmt.Sprint(row["rank"], row["reach"], row["trend"]); got != "1 map[at_least:15] map[direction:up last_month:map[under:10] this_month:map[at_least:15]]" {
			t.Errorf("%s: seventeen phones show as %s", period, got)
		}
	}
	around := s.get(t, "/api/v1/leaderboard?lang=en&around=p-2")
	rowOf(t, around, "around", "presenter", "p-2")
	if n := around.json(t)["presenters"]; fmt.Sprint(n) != "3" {
		t.Errorf("%v presenters", n)
	}
}

func TestAreasStandByCountAndByRate(t *testing.T) {
	s := boot(t, t.TempDir())
	phones(t, s, 16)
	streets := s.get(t, "/api/v1/leaderboard/areas?lang=en&level=street")
	row := rowOf(t, streets, "rows", "area", "jinyuan") // 88,000 residents: 15 x 1,000 / 88,000
	if got := fmt.Sprint(row["reach"], row["per_thousand"], row["rank_reach"], row["rank_rate"]); got != "map[at_least:15] 0.1 1 1" {
		t.Errorf("Jinyuan: %s", got)
	}
	row = rowOf(t, streets, "rows", "area", "hetang") // the presenter's own street: nobody was there
	if got := fmt.Sprint(row["reach"], row["per_thousand"], row["rank_reach"]); got != "map[at_least:0] <nil> 2" {
		t.Errorf("Hetang: %s", got)
	}
	row = rowOf(t, s.get(t, "/api/v1/leaderboard/areas?lang=en&level=district&period=month"), "rows", "area", "xihe")
	if got := fmt.Sprint(row["reach"]); got != "map[at_least:15]" {
		t.Errorf("the district: %s", got)
	}
	wantPage(t, s.get(t, "/board?lang=en&level=street"), http.StatusOK, "Areas by reach per 1,000 residents", "at least 0.1", "too few to publish", "Scans are not residents")
}

func TestABoardIsSentAgainOnlyWhenItChanged(t *testing.T) {
	s := boot(t, t.TempDir())
	for _, path := range []string{"/api/v1/leaderboard?lang=en", "/api/v1/leaderboard/areas?lang=en&level=street", "/board?lang=en"} {
		first := s.get(t, path)
		wantStatus(t, first, http.StatusOK)
		tag := first.Header.Get("ETag")
		if tag == "" || !strings.HasPrefix(first.Header.Get("Cache-Control"), "public, max-age=") {
			t.Errorf("%s: ETag %q, Cache-Control %q", path, tag, first.Header.Get("Cache-Control"))
		}
		again := s.get(t, path, "If-None-Match", tag)
		if again.StatusCode != http.StatusNotModified || len(again.body) > 0 || again.Header.Get("ETag") != tag {
			t.Errorf("%s: the same again is %d with %d bytes", path, again.StatusCode, len(again.body))
		}
		if other := s.get(t, strings.Replace(path, "lang=en", "lang=zh-hant", 1), "If-None-Match", tag); other.StatusCode != http.StatusOK {
			t.Errorf("%s: another language is %d", path, other.StatusCode)
		}
	}
	tag := s.get(t, "/api/v1/leaderboard?lang=en").Header.Get("ETag")
	hour := time.Now().Truncate(time.Hour)
	phones(t, s, 12)
	if changed := s.get(t, "/api/v1/leaderboard?lang=en", "If-None-Match", tag); changed.StatusCode != http.StatusOK {
		t.Errorf("after twelve scan-ins the board is %d", changed.StatusCode)
	}
	page := string(s.get(t, "/board?lang=en").body)
	if time.Now().Truncate(time.Hour).Equal(hour) && strings.Contains(page, "at least 10") {
		t.Error("the page without JavaScript was made anew within the hour")
	}
}
