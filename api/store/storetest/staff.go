package storetest

import (
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"fangzha/api/outreach"
)

// issue adds a link of a person whose token hashes to the link's id.
func issue(t *testing.T, s Store, person outreach.Staff) outreach.StaffLink {
	t.Helper()
	id := newKey(t)
	link := outreach.StaffLink{ID: id, Hash: string(id), Staff: person, IssuedAt: noon, ExpiresAt: noon.Add(outreach.StaffLinkLife)}
	if err := s.AddStaffLink(t.Context(), link, newEntry(t, person, "issued")); err != nil {
		t.Fatalf("AddStaffLink: %v", err)
	}
	return link
}

func newEntry(t *testing.T, by outreach.Staff, action string) outreach.AuditEntry {
	return outreach.AuditEntry{ID: newKey(t), At: noon, Staff: by.ID, Role: by.Role, Action: action, Allowed: true}
}

// spend signs in with a link at a moment; the session's token hashes to its id.
func spend(t *testing.T, s Store, link string, at time.Time) (outreach.StaffSession, error) {
	t.Helper()
	id := newKey(t)
	session := outreach.StaffSession{ID: id, Hash: string(id), BeganAt: at, UsedAt: at}
	return s.SpendStaffLink(t.Context(), link, session, newEntry(t, outreach.Staff{}, "signed in"))
}

func signIn(t *testing.T, s Store, person outreach.Staff) outreach.StaffSession {
	t.Helper()
	session, err := spend(t, s, issue(t, s, person).Hash, noon)
	if err != nil {
		t.Fatalf("SpendStaffLink: %v", err)
	}
	return session
}

func use(t *testing.T, s Store, session outreach.StaffSession, needs outreach.Role, at time.Time) error {
	t.Helper()
	_, err := s.UseStaffSession(t.Context(), session.Hash, outreach.StaffUse{Needs: needs, Action: "GET /x", Object: "o", Audit: newKey(t), At: at})
	return err
}

var (
	aPresenter  = outreach.Staff{ID: "p-1", Role: outreach.RolePresenter, Presenter: "p-1"}
	another     = outreach.Staff{ID: "p-2", Role: outreach.RolePresenter, Presenter: "p-2"}
	anOrganiser = outreach.Staff{ID: "lee", Role: outreach.RoleOrganiser, Area: "a-1"}
)

func linkSignsInOnce(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	link := issue(t, s, anOrganiser)
	if links, err := s.StaffLinks(t.Context(), noon); err != nil || len(links) != 1 || links[0].Staff != anOrganiser || links[0].ID != link.ID {
		t.Errorf("links are %+v (%v)", links, err)
	}
	var in atomic.Int64
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			session, err := spend(t, s, link.Hash, noon)
			if err != nil {
				wantCode(t, err, outreach.NotSignedIn)
				return
			}
			in.Add(1)
			if session.Staff != anOrganiser || session.Link != link.ID {
				t.Errorf("the session is %+v", session)
			}
		})
	}
	all.Wait()
	if in.Load() != 1 {
		t.Errorf("%d signed in, want 1", in.Load())
	}
	if links, err := s.StaffLinks(t.Context(), noon); err != nil || len(links) != 0 {
		t.Errorf("a spent link is listed: %+v (%v)", links, err)
	}
	if sessions, err := s.StaffSessions(t.Context(), noon); err != nil || len(sessions) != 1 {
		t.Errorf("sessions are %+v (%v)", sessions, err)
	}
}

func linkThatIsNotGood(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	revoked, old, good := issue(t, s, aPresenter), issue(t, s, aPresenter), issue(t, s, aPresenter)
	if err := s.EndStaff(t.Context(), string(revoked.ID), newEntry(t, anOrganiser, "ended")); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		hash string
		at   time.Time
	}{
		"unknown": {"nothing", noon},
		"revoked": {revoked.Hash, noon},
		"too old": {old.Hash, noon.Add(outreach.StaffLinkLife)},
	} {
		if _, err := spend(t, s, c.hash, c.at); err == nil {
			t.Errorf("%s: signed in", name)
		} else {
			wantCode(t, err, outreach.NotSignedIn)
		}
	}
	if _, err := spend(t, s, good.Hash, noon.Add(outreach.StaffLinkLife-time.Millisecond)); err != nil {
		t.Errorf("in the last millisecond: %v", err)
	}
}

func sessionEnds(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	idle, old := signIn(t, s, aPresenter), signIn(t, s, another)
	at := noon
	for at.Sub(noon) < outreach.StaffSessionLife-time.Hour {
		at = at.Add(time.Hour)
		if err := use(t, s, old, outreach.RolePresenter, at); err != nil {
			t.Fatalf("used every hour, after %s: %v", at.Sub(noon), err)
		}
	}
	wantCode(t, use(t, s, old, outreach.RolePresenter, noon.Add(outreach.StaffSessionLife)), outreach.NotSignedIn)
	wantCode(t, use(t, s, idle, outreach.RolePresenter, noon.Add(outreach.StaffSessionIdle)), outreach.NotSignedIn)
	if _, err := s.FindStaffSession(t.Context(), idle.Hash, noon.Add(outreach.StaffSessionIdle)); err == nil {
		t.Error("an idle session is found")
	}
	if found, err := s.FindStaffSession(t.Context(), idle.Hash, noon.Add(outreach.StaffSessionIdle-time.Millisecond)); err != nil || found.Staff != aPresenter {
		t.Errorf("before that it is %+v (%v)", found, err)
	}
	if sessions, err := s.StaffSessions(t.Context(), noon.Add(3*time.Hour)); err != nil || len(sessions) != 1 || sessions[0].ID != old.ID {
		t.Errorf("after three hours the open sessions are %+v (%v)", sessions, err)
	}
}

func endingEndsWhatBelongs(t *testing.T, open func(*testing.T) Store) {
	for name, id := range map[string]func(outreach.StaffSession) string{
		"the session's id": func(x outreach.StaffSession) string { return string(x.ID) },
		"the link's id":    func(x outreach.StaffSession) string { return string(x.Link) },
		"the person's id":  func(x outreach.StaffSession) string { return x.Staff.ID },
	} {
		t.Run(name, func(t *testing.T) {
			s := closing(t, open(t))
			mine, other := signIn(t, s, anOrganiser), signIn(t, s, another)
			end := func() error { return s.EndStaff(t.Context(), id(mine), newEntry(t, mine.Staff, name)) }
			if err := end(); err != nil {
				t.Fatal(err)
			}
			wantCode(t, use(t, s, mine, outreach.RolePresenter, noon), outreach.NotSignedIn)
			if err := use(t, s, other, outreach.RolePresenter, noon); err != nil {
				t.Errorf("the other session: %v", err)
			}
			wantCode(t, end(), outreach.NotFound)
			rows, err := s.Audit(t.Context(), outreach.AuditRequest{Limit: 1000, Staff: mine.Staff.ID})
			if err != nil || len(slices.DeleteFunc(rows, func(e outreach.AuditEntry) bool { return e.Action != name })) != 1 {
				t.Errorf("rows are %+v (%v), want one of the end", rows, err)
			}
		})
	}
}

func usesAreAudited(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	session := signIn(t, s, aPresenter)
	for i := range 3 {
		if err := use(t, s, session, outreach.RolePresenter, noon.Add(time.Duration(i)*time.Minute)); err != nil {
			t.Fatal(err)
		}
	}
	wantCode(t, use(t, s, session, outreach.RoleOrganiser, noon.Add(time.Hour)), outreach.Forbidden)
	wantCode(t, use(t, s, outreach.StaffSession{Hash: "nobody"}, outreach.RolePresenter, noon), outreach.NotSignedIn)
	rows, err := s.Audit(t.Context(), outreach.AuditRequest{Limit: 10, Staff: "p-1"})
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 6 { // issued, signed in, three uses, one refused
		t.Fatalf("%d rows: %+v", len(rows), rows)
	}
	refused := rows[0]
	if refused.Allowed || refused.Session != session.ID || refused.Action != "GET /x" || refused.Object != "o" || refused.Role != outreach.RolePresenter || !refused.At.Equal(noon.Add(time.Hour)) {
		t.Errorf("the refused use is %+v", refused)
	}
	for _, row := range rows[1:4] {
		if !row.Allowed || row.Staff != "p-1" {
			t.Errorf("a use is %+v", row)
		}
	}
}

func auditIsRead(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	session, other := signIn(t, s, aPresenter), signIn(t, s, another)
	for i := range 5 {
		for _, x := range []outreach.StaffSession{session, other} {
			if err := use(t, s, x, outreach.RolePresenter, noon.Add(time.Duration(1+i)*time.Minute)); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, c := range map[string]struct {
		request outreach.AuditRequest
		want    int
	}{
		"all":          {outreach.AuditRequest{Limit: 100}, 14},
		"a few":        {outreach.AuditRequest{Limit: 3}, 3},
		"of one":       {outreach.AuditRequest{Limit: 100, Staff: "p-2"}, 7},
		"of nobody":    {outreach.AuditRequest{Limit: 100, Staff: "p-3"}, 0},
		"the last two": {outreach.AuditRequest{Limit: 100, Staff: "p-2", Since: noon.Add(4 * time.Minute)}, 2},
	} {
		rows, err := s.Audit(t.Context(), c.request)
		if err != nil || len(rows) != c.want {
			t.Errorf("%s: %d rows (%v), want %d", name, len(rows), err, c.want)
		}
		for i := 1; i < len(rows); i++ {
			if rows[i].At.After(rows[i-1].At) {
				t.Errorf("%s: row %d is newer than the one before", name, i)
			}
		}
	}
}
