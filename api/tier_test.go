package main

import (
	"database/sql"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fangzha/api/outreach"
	"fangzha/api/store"
)

// secretOf is the master secret that a booted service made.
func (s *service) secret(t *testing.T) outreach.Secret {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(s.data, "secret"))
	if err != nil {
		t.Fatal(err)
	}
	secret, err := outreach.NewSecret(strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	return secret
}

// target is what a printed code of the fixture leads to.
func target(t *testing.T, code outreach.Code) outreach.Target {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(fixtureSite(t), "registry.json"))
	if err != nil {
		t.Fatal(err)
	}
	registry, err := outreach.ParseRegistry(raw)
	if err != nil {
		t.Fatal(err)
	}
	found, ok := registry.Find(code)
	if !ok {
		t.Fatalf("%s is nobody's", code)
	}
	return found
}

// text is one value of the database.
func (s *service) text(t *testing.T, query string, args ...any) string {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(s.data, store.SQLiteFile)+"?_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	var text string
	if err := db.QueryRowContext(t.Context(), query, args...).Scan(&text); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return text
}

func TestTheAnswerDoesNotTellHowGoodTheEvidenceIs(t *testing.T) {
	s := boot(t, t.TempDir())
	secret, hall, now := s.secret(t), target(t, tonightCode), time.Now()
	minutes := func(n time.Duration) time.Time { return now.Add(n * time.Minute) }
	var first string
	for _, c := range []struct {
		name, want string
		code       outreach.Code
		seen       time.Time
	}{
		{"a live code", "live", secret.LiveCodes(hall, now, 1)[0].Code, now},
		{"a live code on a phone whose clock is hours wrong", "live", secret.LiveCodes(hall, now, 1)[0].Code, minutes(-500)},
		{"a photo of a live code, used five minutes later", "late", secret.LiveCodes(hall, minutes(-5), 1)[0].Code, now},
		{"the digits", "typed", secret.TypedCodes(hall, now, 1)[0].Code, now},
		{"the digits out of a queue", "late", secret.TypedCodes(hall, minutes(-20), 1)[0].Code, minutes(-20)},
		{"a poster", "printed", tonightCode, now},
	} {
		t.Run(c.name, func(t *testing.T) {
			typed := strings.ToLower(string(c.code[:4])) + " " + string(c.code[4:])
			a := s.post(t, "/api/v1/scans", scan(t, map[string]any{"code": typed, "seen_at": c.seen.Format(time.RFC3339)}))
			wantStatus(t, a, http.StatusCreated)
			id := a.json(t)["id"].(string)
			if got := s.text(t, `SELECT tier FROM scan WHERE id = $1`, id); got != c.want {
				t.Errorf("tier %s, want %s", got, c.want)
			}
			body := strings.Replace(string(a.body), id, "", 1)
			if first == "" {
				first = body
			}
			if body != first || !strings.Contains(body, `"tonight"`) || !strings.Contains(body, `"code":"`+tonightCode+`"`) {
				t.Errorf("the answer differs:\n%s\n%s", body, first)
			}
		})
	}
	live := secret.LiveCodes(hall, now, 1)[0].Code
	wrong := string(live[:21]) + map[bool]string{true: "0", false: "1"}[live[21] != '0']
	wantError(t, s.post(t, "/api/v1/scans", scan(t, map[string]any{"code": wrong})), http.StatusNotFound, "not_found")
	if got := s.text(t, `SELECT live || ' ' || typed || ' ' || late || ' ' || printed || ' ' || devices FROM session WHERE id = 's/tonight'`); got != "2 1 2 1 6" {
		t.Errorf("live, typed, late, printed, devices of the hall: %s, want 2 1 2 1 6", got)
	}
}

func TestHeldPointsAreDecidedByTheOrganiserOfTheArea(t *testing.T) {
	s := boot(t, t.TempDir())
	past := target(t, seminarCode) // its seminar in jinyuan is over
	for range 3 {
		a := s.post(t, "/api/v1/scans", scan(t, map[string]any{"code": s.secret(t).LiveCodes(past, time.Now(), 1)[0].Code}))
		wantStatus(t, a, http.StatusCreated)
		if a.json(t)["counted"] != true {
			t.Errorf("a doubtful scan-in counts like any other: %s", a.body)
		}
	}
	organiser := s.signIn(t, "--role", "organiser", "--area", "jinyuan", "--name", "lee")
	elsewhere := s.signIn(t, "--role", "organiser", "--area", "hetang", "--name", "wong")
	list := func(cookie, query string) []any {
		return s.get(t, "/api/v1/holds?lang=en"+query, "Cookie", cookie).json(t)["holds"].([]any)
	}
	holds := list(organiser, "")
	if len(holds) != 1 || len(list(elsewhere, "")) != 0 {
		t.Fatalf("%d holds for the organiser of the area", len(holds))
	}
	h := holds[0].(map[string]any)
	if h["reason"] != "out_of_hours" || h["scans"] != 3.0 || h["state"] != "open" || h["overdue"] != false || h["seminar"].(map[string]any)["id"] != "savings" {
		t.Errorf("hold %v", h)
	}
	wantSentence(t, h["explained"])
	path := "/api/v1/holds/" + h["id"].(string)
	wantError(t, s.post(t, path, map[string]any{"decision": "release"}, "Cookie", elsewhere), http.StatusNotFound, "not_found")
	wantError(t, s.post(t, path, map[string]any{"decision": "burn"}, "Cookie", organiser), http.StatusBadRequest, "invalid", "decision")

	s.sql(t, `UPDATE hold SET opened_at = opened_at - $1`, (73 * time.Hour).Milliseconds())
	if list(organiser, "")[0].(map[string]any)["overdue"] != true {
		t.Error("after 73 hours it is not overdue")
	}
	a := s.post(t, path, map[string]any{"decision": "release"}, "Cookie", organiser)
	wantStatus(t, a, http.StatusOK)
	if got := a.json(t); got["state"] != "released" || got["decided_by"] != "lee" {
		t.Errorf("decided %v", got)
	}
	wantError(t, s.post(t, path, map[string]any{"decision": "reject"}, "Cookie", organiser), http.StatusUnprocessableEntity, "conflict")
	if got := s.text(t, `SELECT points || ' ' || held FROM session WHERE id = 's/savings'`); got != "3 0" {
		t.Errorf("points and held %s, want 3 0", got)
	}
	if len(list(organiser, "")) != 0 || len(list(organiser, "&decided=true")) != 1 {
		t.Error("the hold is still open, or not among the decided ones")
	}
	log, _ := s.command(t, 0, "audit", "--person", "lee")
	if strings.Count(log, "POST /api/v1/holds/:id") < 1 || !strings.Contains(log, h["id"].(string)) {
		t.Errorf("the audit does not tell:\n%s", log)
	}
}

func TestLatePointsOfAHallWithoutNetwork(t *testing.T) {
	s := boot(t, t.TempDir())
	hall, then := target(t, tonightCode), time.Now().Add(-20*time.Minute)
	code := s.secret(t).LiveCodes(hall, then, 1)[0].Code
	for range 5 {
		wantStatus(t, s.post(t, "/api/v1/scans", scan(t, map[string]any{"code": code, "seen_at": then.Format(time.RFC3339)})), http.StatusCreated)
	}
	organiser := s.signIn(t, "--role", "organiser", "--name", "lee")
	put := func(seminar, body string) answered {
		return s.do(t, http.MethodPut, "/api/v1/seminars/"+seminar+"/offline", "application/json", body, "Cookie", organiser)
	}
	if got := s.text(t, `SELECT points || ' ' || waiting FROM session WHERE id = 's/tonight'`); got != "0 5" {
		t.Errorf("points and waiting %s, want 0 5", got)
	}
	a := put("tonight", `{"offline":true}`)
	wantStatus(t, a, http.StatusOK)
	if got := a.json(t); got["points"] != 5.0 || got["waiting"] != 0.0 || got["late_points"] != 5.0 || got["offline"] != true {
		t.Errorf("figures %v", got)
	}
	wantError(t, put("savings", `{"offline":true}`), http.StatusNotFound, "not_found") // nobody was there
	wantError(t, put("lost", `{"offline":true}`), http.StatusNotFound, "not_found")
}

func TestSlipsCountOnceAndEarnNothing(t *testing.T) {
	s := boot(t, t.TempDir())
	secret := s.secret(t)
	slips := []string{secret.Slip("p-2", tonightCode, 1).Print(), strings.ToLower(string(secret.Slip("p-2", tonightCode, 2))), "7777-7777", string(secret.Slip("p-1", badgeCode, 1))}
	presenter, other := s.signIn(t, "--role", "presenter", "--presenter", "p-2"), s.signIn(t, "--role", "presenter", "--presenter", "p-1")
	body := map[string]any{"code": tonightCode, "slips": slips, "locale": "zh-hant"}
	wantError(t, s.post(t, "/api/v1/slips", body, "Cookie", other), http.StatusForbidden, "forbidden")
	outcomes := func() string {
		a := s.post(t, "/api/v1/slips", body, "Cookie", presenter)
		wantStatus(t, a, http.StatusOK)
		var all []string
		for _, slip := range a.json(t)["slips"].([]any) {
			all = append(all, slip.(map[string]any)["outcome"].(string))
		}
		return strings.Join(all, " ")
	}
	if got := outcomes(); got != "recorded recorded refused refused" {
		t.Errorf("the first time %s", got)
	}
	if got := outcomes(); got != "known known refused refused" {
		t.Errorf("the second time %s", got)
	}
	assisted := map[string]any{"code": tonightCode, "key": newKey(t), "count": 7, "locale": "en"}
	for range 2 {
		wantStatus(t, s.post(t, "/api/v1/assisted", assisted, "Cookie", presenter), http.StatusNoContent)
	}
	if got := s.text(t, `SELECT scans || ' ' || devices || ' ' || slip || ' ' || assisted || ' ' || points FROM session WHERE id = 's/tonight'`); got != "9 2 2 7 0" {
		t.Errorf("scans, devices, slips, assisted, points: %s, want 9 2 2 7 0", got)
	}
}

func TestAfterForgettingAHashCannotBeMadeAgain(t *testing.T) {
	s := boot(t, t.TempDir())
	a := s.post(t, "/api/v1/scans", scan(t, nil))
	wantStatus(t, a, http.StatusCreated)
	cookie, _, _ := strings.Cut(a.Header.Get("Set-Cookie"), ";")
	hash, salt := s.text(t, `SELECT hash FROM device_day`), s.text(t, `SELECT value FROM salt WHERE LENGTH(period) = 10`)
	if !bytesOnDisk(t, s.data, salt) {
		t.Fatal("the salt is not on disk: the search of the bytes proves nothing")
	}
	s.sql(t, `UPDATE salt SET made_at = made_at - $1`, (25 * time.Hour).Milliseconds())
	out, _ := s.command(t, 0, "forget")
	if !strings.Contains(out, "deleted 1 salts and 1 hashes of days") {
		t.Errorf("forget says %q", out)
	}
	s.stop()
	if bytesOnDisk(t, s.data, salt) || bytesOnDisk(t, s.data, hash) {
		t.Error("the day's salt or hash is still on disk")
	}
	s = boot(t, s.data) // the same secret, the same phone, the same day
	again := s.post(t, "/api/v1/scans", scan(t, nil), "Cookie", cookie)
	wantStatus(t, again, http.StatusCreated)
	if again.json(t)["counted"] != false {
		t.Error("the hash of the year was forgotten too")
	}
	if s.text(t, `SELECT hash FROM device_day`) == hash {
		t.Error("the same hash was made again")
	}
}

func TestASecretThatChangesKeepsWhatWasMadeUnderTheOneBefore(t *testing.T) {
	data := t.TempDir()
	s := boot(t, data)
	old, hall := s.secret(t), target(t, tonightCode)
	a := s.post(t, "/api/v1/scans", scan(t, nil))
	cookie, _, _ := strings.Cut(a.Header.Get("Set-Cookie"), ";")
	slip := map[string]any{"code": tonightCode, "slips": []string{old.Slip("p-2", tonightCode, 1).Print()}, "locale": "en"}
	enter := func() any {
		return s.post(t, "/api/v1/slips", slip, "Cookie", s.signIn(t, "--role", "organiser")).json(t)["recorded"]
	}
	if n := enter(); n != 1.0 {
		t.Errorf("%v slips recorded, want one", n)
	}
	s.stop()
	if err := os.Rename(filepath.Join(data, "secret"), filepath.Join(data, "secret.previous")); err != nil {
		t.Fatal(err)
	}
	s = boot(t, data)
	if string(s.secret(t)) == string(old) {
		t.Fatal("no new secret was made")
	}
	again := s.post(t, "/api/v1/scans", scan(t, nil), "Cookie", cookie)
	if again.json(t)["counted"] != false {
		t.Error("a known phone counts anew")
	}
	if n := enter(); n != 0.0 {
		t.Errorf("a slip is recorded anew: %v", n)
	}
	wantStatus(t, s.post(t, "/api/v1/scans", scan(t, map[string]any{"code": old.LiveCodes(hall, time.Now(), 1)[0].Code})), http.StatusCreated)
	s.stop()
	if err := os.Remove(filepath.Join(data, "secret.previous")); err != nil {
		t.Fatal(err)
	}
	s = boot(t, data)
	wantError(t, s.post(t, "/api/v1/scans", scan(t, map[string]any{"code": old.LiveCodes(hall, time.Now(), 1)[0].Code})), http.StatusNotFound, "not_found")
}

// describeHolds holds the answers about holds, slips and assisted scan-ins to the description.
func (d *described) describeHolds(t *testing.T, s *service) {
	t.Helper()
	ask := func(method, path, body string, status int, cookie string) answered {
		t.Helper()
		contentType := ""
		if body != "" {
			contentType = "application/json"
		}
		a := s.do(t, method, path, contentType, body, "Cookie", cookie)
		wantStatus(t, a, status)
		d.hold(t, a, body)
		return a
	}
	organiser, presenter := s.signIn(t, "--role", "organiser", "--name", "holds"), s.signIn(t, "--role", "presenter", "--presenter", "p-1")
	held := s.post(t, "/api/v1/scans", scan(t, map[string]any{"code": s.secret(t).LiveCodes(target(t, seminarCode), time.Now(), 1)[0].Code}))
	wantStatus(t, held, http.StatusCreated)
	const holds, slips, assisted = "/api/v1/holds", "/api/v1/slips", "/api/v1/assisted"
	long := strings.Repeat("a", 65<<10)
	list := ask("GET", holds, "", 200, organiser).json(t)["holds"].([]any)
	one := holds + "/" + list[0].(map[string]any)["id"].(string)
	none := holds + "/019aa000-0000-7000-8000-0000000000aa"
	offline := "/api/v1/seminars/savings/offline"
	sheet := `{"code":"` + badgeCode + `","slips":["AAAA-AAAA"],"locale":"en"}`
	foreign := strings.Replace(sheet, badgeCode, tonightCode, 1)
	helped := `{"code":"` + badgeCode + `","key":"019aa000-0000-7000-8000-0000000000bb","count":2,"locale":"en"}`

	ask("GET", holds+"?decided=perhaps", "", 400, organiser)
	ask("GET", holds, "", 401, "")
	ask("GET", holds, "", 403, presenter)
	for path, body := range map[string]string{one: `{"decision":"release"}`, offline: `{"offline":true}`, slips: sheet, assisted: helped} {
		method := "POST"
		if path == offline {
			method = "PUT"
		}
		ask(method, path, long, 413, organiser)
		ask(method, path, body, 401, "")
		if path == one || path == offline {
			ask(method, path, body, 403, presenter)
		}
		d.locked(t, s, func() { ask(method, path, body, 503, organiser) })
	}
	ask("POST", one, `{"decision":"burn"}`, 400, organiser)
	ask("POST", none, `{"decision":"release"}`, 404, organiser)
	ask("POST", one, `{"decision":"release"}`, 200, organiser)
	ask("POST", one, `{"decision":"release"}`, 422, organiser)
	ask("GET", holds+"?decided=true&lang=zh-hans", "", 200, organiser)
	ask("PUT", offline, `{"offline":1}`, 400, organiser)
	ask("PUT", offline, `{"offline":true}`, 200, organiser)
	ask("PUT", "/api/v1/seminars/lost/offline", `{"offline":true}`, 404, organiser)
	ask("POST", slips, sheet, 200, presenter)
	ask("POST", slips, foreign, 403, presenter)
	ask("POST", slips, strings.Replace(sheet, badgeCode, "ZZZZZZZZ", 1), 404, organiser)
	ask("POST", slips, strings.Replace(sheet, `"AAAA-AAAA"`, "", 1), 400, organiser)
	ask("POST", assisted, helped, 204, presenter)
	ask("POST", assisted, strings.Replace(helped, `"en"`, `"zh-hant"`, 1), 422, presenter)
	ask("POST", assisted, strings.Replace(helped, badgeCode, tonightCode, 1), 403, presenter)
	ask("POST", assisted, strings.Replace(helped, badgeCode, "ZZZZZZZZ", 1), 404, organiser)
	ask("POST", assisted, strings.Replace(helped, `:2,`, `:0,`, 1), 400, organiser)
	d.locked(t, s, func() { ask("GET", holds, "", 503, organiser) })
}
