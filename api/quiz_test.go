package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"fangzha/api/outreach"
)

const quizRound = `{"code":"VA8HT6J7","key":"019aa000-0000-7000-8000-000000000009","token":"AAAAAAAAAAAAAAAAAAAAAA","round":"before","form":"a","locale":"en",
	"answers":[{"item":"scam-a-1","said":"scam"},{"item":"scam-a-2","said":"scam"},{"item":"genuine-a-1","said":"scam"},{"item":"genuine-a-2","said":"scam"}]}`

// token is 16 bytes that name one person of the tests.
func token(person int) string { return fmt.Sprintf("%018dAAAA", person) }

// judged are the four answers of a form: the first said of those asked are called scams.
func judged(form string, scams, genuine int) []any {
	var answers []any
	for truth, called := range map[string]int{"scam": scams, "genuine": genuine} {
		for i := range 2 {
			said := "genuine"
			if i < called {
				said = "scam"
			}
			answers = append(answers, map[string]any{"item": truth + "-" + form + "-" + strconv.Itoa(i+1), "said": said})
		}
	}
	return answers
}

func quiz(t *testing.T, person int, round string, changes map[string]any) map[string]any {
	t.Helper()
	form := map[bool]string{true: "a", false: "b"}[round == "before"]
	body := map[string]any{"code": seminarCode, "key": newKey(t), "token": token(person), "round": round, "form": form, "answers": judged(form, 2, 0), "locale": "en"}
	return changed(body, changes)
}

func TestARoundOfTheQuizIsKeptOnceAndJoinedByItsToken(t *testing.T) {
	s := boot(t, t.TempDir())
	body := quiz(t, 1, "before", nil)
	first := s.post(t, "/api/v1/quiz", body, "Cookie", "fz_device=AAAAAAAAAAAAAAAAAAAAAA")
	wantStatus(t, first, http.StatusCreated)
	if first.json(t)["code"] != seminarCode || first.Header.Get("Set-Cookie") != "" {
		t.Errorf("answer %s, cookie %q", first.body, first.Header.Get("Set-Cookie"))
	}
	again := s.post(t, "/api/v1/quiz", body)
	wantStatus(t, again, http.StatusOK)
	reopened := s.post(t, "/api/v1/quiz", quiz(t, 1, "before", map[string]any{"answers": judged("a", 0, 2)}))
	wantStatus(t, reopened, http.StatusOK)
	if again.json(t)["id"] != first.json(t)["id"] || reopened.json(t)["id"] != first.json(t)["id"] {
		t.Errorf("ids %s %s %s", first.body, again.body, reopened.body)
	}
	wantError(t, s.post(t, "/api/v1/quiz", changed(maps.Clone(body), map[string]any{"answers": judged("a", 1, 0)})), http.StatusUnprocessableEntity, "conflict")
	wantStatus(t, s.post(t, "/api/v1/quiz", quiz(t, 1, "after", nil)), http.StatusCreated) // a retired item still counts
	wantStatus(t, s.post(t, "/api/v1/quiz", quiz(t, 1, "before", map[string]any{"code": badgeCode})), http.StatusCreated)
	if rounds, answers := s.rows(t, "quiz"), s.rows(t, "quiz_answer"); rounds != 3 || answers != 12 {
		t.Errorf("%d rounds and %d answers", rounds, answers)
	}
	s.stop()
	if bytesOnDisk(t, s.data, token(1)) {
		t.Error("the token is on disk")
	}
}

func TestAMalformedRoundIsRefusedAndLeavesNoRow(t *testing.T) {
	s := boot(t, t.TempDir())
	three := judged("a", 2, 0)[:3]
	with := func(answer any) []any { return append(append([]any{}, three...), answer) }
	for name, c := range map[string]struct {
		changes map[string]any
		fields  string
	}{
		"no token":                 {map[string]any{"token": nil}, "token"},
		"a short token":            {map[string]any{"token": "abc"}, "token"},
		"a name for a token":       {map[string]any{"token": "chan.tai.man@example.co"}, "token"},
		"a round of their own":     {map[string]any{"round": "during"}, "round"},
		"a third form":             {map[string]any{"form": "c", "answers": judged("a", 2, 0)}, "form answers.0.item answers.1.item answers.2.item answers.3.item"},
		"three answers":            {map[string]any{"answers": three}, "answers"},
		"five answers":             {map[string]any{"answers": append(judged("a", 2, 0), three[0])}, "answers"},
		"no answers":               {map[string]any{"answers": nil}, "answers"},
		"answers in words":         {map[string]any{"answers": "scam"}, "answers"},
		"an answer in words":       {map[string]any{"answers": with("scam")}, "answers.3"},
		"an answer twice":          {map[string]any{"answers": with(three[0])}, "answers.3.item"},
		"an item of nobody":        {map[string]any{"answers": with(map[string]any{"item": "x", "said": "scam"})}, "answers.3.item"},
		"an item of another form":  {map[string]any{"answers": with(map[string]any{"item": "scam-b-1", "said": "scam"})}, "answers.3.item"},
		"a judgement of their own": {map[string]any{"answers": []any{three[0], three[1], three[2], map[string]any{"item": missing(three), "said": "maybe"}}}, "answers.3.said"},
		"a number for an item":     {map[string]any{"answers": with(map[string]any{"item": 1, "said": "scam"})}, "answers.3.item"},
		"more in an answer":        {map[string]any{"answers": with(map[string]any{"item": "scam-a-1", "said": "scam", "ms": 3})}, "answers.3.ms"},
		"null among the answers":   {map[string]any{"answers": with(nil)}, "answers.3.item"},
		"a device id":              {map[string]any{"device": "x"}, "device"},
	} {
		t.Run(name, func(t *testing.T) {
			wantError(t, s.post(t, "/api/v1/quiz", quiz(t, 1, "before", c.changes)), http.StatusBadRequest, "invalid", strings.Fields(c.fields)...)
		})
	}
	wantError(t, s.post(t, "/api/v1/quiz", quiz(t, 1, "before", map[string]any{"code": unusedCode})), http.StatusNotFound, "not_found")
	if n := s.rows(t, "quiz"); n != 0 {
		t.Errorf("%d rows", n)
	}
}

// missing is the item of form a that is not among three of its answers.
func missing(three []any) string {
	asked := fmt.Sprint(three...)
	for _, item := range []string{"scam-a-1", "scam-a-2", "genuine-a-1", "genuine-a-2"} {
		if !strings.Contains(asked, item) {
			return item
		}
	}
	return ""
}

// fill sends n persons' rounds before and stay of them after the seminar of the fixture, which has ended.
func fill(t *testing.T, s *service, n, stay int) {
	t.Helper()
	for i := range n {
		wantStatus(t, s.post(t, "/api/v1/quiz", quiz(t, i, "before", map[string]any{"answers": judged("a", 1, 1)})), http.StatusCreated)
		if i < stay {
			wantStatus(t, s.post(t, "/api/v1/quiz", quiz(t, i, "after", map[string]any{"answers": judged("b", 2, i%2)})), http.StatusCreated)
		}
	}
}

func TestThePublicSeesWhatASeminarTaughtInRoundedFiguresOnly(t *testing.T) {
	s := boot(t, t.TempDir())
	wantError(t, s.get(t, "/api/v1/seminars/nowhere/learning"), http.StatusNotFound, "not_found")
	fill(t, s, 23, 9)
	for i := range 9 {
		wantStatus(t, s.post(t, "/api/v1/feedback", feedback(t, map[string]any{"rating": 1 + i%5})), http.StatusCreated)
	}
	wantLearning(t, s, "learning", nil, `{"seminar":"savings","ended":true,"rounds":[
		{"round":"before","people":{"at_least":20},"scores":{"hit_rate":0.5,"false_alarm_rate":0.5,"discernment":{"value":0,"low":-0.15,"high":0.15},"d_prime":0,"criterion":0}},
		{"round":"after","people":{"under":10},"scores":null},{"round":"day30","people":{"under":10},"scores":null},{"round":"day90","people":{"under":10},"scores":null}],
		"changes":[{"round":"after","began":{"at_least":20},"people":{"under":10},"attrition":null,"gain":null},{"round":"day30","began":{"at_least":20},"people":{"under":10},"attrition":null,"gain":null},{"round":"day90","began":{"at_least":20},"people":{"under":10},"attrition":null,"gain":null}],
		"feedback":null}`)
}

func TestStaffSeeTheExactFiguresOfTheirOwnSeminars(t *testing.T) {
	s := boot(t, t.TempDir())
	fill(t, s, 12, 10)
	presenter := s.signIn(t, "--role", "presenter", "--presenter", "p-1")
	a := s.get(t, "/api/v1/seminars/savings/learning/exact", "Cookie", presenter)
	wantStatus(t, a, http.StatusOK)
	m := a.json(t)
	after := m["rounds"].([]any)[1].(map[string]any)
	gain := m["changes"].([]any)[0].(map[string]any)
	if fmt.Sprint(after["people"]) != "map[exact:10]" || after["scores"].(map[string]any)["hit_rate"] != 1.0 || gain["gain"].(map[string]any)["value"] != 0.75 || fmt.Sprintf("%.4f", gain["attrition"]) != "0.1667" {
		t.Errorf("%s", a.body)
	}
	if fmt.Sprint(m["feedback"].(map[string]any)["people"]) != "map[exact:0]" {
		t.Errorf("feedback %v", m["feedback"])
	}
	for name, c := range map[string]struct {
		args   []string
		status int
	}{
		"another presenter":              {[]string{"--role", "presenter", "--presenter", "p-2"}, http.StatusForbidden},
		"an organiser of another street": {[]string{"--role", "organiser", "--area", "hetang"}, http.StatusForbidden},
		"an organiser of the district":   {[]string{"--role", "organiser"}, http.StatusOK},
	} {
		t.Run(name, func(t *testing.T) {
			wantStatus(t, s.get(t, "/api/v1/seminars/savings/learning/exact", "Cookie", s.signIn(t, c.args...)), c.status)
		})
	}
}

func TestPaperIsEnteredInOneBatchOrNotAtAll(t *testing.T) {
	s := boot(t, t.TempDir())
	own, other := s.signIn(t, "--role", "presenter", "--presenter", "p-1"), s.signIn(t, "--role", "presenter", "--presenter", "p-2")
	stack := []any{quiz(t, 1, "before", nil), quiz(t, 1, "after", nil), quiz(t, 2, "before", nil)}
	send := func(cookie string, rounds ...any) answered {
		return s.post(t, "/api/v1/quiz/batch", map[string]any{"rounds": rounds}, "Cookie", cookie)
	}
	wantError(t, send(other, stack...), http.StatusForbidden, "forbidden")
	wantError(t, send(own, append([]any{stack[0]}, quiz(t, 3, "during", nil))...), http.StatusBadRequest, "invalid", "rounds.1.round")
	wantError(t, send(own), http.StatusBadRequest, "invalid", "rounds")
	if n := s.rows(t, "quiz"); n != 0 {
		t.Fatalf("%d rows of refused batches", n)
	}
	for _, want := range []string{`{"recorded":3,"known":0}`, `{"recorded":0,"known":3}`} {
		if a := send(own, stack...); a.StatusCode != http.StatusOK || string(a.body) != want {
			t.Errorf("status %d, %s, want %s", a.StatusCode, a.body, want)
		}
	}
}

func TestACommentIsPublishedOnceAnOrganiserApprovesIt(t *testing.T) {
	s := boot(t, t.TempDir())
	for i := range 10 {
		comment := map[int]string{0: "Too fast. <script>alert(1)</script>", 1: "My number is 138 0013 8000."}[i]
		wantStatus(t, s.post(t, "/api/v1/feedback", feedback(t, map[string]any{"comment": comment, "rating": 4})), http.StatusCreated)
	}
	published := func() string {
		f, _ := s.get(t, "/api/v1/seminars/savings/learning").json(t)["feedback"].(map[string]any)
		return fmt.Sprint(f["people"], f["useful"], f["first_steps"].([]any)[0], f["comments"])
	}
	const held = "map[at_least:10] 4 map[share:1 step:hang_up] []"
	if got := published(); got != held {
		t.Errorf("before anybody read them: %s", got)
	}
	elsewhere, organiser := s.signIn(t, "--role", "organiser", "--area", "hetang"), s.signIn(t, "--role", "organiser", "--area", "jinyuan")
	list := func(cookie, query string) []any {
		return s.get(t, "/api/v1/comments"+query, "Cookie", cookie).json(t)["comments"].([]any)
	}
	if n := len(list(elsewhere, "")); n != 0 {
		t.Errorf("an organiser of another street sees %d comments", n)
	}
	waiting := list(organiser, "")
	if len(waiting) != 2 || !strings.Contains(fmt.Sprint(waiting), "[***]") {
		t.Fatalf("waiting: %v", waiting)
	}
	var id string
	for _, c := range waiting {
		if c := c.(map[string]any); strings.HasPrefix(fmt.Sprint(c["text"]), "Too fast") {
			id = fmt.Sprint(c["id"])
		}
	}
	decide := func(cookie string) answered {
		return s.post(t, "/api/v1/comments/"+id, map[string]any{"state": "approved"}, "Cookie", cookie)
	}
	wantError(t, decide(elsewhere), http.StatusForbidden, "forbidden")
	if got := published(); got != held {
		t.Errorf("a stranger published it: %s", got)
	}
	wantStatus(t, decide(organiser), http.StatusNoContent)
	if got := published(); got != strings.Replace(held, "[]", "[Too fast. <script>alert(1)</script>]", 1) {
		t.Errorf("after approval: %s", got)
	}
	if len(list(organiser, "")) != 1 || len(list(organiser, "?state=approved")) != 1 {
		t.Error("the lists have not changed")
	}
}

// wantLearning compares an answer with JSON.
func wantLearning(t *testing.T, s *service, path string, headers []string, want string) {
	t.Helper()
	a := s.get(t, "/api/v1/seminars/savings/"+path, headers...)
	wantStatus(t, a, http.StatusOK)
	var expected map[string]any
	if err := json.Unmarshal([]byte(want), &expected); err != nil {
		t.Fatal(err)
	}
	if got := a.json(t); fmt.Sprint(got) != fmt.Sprint(expected) {
		t.Errorf("got %v\nwant %v", got, expected)
	}
}

// describeQuiz holds the answers about the quiz, the comments and what was learned to the description.
func (d *described) describeQuiz(t *testing.T, s *service) {
	t.Helper()
	presenter, organiser := s.signIn(t, "--role", "presenter", "--presenter", "p-1"), s.signIn(t, "--role", "organiser")
	other := s.signIn(t, "--role", "presenter", "--presenter", "p-2")
	ask := func(method, path string, body any, status int, headers ...string) answered {
		t.Helper()
		text, contentType := "", ""
		switch b := body.(type) {
		case string:
			text, contentType = b, "application/json"
		case map[string]any:
			raw, err := json.Marshal(b)
			if err != nil {
				t.Fatal(err)
			}
			text, contentType = string(raw), "application/json"
		}
		a := s.do(t, method, path, contentType, text, headers...)
		wantStatus(t, a, status)
		d.hold(t, a, text)
		return a
	}
	const one, batch, learning, comments = "/api/v1/quiz", "/api/v1/quiz/batch", "/api/v1/seminars/savings/learning", "/api/v1/comments"
	long := strings.Repeat("a", 65<<10)
	round := quiz(t, 99, "before", nil)
	ask("POST", one, round, 201)
	ask("POST", one, round, 200)
	conflict := changed(maps.Clone(round), map[string]any{"answers": judged("a", 0, 0)})
	ask("POST", one, conflict, 422)
	ask("POST", one, changed(maps.Clone(round), map[string]any{"code": unusedCode}), 404)
	ask("POST", one, changed(maps.Clone(round), map[string]any{"round": "during"}), 400)
	ask("POST", one, long, 413)
	sheet := func(changes map[string]any) map[string]any {
		return map[string]any{"rounds": []any{quiz(t, 98, "after", changes)}}
	}
	ask("POST", batch, sheet(nil), 200, "Cookie", presenter)
	ask("POST", batch, sheet(nil), 401)
	ask("POST", batch, sheet(nil), 403, "Cookie", other)
	ask("POST", batch, sheet(map[string]any{"form": "c"}), 400, "Cookie", presenter)
	ask("POST", batch, sheet(map[string]any{"code": unusedCode}), 404, "Cookie", presenter)
	ask("POST", batch, map[string]any{"rounds": []any{conflict}}, 422, "Cookie", presenter)
	ask("POST", batch, long, 413, "Cookie", presenter)
	fill(t, s, 11, 10)
	for range 10 {
		s.post(t, "/api/v1/feedback", feedback(t, nil))
	}
	ask("GET", learning, nil, 200)
	ask("GET", strings.Replace(learning, "savings", "nowhere", 1), nil, 404)
	ask("GET", learning+"/exact", nil, 200, "Cookie", presenter)
	ask("GET", learning+"/exact", nil, 401)
	ask("GET", learning+"/exact", nil, 403, "Cookie", other)
	ask("GET", strings.Replace(learning, "savings", "nowhere", 1)+"/exact", nil, 404, "Cookie", presenter)
	waiting := ask("GET", comments, nil, 200, "Cookie", organiser).json(t)["comments"].([]any)
	ask("GET", comments+"?state=approved", nil, 200, "Cookie", organiser)
	ask("GET", comments+"?state=lost", nil, 400, "Cookie", organiser)
	ask("GET", comments, nil, 401)
	ask("GET", comments, nil, 403, "Cookie", presenter)
	id := comments + "/" + fmt.Sprint(waiting[0].(map[string]any)["id"])
	approve := map[string]any{"state": "approved"}
	ask("POST", id, approve, 204, "Cookie", organiser)
	ask("POST", id, map[string]any{"state": "lost"}, 400, "Cookie", organiser)
	ask("POST", id, approve, 401)
	ask("POST", id, approve, 403, "Cookie", presenter)
	ask("POST", comments+"/019aa000-0000-7000-8000-00000000000f", approve, 404, "Cookie", organiser)
	ask("POST", id, long, 413, "Cookie", organiser)
	d.locked(t, s,
		func() { ask("POST", one, quiz(t, 97, "before", nil), 503) },
		func() { ask("POST", batch, sheet(nil), 503, "Cookie", presenter) },
		func() { ask("GET", learning+"/exact", nil, 503, "Cookie", presenter) },
		func() { ask("GET", comments, nil, 503, "Cookie", organiser) },
		func() { ask("POST", id, approve, 503, "Cookie", organiser) },
	)
}

func TestRoundsOfOneTalkAreJoinedWhateverCodeOpenedThem(t *testing.T) {
	s := boot(t, t.TempDir())
	secret, hall, now := s.secret(t), target(t, tonightCode), time.Now()
	for round, code := range map[string]outreach.Code{
		"before": secret.TypedCodes(hall, now, 1)[0].Code,
		"after":  secret.LiveCodes(hall, now.Add(-24*time.Hour), 1)[0].Code, // a quiz proves no presence
		"day30":  tonightCode,
	} {
		a := s.post(t, "/api/v1/quiz", quiz(t, 1, round, map[string]any{"code": string(code)}))
		wantStatus(t, a, http.StatusCreated)
		if a.json(t)["code"] != tonightCode {
			t.Errorf("%s: %s, want the printed code", round, a.body)
		}
	}
	if got := s.text(t, `SELECT COUNT(DISTINCT token) || ' ' || COUNT(*) || ' ' || MIN(seminar) FROM quiz`); got != "1 3 tonight" {
		t.Errorf("tokens, rounds, seminar: %s", got)
	}
	nobodys := "00000000"
	wantError(t, s.post(t, "/api/v1/quiz", quiz(t, 2, "before", map[string]any{"code": nobodys})), http.StatusNotFound, "not_found")
}

func TestNothingIsPublicBeforeASeminarHasEnded(t *testing.T) {
	s := boot(t, t.TempDir())
	for i := range 12 {
		wantStatus(t, s.post(t, "/api/v1/quiz", quiz(t, i, "before", map[string]any{"code": tonightCode})), http.StatusCreated)
		wantStatus(t, s.post(t, "/api/v1/feedback", feedback(t, map[string]any{"code": tonightCode})), http.StatusCreated)
	}
	m := s.get(t, "/api/v1/seminars/tonight/learning").json(t)
	before := m["rounds"].([]any)[0].(map[string]any)
	if m["ended"] != false || before["scores"] != nil || fmt.Sprint(before["people"]) != "map[under:10]" || m["feedback"] != nil {
		t.Errorf("%v", m)
	}
	exact := s.get(t, "/api/v1/seminars/tonight/learning/exact", "Cookie", s.signIn(t, "--role", "presenter", "--presenter", "p-2")).json(t)
	if people := exact["rounds"].([]any)[0].(map[string]any)["people"]; fmt.Sprint(people) != "map[exact:12]" {
		t.Errorf("the presenter sees %v", people)
	}
}
