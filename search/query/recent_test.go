package query

import (
	"fmt"
	"testing"
)

func TestAnAnswerIsRememberedForTheSameRequestAndPages(t *testing.T) {
	m, now, later := newRecent(), &pages{}, &pages{list: []*page{{}}}
	asked := Request{Text: "刷单", Lang: "zh-hans", Limit: 20, Today: "2026-11-24"}
	m.add(asked, now, Answer{Engine: "first"})
	for name, test := range map[string]struct {
		r    Request
		from *pages
		want bool
	}{
		"the same":          {asked, now, true},
		"newer pages":       {asked, later, false},
		"another day":       {Request{Text: "刷单", Lang: "zh-hans", Limit: 20, Today: "2026-11-25"}, now, false},
		"another language":  {Request{Text: "刷单", Lang: "en", Limit: 20, Today: "2026-11-24"}, now, false},
		"another category":  {Request{Text: "刷单", Lang: "zh-hans", Limit: 20, Today: "2026-11-24", Category: "loan"}, now, false},
		"another beginning": {Request{Text: "刷", Lang: "zh-hans", Limit: 20, Today: "2026-11-24"}, now, false},
	} {
		if _, got := m.find(test.r, test.from); got != test.want {
			t.Errorf("%s: found %v, want %v", name, got, test.want)
		}
	}
}

func TestWhatIsAskedAgainOutlivesWhatIsNot(t *testing.T) {
	m, from := newRecent(), &pages{}
	often, once := Request{Text: "often"}, Request{Text: "once"}
	m.add(once, from, Answer{})
	m.add(often, from, Answer{})
	for i := range 3 * mostRecent {
		m.add(Request{Text: fmt.Sprint(i)}, from, Answer{})
		if _, ok := m.find(often, from); !ok {
			t.Fatalf("forgotten after %d others", i)
		}
	}
	if _, ok := m.find(once, from); ok {
		t.Error("what nobody asked for again is still there")
	}
	if kept := len(m.young) + len(m.old); kept > 2*mostRecent {
		t.Errorf("%d answers are kept, want at most %d", kept, 2*mostRecent)
	}
}
