package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"html/template"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"fangzha/search/query"
)

// hostile is one of the texts of testdata/hostile.json, which the browser tests read too. What would run sets fzRan;
// what would stand in a log or a header calls itself forged.
type hostile struct{ Kind, Text string }

func hostileTexts(t *testing.T) []hostile {
	t.Helper()
	raw, err := os.ReadFile("testdata/hostile.json")
	if err != nil {
		t.Fatal(err)
	}
	var texts []hostile
	if err := json.Unmarshal(raw, &texts); err != nil {
		t.Fatal(err)
	}
	if len(texts) < 150 {
		t.Fatalf("%d hostile texts, want 150 or more", len(texts))
	}
	return texts
}

// repeater finds whatever is asked for in every field of a hit.
type repeater struct{}

func (repeater) Search(_ context.Context, r query.Request) (query.Answer, error) {
	marked := []query.Segment{{Text: r.Text}, {Text: r.Text, Hit: true}}
	return query.Answer{Engine: "meilisearch", Hits: []query.Hit{{Slug: "a", Section: "tactics", Title: r.Text, Summary: r.Text, Category: "authority",
		CategoryName: r.Text, URL: "/en/tactics/a/", Highlights: query.Highlights{Title: marked, Summary: marked}, Because: []string{r.Text}, Confidence: query.Likely}}}, nil
}

func TestNoHostileTextBecomesMarkupJSONAHeaderOrALogLine(t *testing.T) {
	s := bootWith(t, repeater{})
	organiser := s.signIn(t, "--role", "organiser", "--area", "jinyuan")
	harmless := func(path string, status int) string { // what the page is made of, whatever is asked
		a := s.get(t, path)
		wantStatus(t, a, status)
		return skeleton(t, a.body)
	}
	search, refused := harmless("/search?lang=en&q=harmless", http.StatusOK), harmless("/search?lang=en&q=harmless&category=harmless", http.StatusBadRequest)
	before := len(logLines(t, s.log.String()))
	asked, kept := 0, map[string]bool{}
	sound := func(a answered, want string) {
		t.Helper()
		asked++
		if a.StatusCode >= 500 || a.Header.Get("X-Forged") != "" || a.Header.Get("Location") != "" {
			t.Errorf("status %d, headers %v", a.StatusCode, a.Header)
		}
		if strings.HasPrefix(a.Header.Get("Content-Type"), "text/html") {
			if got := skeleton(t, a.body); want != "" && got != want {
				t.Errorf("the page is made of other parts:\n%s\nwant\n%s", got, want)
			}
		} else if len(a.body) > 0 && !json.Valid(a.body) {
			t.Errorf("no JSON: %s", a.body)
		}
	}
	for _, h := range hostileTexts(t) {
		t.Run(fmt.Sprintf("%s %q", h.Kind, h.Text), func(t *testing.T) {
			q := url.QueryEscape(h.Text)
			page := s.get(t, "/search?lang=en&q="+q)
			if page.StatusCode == http.StatusOK && strings.TrimSpace(h.Text) != "" {
				sound(page, search)
			} else {
				sound(page, "")
			}
			sound(s.get(t, "/search?lang=en&q=a&category="+q), refused)
			sound(s.get(t, "/board?lang="+q), "")
			sound(s.form(t, "code="+q), "")
			sound(s.get(t, "/api/v1/"+url.PathEscape(h.Text)), "")
			sound(s.post(t, "/api/v1/scans", scan(t, map[string]any{"code": h.Text})), "")
			sound(s.post(t, "/api/v1/quiz", quiz(t, 1, "before", map[string]any{"token": h.Text, "answers": []any{map[string]any{"item": h.Text, "said": h.Text}}})), "")
			found := s.post(t, "/api/v1/search", map[string]any{"q": h.Text, "lang": "en"})
			sound(found, "")
			if found.StatusCode == http.StatusOK && found.json(t)["query"] != h.Text {
				t.Errorf("the question came back as %q", found.json(t)["query"])
			}
			said := s.post(t, "/api/v1/feedback", feedback(t, map[string]any{"comment": h.Text}))
			sound(said, "")
			if said.StatusCode == http.StatusCreated {
				kept[h.Text] = true
			}
			plain := strings.Map(func(r rune) rune { // net/http's client sends nothing else in a header
				if r < ' ' || r > '~' {
					return '.'
				}
				return r
			}, h.Text)
			sound(s.get(t, "/api/v1/leaderboard", "Accept-Language", plain, "User-Agent", plain, "X-Request-Id", plain, "X-Forwarded-For", plain, "Referer", plain, "Cookie", "fz_device="+plain), "")
		})
	}
	if len(kept) < 100 {
		t.Errorf("only %d of the texts were taken as comments: the others were never tried", len(kept))
	}
	for _, state := range []string{"", "?state=approved"} {
		sound(s.get(t, "/api/v1/comments"+state, "Cookie", organiser), "")
	}
	if lines := logLines(t, s.log.String()); len(lines)-before != asked {
		t.Errorf("%d log lines for %d requests", len(lines)-before, asked)
	}
	for _, word := range []string{"forged", "fzRan"} {
		if strings.Contains(s.log.String(), word) {
			t.Errorf("the log holds %q, which a reader sent", word)
		}
	}
}

// The three ways to look must see what a careless program would do.
func TestTheHarnessNoticesWhatACarelessProgramWouldLetThrough(t *testing.T) {
	page := func(text string) []byte { return []byte("<!doctype html><p title=\"" + text + "\">" + text + "</p>") }
	var log strings.Builder
	markup, forged := 0, 0
	for _, h := range hostileTexts(t) {
		if skeleton(t, page(h.Text)) != skeleton(t, page("harmless")) {
			markup++
		}
		if skeleton(t, page(template.HTMLEscapeString(h.Text))) != skeleton(t, page("harmless")) {
			t.Errorf("%q is noticed even when it is escaped", h.Text)
		}
		fmt.Fprintf(&log, "{\"time\":\"\",\"level\":\"INFO\",\"msg\":\"request\",\"q\":\"%s\"}\n", h.Text)
	}
	scanner := bufio.NewScanner(strings.NewReader(log.String()))
	for scanner.Scan() {
		if len(faults(scanner.Text())) > 0 {
			forged++
		}
	}
	if line := `{"time":"","level":"INFO","msg":"request","q":"harmless"}`; len(faults(line)) > 0 {
		t.Errorf("a sound line has faults: %v", faults(line))
	}
	if markup < 40 || forged < 10 {
		t.Errorf("%d pages and %d log lines were noticed", markup, forged)
	}
}

// skeleton is what a page is made of: its elements and the names of their attributes; and where they lead or run, in full.
// Two pages of one skeleton differ in words only.
func skeleton(t *testing.T, page []byte) string {
	t.Helper()
	document, err := html.Parse(strings.NewReader(string(page)))
	if err != nil {
		t.Fatal(err)
	}
	var parts strings.Builder
	for node := range document.Descendants() {
		if node.Type != html.ElementNode && node.Type != html.CommentNode {
			continue
		}
		fmt.Fprintf(&parts, "<%s", node.Data)
		for _, a := range node.Attr {
			parts.WriteString(" " + a.Key)
			if slices.Contains([]string{"href", "src", "action", "formaction"}, a.Key) && !strings.Contains(a.Val, "?") {
				parts.WriteString("=" + a.Val)
			}
		}
		parts.WriteString(">\n")
	}
	return parts.String()
}

// logLines fails for a line that is not one whole record of ours.
func logLines(t *testing.T, log string) []string {
	t.Helper()
	var lines []string
	for line := range strings.Lines(log) {
		if problems := faults(strings.TrimSuffix(line, "\n")); len(problems) > 0 {
			t.Errorf("%v: %q", problems, line)
		}
		lines = append(lines, line)
	}
	return lines
}

// faults says what is wrong with a line of the log.
func faults(line string) []string {
	var record map[string]any
	if err := json.Unmarshal([]byte(line), &record); err != nil {
		return []string{"no JSON"}
	}
	var found []string
	for _, key := range []string{slog.TimeKey, slog.LevelKey, slog.MessageKey} {
		if _, ok := record[key].(string); !ok {
			found = append(found, "no "+key)
		}
	}
	if strings.ContainsFunc(line, unicode.IsControl) {
		found = append(found, "a control character")
	}
	return slices.Concat(found, slices.DeleteFunc(slices.Collect(maps.Keys(record)), func(key string) bool { return key != "forged" && key != "x" }))
}
