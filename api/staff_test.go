package main

import (
	"bytes"
	"database/sql"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"

	"fangzha/api/outreach"
	"fangzha/api/store"
)

// command runs the real program beside the service, on its data folder.
func (s *service) command(t *testing.T, want int, args ...string) (stdout, stderr string) {
	t.Helper()
	var out, said bytes.Buffer
	args = append(args, "--data", s.data)
	if args[0] == "token" || args[0] == "forget" {
		args = append(args, "--site", fixtureSite(t))
	}
	if status := run(t.Context(), args, func(variable string) string { return s.env[variable] }, &out, &said); status != want {
		t.Fatalf("api %s: exit status %d, want %d: %s", strings.Join(args, " "), status, want, said.String())
	}
	return out.String(), said.String()
}

// link issues a one-time link and gives its token.
func (s *service) link(t *testing.T, args ...string) string {
	t.Helper()
	out, _ := s.command(t, 0, append([]string{"token", "issue"}, args...)...)
	address, token, ok := strings.Cut(strings.TrimSpace(out), "#t=")
	if !ok || !strings.HasPrefix(address, "http://localhost:8080/zh-hant/") {
		t.Fatalf("the link is %q", out)
	}
	return token
}

// signIn gives the Cookie header of a fresh session.
func (s *service) signIn(t *testing.T, args ...string) string {
	t.Helper()
	a := s.post(t, "/api/v1/session", map[string]any{"token": s.link(t, args...)})
	wantStatus(t, a, http.StatusCreated)
	return staffCookie(t, a)
}

func staffCookie(t *testing.T, a answered) string {
	t.Helper()
	for _, c := range a.Cookies() {
		if strings.HasSuffix(c.Name, "fz_staff") {
			return c.Name + "=" + c.Value
		}
	}
	t.Fatalf("no session cookie in %q", a.Header.Values("Set-Cookie"))
	return ""
}

func (s *service) signedIn(t *testing.T, cookie string) answered {
	t.Helper()
	return s.get(t, "/api/v1/session", "Cookie", cookie)
}

// sql changes the database as time would: the service's clock is the machine's.
func (s *service) sql(t *testing.T, statement string, args ...any) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(s.data, store.SQLiteFile)+"?_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := db.ExecContext(t.Context(), statement, args...); err != nil {
		t.Fatal(err)
	}
}

func TestALinkSignsInOnceAndNeverByAGet(t *testing.T) {
	s := boot(t, t.TempDir())
	token := s.link(t, "--role", "presenter", "--presenter", "p-1")
	for _, preview := range []string{"/api/v1/session?token=" + token, "/api/v1/session?t=" + token} {
		wantError(t, s.get(t, preview), http.StatusUnauthorized, "not_signed_in")
		wantStatus(t, s.do(t, http.MethodHead, preview, "", ""), http.StatusMethodNotAllowed)
	}
	a := s.post(t, "/api/v1/session", map[string]any{"token": token})
	wantStatus(t, a, http.StatusCreated)
	if in := a.json(t); in["staff"] != "p-1" || in["role"] != "presenter" || in["presenter"].(map[string]any)["id"] != "p-1" || in["own"] != true {
		t.Errorf("signed in as %v", in)
	}
	wantStatus(t, s.signedIn(t, staffCookie(t, a)), http.StatusOK)
	wantError(t, s.post(t, "/api/v1/session", map[string]any{"token": token}), http.StatusUnauthorized, "not_signed_in")
	if bytesOnDisk(t, s.data, token) {
		t.Error("the token is on disk")
	}
	if cookie := staffCookie(t, a); bytesOnDisk(t, s.data, strings.TrimPrefix(cookie, "fz_staff=")) {
		t.Error("the session's token is on disk")
	}
}

func TestTheSessionCookieIsOutOfReachOfScriptsAndOtherSites(t *testing.T) {
	s := boot(t, t.TempDir())
	for name, c := range map[string]struct {
		headers []string
		want    string
	}{
		"over http":  {nil, "fz_staff=TOKEN; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict"},
		"over https": {[]string{"X-Forwarded-Proto", "https"}, "__Host-fz_staff=TOKEN; Path=/; Max-Age=43200; HttpOnly; Secure; SameSite=Strict"},
	} {
		t.Run(name, func(t *testing.T) {
			a := s.post(t, "/api/v1/session", map[string]any{"token": s.link(t, "--role", "organiser")}, c.headers...)
			wantStatus(t, a, http.StatusCreated)
			_, value, _ := strings.Cut(staffCookie(t, a), "=")
			if got := strings.Replace(a.Header.Get("Set-Cookie"), value, "TOKEN", 1); got != c.want {
				t.Errorf("cookie %q, want %q", got, c.want)
			}
		})
	}
}

func TestLinksAndSessionsEndInTime(t *testing.T) {
	s := boot(t, t.TempDir())
	old := s.link(t, "--role", "organiser", "--name", "old")
	s.sql(t, `UPDATE staff_link SET expires_at = expires_at - $1 WHERE staff = 'old'`, outreach.StaffLinkLife.Milliseconds())
	wantError(t, s.post(t, "/api/v1/session", map[string]any{"token": old}), http.StatusUnauthorized, "not_signed_in")

	for name, change := range map[string]string{
		"two hours without use": `UPDATE staff_session SET used_at = used_at - 7200001 WHERE staff = $1`,
		"twelve hours":          `UPDATE staff_session SET began_at = began_at - 43200001 WHERE staff = $1`,
	} {
		t.Run(name, func(t *testing.T) {
			person := strings.ReplaceAll(name, " ", "-")
			cookie := s.signIn(t, "--role", "organiser", "--name", person)
			wantStatus(t, s.signedIn(t, cookie), http.StatusOK)
			s.sql(t, change, person)
			wantError(t, s.signedIn(t, cookie), http.StatusUnauthorized, "not_signed_in")
		})
	}
}

func TestRevokingEndsLinksAndSessionsAtOnce(t *testing.T) { onEachDatabase(t, revoking) }

func revoking(t *testing.T, p place) {
	s := p.boot(t)
	cookie := s.signIn(t, "--role", "presenter", "--presenter", "p-1")
	waiting := s.link(t, "--role", "presenter", "--presenter", "p-1")
	other := s.signIn(t, "--role", "presenter", "--presenter", "p-2")
	list, _ := s.command(t, 0, "token", "list")
	if strings.Count(list, "session") != 2 || strings.Count(list, "link") != 1 || strings.Count(list, "p-1") != 2 {
		t.Errorf("the list is\n%s", list)
	}
	s.command(t, 0, "token", "revoke", "p-1")
	wantError(t, s.signedIn(t, cookie), http.StatusUnauthorized, "not_signed_in")
	wantError(t, s.post(t, "/api/v1/session", map[string]any{"token": waiting}), http.StatusUnauthorized, "not_signed_in")
	wantStatus(t, s.signedIn(t, other), http.StatusOK)
	if _, said := s.command(t, 1, "token", "revoke", "p-1"); !strings.Contains(said, "nothing is open") {
		t.Errorf("a second time it says %q", said)
	}
}

func TestSigningOutEndsTheSession(t *testing.T) {
	s := boot(t, t.TempDir())
	cookie := s.signIn(t, "--role", "organiser")
	a := s.do(t, http.MethodDelete, "/api/v1/session", "", "", "Cookie", cookie)
	wantStatus(t, a, http.StatusNoContent)
	if !strings.Contains(a.Header.Get("Set-Cookie"), "Max-Age=0") {
		t.Errorf("the cookie stays: %q", a.Header.Get("Set-Cookie"))
	}
	wantError(t, s.signedIn(t, cookie), http.StatusUnauthorized, "not_signed_in")
}

func TestSigningInAgainEndsTheFormerSessionOfTheBrowser(t *testing.T) {
	s := boot(t, t.TempDir())
	former := s.signIn(t, "--role", "presenter", "--presenter", "p-1")
	wrong := s.post(t, "/api/v1/session", map[string]any{"token": "wrong"}, "Cookie", former)
	wantError(t, wrong, http.StatusUnauthorized, "not_signed_in")
	wantStatus(t, s.signedIn(t, former), http.StatusOK)
	a := s.post(t, "/api/v1/session", map[string]any{"token": s.link(t, "--role", "organiser")}, "Cookie", former)
	wantStatus(t, a, http.StatusCreated)
	wantError(t, s.signedIn(t, former), http.StatusUnauthorized, "not_signed_in")
	wantStatus(t, s.signedIn(t, staffCookie(t, a)), http.StatusOK)
}

func TestStaffEndSessionsOfThoseTheyLookAfterOnly(t *testing.T) {
	s := boot(t, t.TempDir())
	east := s.signIn(t, "--role", "presenter", "--presenter", "p-1")    // of hetang-east
	jinyuan := s.signIn(t, "--role", "presenter", "--presenter", "p-2") // of jinyuan
	organiser := s.signIn(t, "--role", "organiser", "--area", "hetang", "--name", "lee")
	administrator := s.signIn(t, "--role", "administrator", "--name", "root")

	id := func(cookie string) string { return fmt.Sprint(s.signedIn(t, cookie).json(t)["id"]) }
	end := func(cookie, id string) answered {
		return s.do(t, http.MethodDelete, "/api/v1/sessions/"+id, "", "", "Cookie", cookie)
	}
	sees := func(cookie string) int {
		return len(s.get(t, "/api/v1/sessions", "Cookie", cookie).json(t)["sessions"].([]any))
	}
	if a, b := sees(organiser), sees(administrator); a != 2 || b != 4 {
		t.Errorf("the organiser sees %d sessions and the administrator %d, want 2 and 4", a, b)
	}
	wantError(t, s.get(t, "/api/v1/sessions", "Cookie", east), http.StatusForbidden, "forbidden")
	wantError(t, end(east, id(jinyuan)), http.StatusForbidden, "forbidden")
	wantError(t, end(organiser, id(jinyuan)), http.StatusNotFound, "not_found")
	wantError(t, end(organiser, id(administrator)), http.StatusNotFound, "not_found")
	wantStatus(t, end(organiser, id(east)), http.StatusNoContent)
	wantStatus(t, s.signedIn(t, east), http.StatusUnauthorized)
	wantStatus(t, end(administrator, id(organiser)), http.StatusNoContent)
	wantStatus(t, s.signedIn(t, organiser), http.StatusUnauthorized)
	wantStatus(t, s.signedIn(t, jinyuan), http.StatusOK)
}

// TestEveryRouteForStaffIsGuardedAndAudited walks the description: a route for staff is one that may answer 401.
func TestEveryRouteForStaffIsGuardedAndAudited(t *testing.T) {
	s := boot(t, t.TempDir())
	doc, err := openapi3.NewLoader().LoadFromData(openAPI)
	if err != nil {
		t.Fatal(err)
	}
	presenter := s.signIn(t, "--role", "presenter", "--presenter", "p-1")
	walked := 0
	for path, item := range doc.Paths.Map() {
		for method, operation := range item.Operations() {
			if operation.Responses.Value("401") == nil || operation.OperationID == "signIn" {
				continue
			}
			walked++
			t.Run(method+" "+path, func(t *testing.T) {
				address := strings.NewReplacer("{id}", "019aa000-0000-7000-8000-00000000000f").Replace(path)
				route := strings.NewReplacer("{", ":", "}", "").Replace(path)
				ask := func(headers ...string) answered {
					return s.do(t, method, address, "application/json", "{}", append(headers, "Accept", "application/json")...)
				}
				wantError(t, ask(), http.StatusUnauthorized, "not_signed_in")
				wantError(t, ask("Cookie", "fz_staff=forged"), http.StatusUnauthorized, "not_signed_in")
				person := strings.ToLower(operation.OperationID)
				administrator := s.signIn(t, "--role", "administrator", "--presenter", "p-1", "--name", person)
				before := s.rows(t, "audit")
				if method != http.MethodGet {
					wantStatus(t, ask("Cookie", administrator, "Sec-Fetch-Site", "cross-site"), http.StatusBadRequest)
					wantStatus(t, ask("Cookie", administrator, "Origin", "https://elsewhere.example"), http.StatusBadRequest)
				}
				if operation.Responses.Value("403") != nil && operation.Responses.Value("403").Ref == "#/components/responses/Forbidden" && !presentersOwn[operation.OperationID] {
					wantError(t, ask("Cookie", presenter), http.StatusForbidden, "forbidden")
					before++
				}
				if a := ask("Cookie", administrator); a.StatusCode == http.StatusUnauthorized || a.StatusCode == http.StatusForbidden {
					t.Fatalf("an administrator is refused: %d %s", a.StatusCode, a.body)
				}
				if n := s.rows(t, "audit") - before; n < 1 || n > 2 { // two: what ends a session says so too
					t.Errorf("%d rows more in the audit", n)
				}
				log, _ := s.command(t, 0, "audit", "--person", person)
				if !strings.Contains(log, " "+method+" "+route+" ") {
					t.Errorf("the audit of %s has no %s %s:\n%s", person, method, route, log)
				}
			})
		}
	}
	if walked < 4 {
		t.Errorf("%d routes walked", walked)
	}
}

// presentersOwn are routes on which 403 means: not your code.
var presentersOwn = map[string]bool{"exactLearning": true, "recordQuizBatch": true, "live": true, "liveCount": true, "liveEvents": true}

func TestTheAuditTellsWhoDidWhat(t *testing.T) {
	s := boot(t, t.TempDir())
	cookie := s.signIn(t, "--role", "presenter", "--presenter", "p-1")
	for _, path := range []string{"/api/v1/session", "/api/v1/sessions"} {
		time.Sleep(2 * time.Millisecond) // rows of one millisecond have no order
		s.get(t, path, "Cookie", cookie)
	}
	time.Sleep(2 * time.Millisecond)
	s.command(t, 0, "token", "revoke", "p-1")
	out, _ := s.command(t, 0, "audit")
	lines := strings.Split(strings.TrimSpace(out), "\n")
	want := [][]string{
		{"command-line", "ended by command-line", "p-1", "yes"},
		{"p-1", "GET /api/v1/sessions", "refused"},
		{"p-1", "presenter", "GET /api/v1/session", "yes"},
		{"p-1", "signed in", "yes"},
		{"p-1", "link issued by command-line", "yes"},
	}
	if len(lines) != 1+len(want) {
		t.Fatalf("the audit is\n%s", out)
	}
	for i, words := range want {
		for _, word := range words {
			if !strings.Contains(lines[1+i], word) {
				t.Errorf("row %d is %q, want %q in it", i, lines[1+i], word)
			}
		}
	}
	if out, _ = s.command(t, 0, "audit", "--since", time.Now().UTC().AddDate(0, 0, 1).Format(time.DateOnly)); strings.Count(out, "\n") != 1 {
		t.Errorf("tomorrow's audit is\n%s", out)
	}
}

func TestWrongArgumentsForStaffAreExplained(t *testing.T) {
	s := boot(t, t.TempDir())
	for name, c := range map[string]struct {
		args string
		says []string
	}{
		"nothing":               {"token", []string{"--help"}},
		"another verb":          {"token give", []string{`"give"`}},
		"no role":               {"token issue", []string{"--role"}},
		"a role of our own":     {"token issue --role king", []string{"--role", "king"}},
		"a presenter of nobody": {"token issue --role presenter --presenter p-99", []string{"--presenter", "There is no such presenter"}},
		"nobody to present":     {"token issue --role presenter", []string{"--presenter", "needed"}},
		"an area of nowhere":    {"token issue --role organiser --area atlantis", []string{"--area"}},
		"a name in capitals":    {"token issue --role organiser --name Lee!", []string{"--name"}},
		"a language":            {"token issue --role organiser --lang fr", []string{"--lang"}},
		"an address":            {"token issue --role organiser --origin fangzha", []string{"--origin"}},
		"revoke what":           {"token revoke", []string{"token list"}},
		"a day":                 {"audit --since yesterday", []string{"--since"}},
		"no rows":               {"audit --limit 0", []string{"--limit"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, said := s.command(t, 2, strings.Fields(c.args)...)
			for _, word := range c.says {
				if !strings.Contains(said, word) {
					t.Errorf("says %q, want %q in it", said, word)
				}
			}
		})
	}
}

// describeStaff holds the answers of the staff's routes to the description.
func (d *described) describeStaff(t *testing.T, s *service) {
	t.Helper()
	ask := func(method, path, body string, status int, headers ...string) answered {
		t.Helper()
		contentType := ""
		if body != "" {
			contentType = "application/json"
		}
		a := s.do(t, method, path, contentType, body, headers...)
		wantStatus(t, a, status)
		d.hold(t, a, body)
		return a
	}
	const session, sessions = "/api/v1/session", "/api/v1/sessions"
	enter := func(args ...string) string {
		return staffCookie(t, ask("POST", session, `{"token":"`+s.link(t, args...)+`"}`, 201))
	}
	presenter, administrator := enter("--role", "presenter", "--presenter", "p-1"), enter("--role", "administrator")
	another := enter("--role", "organiser", "--area", "hetang")
	id := fmt.Sprint(ask("GET", session+"?lang=zh-hans", "", 200, "Cookie", another).json(t)["id"])

	ask("POST", session, `{"token":"?"}`, 401)
	ask("POST", session, `{"token":""}`, 400)
	ask("POST", session, strings.Repeat("a", 65<<10), 413)
	ask("GET", session, "", 401)
	ask("DELETE", session, "", 401)
	ask("GET", sessions, "", 200, "Cookie", administrator)
	ask("GET", sessions, "", 401)
	ask("GET", sessions, "", 403, "Cookie", presenter)
	ask("DELETE", sessions+"/"+id, "", 401)
	ask("DELETE", sessions+"/"+id, "", 403, "Cookie", presenter)
	ask("DELETE", sessions+"/"+id, "", 204, "Cookie", administrator)
	ask("DELETE", sessions+"/"+id, "", 404, "Cookie", administrator)
	token := s.link(t, "--role", "organiser")
	d.locked(t, s, func() {
		ask("POST", session, `{"token":"`+token+`"}`, 503)
	}, func() {
		ask("GET", session, "", 503, "Cookie", presenter)
	}, func() {
		ask("DELETE", session, "", 503, "Cookie", presenter)
	}, func() {
		ask("GET", sessions, "", 503, "Cookie", administrator)
	}, func() {
		ask("DELETE", sessions+"/"+id, "", 503, "Cookie", administrator)
	})
	ask("DELETE", session, "", 204, "Cookie", presenter)
}
