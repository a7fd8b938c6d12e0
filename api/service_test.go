package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"fangzha/api/apitest"
	"fangzha/api/outreach"
	"fangzha/api/web"
	"fangzha/search/query"
)

// The codes of testdata/site.
const (
	badgeCode   = "FR23R1AV" // presenter p-1 of hetang-east
	seminarCode = "VA8HT6J7" // p-1 in jinyuan
	tonightCode = apitest.TonightCode
	hostileCode = "EZDSG36W" // a presenter whose label is HTML
	unusedCode  = "00000000"
)

// service is the booted program.
type service struct {
	place
	url    string
	log    *safeBuffer
	stop   func() // waits until it has ended
	client *http.Client
}

// boot starts the real program on a free port with the fixture site. data may hold the database of an earlier boot.
func boot(t *testing.T, data string, args ...string) *service {
	t.Helper()
	return place{data: data}.boot(t, args...)
}

// bootWith does the same with another searcher.
func bootWith(t *testing.T, searcher web.Searcher) *service {
	t.Helper()
	data := t.TempDir()
	proxies, err := web.ParseProxies("127.0.0.0/8")
	if err != nil {
		t.Fatal(err)
	}
	c := config{addr: "127.0.0.1:0", site: fixtureSite(t), data: data, front: web.Front{Proxies: proxies}}
	return start(t, place{data: data}, func(ctx context.Context, stdout, stderr io.Writer) {
		if err := serve(ctx, c, searcher, stdout, stderr); err != nil {
			t.Errorf("serve: %v", err)
		}
	})
}

func start(t *testing.T, p place, program func(ctx context.Context, stdout, stderr io.Writer)) *service {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	stdout, printed := io.Pipe()
	s := &service{place: p, log: &safeBuffer{}, client: &http.Client{Timeout: 20 * time.Second, CheckRedirect: answerItself}}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		program(ctx, printed, s.log)
		_ = printed.Close()
	}()
	s.stop = sync.OnceFunc(func() { s.client.CloseIdleConnections(); cancel(); <-ended })
	t.Cleanup(s.stop)
	s.url = readAddress(t, stdout, s.log)
	go func() { _, _ = io.Copy(io.Discard, stdout) }()
	return s
}

// readAddress waits for the line that says where the program listens.
func readAddress(t *testing.T, stdout io.Reader, log *safeBuffer) string {
	t.Helper()
	line, err := bufio.NewReader(stdout).ReadString('\n')
	address, ok := strings.CutPrefix(strings.TrimSpace(line), "api listening on ")
	if err != nil || !ok {
		t.Fatalf("first line %q (%v), log:\n%s", line, err, log)
	}
	return address
}

// fixtureSite is testdata/site with the real messages.
func fixtureSite(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := apitest.Site(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

func readMessages(t *testing.T) map[string]map[string]string {
	t.Helper()
	raw, err := os.ReadFile("../site/data/messages.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var messages map[string]map[string]string
	if err := yaml.Unmarshal(raw, &messages); err != nil {
		t.Fatal(err)
	}
	return messages
}

// answered is an answer with its body read.
type answered struct {
	*http.Response
	body []byte
}

// json gives the body as a map.
func (a answered) json(t *testing.T) map[string]any {
	t.Helper()
	var m map[string]any
	if err := json.Unmarshal(a.body, &m); err != nil {
		t.Fatalf("status %d, body %q: %v", a.StatusCode, a.body, err)
	}
	return m
}

func (s *service) do(t *testing.T, method, path, contentType, body string, headers ...string) answered {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.url+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	answer, err := s.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answered{answer, text}
}

func (s *service) get(t *testing.T, path string, headers ...string) answered {
	t.Helper()
	return s.do(t, http.MethodGet, path, "", "", headers...)
}

func (s *service) post(t *testing.T, path string, body map[string]any, headers ...string) answered {
	t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	return s.do(t, http.MethodPost, path, "application/json", string(raw), headers...)
}

func (s *service) form(t *testing.T, body string, headers ...string) answered {
	t.Helper()
	return s.do(t, http.MethodPost, "/s", "application/x-www-form-urlencoded", body, headers...)
}

func newKey(t *testing.T) string {
	t.Helper()
	key, err := outreach.NewKey(time.Now(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return string(key)
}

// scan is a well-formed scan-in; changes replace fields, nil removes one.
func scan(t *testing.T, changes map[string]any) map[string]any {
	t.Helper()
	return changed(map[string]any{"code": badgeCode, "key": newKey(t), "seen_at": "2026-11-20T15:04:05+08:00", "locale": "en"}, changes)
}

func feedback(t *testing.T, changes map[string]any) map[string]any {
	t.Helper()
	return changed(map[string]any{"code": seminarCode, "key": newKey(t), "rating": 5, "first_step": "hang_up", "comment": "Clear.", "locale": "en"}, changes)
}

func changed(body, changes map[string]any) map[string]any {
	maps.Copy(body, changes)
	maps.DeleteFunc(body, func(_ string, v any) bool { return v == nil })
	return body
}

func wantStatus(t *testing.T, a answered, want int) {
	t.Helper()
	if a.StatusCode != want {
		t.Fatalf("status %d, want %d: %s", a.StatusCode, want, a.body)
	}
}

// wantError checks status and code of a JSON error, that its message is a sentence and not a key, and which
// fields it names.
func wantError(t *testing.T, a answered, status int, code string, fields ...string) {
	t.Helper()
	wantStatus(t, a, status)
	e, _ := a.json(t)["error"].(map[string]any)
	if e["code"] != code {
		t.Errorf("code %v, want %s", e["code"], code)
	}
	wantSentence(t, e["message"])
	var named []string
	for _, f := range e["fields"].([]any) {
		named = append(named, fmt.Sprint(f.(map[string]any)["field"]))
		wantSentence(t, f.(map[string]any)["message"])
	}
	if strings.Join(named, " ") != strings.Join(fields, " ") {
		t.Errorf("fields %q, want %q", named, fields)
	}
}

func wantSentence(t *testing.T, message any) {
	t.Helper()
	if text := fmt.Sprint(message); !strings.Contains(text, " ") && !strings.ContainsAny(text, "。") || strings.ContainsAny(text, "{}") {
		t.Errorf("message %q is not a finished sentence", text)
	}
}

// safeBuffer collects a log that is written and read at once.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// oneHit answers every search with one hit, made of HTML where text is expected, and takes its time if told.
type oneHit struct{ wait time.Duration }

func (o oneHit) Search(ctx context.Context, _ query.Request) (query.Answer, error) {
	select {
	case <-ctx.Done():
		return query.Answer{}, ctx.Err()
	case <-time.After(o.wait):
	}
	evil := []query.Segment{{Text: "<b>", Hit: false}, {Text: `"><script>alert(1)</script>`, Hit: true}}
	return query.Answer{Engine: "meilisearch", Hits: []query.Hit{{
		Slug: "police-prosecutor-court", Section: "tactics", Title: "<b>", Summary: "<i>", Category: "authority", CategoryName: "Fake police",
		URL: "/en/tactics/police-prosecutor-court/", Highlights: query.Highlights{Title: evil, Summary: evil},
		Because: []string{"<b>"}, Confidence: query.Likely,
	}}}, nil
}

// answerItself keeps the client at a redirect: the site that it leads to is not part of these tests.
func answerItself(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
