package outreach

import (
	"strings"
	"testing"
	"time"
)

func TestParseRegistryNamesWhatIsWrong(t *testing.T) {
	for name, c := range map[string]struct{ old, replacement, says string }{
		"an unknown key":              {`"version": 1`, `"version": 1, "points": 3`, `unknown field "points"`},
		"an unknown key of an entry":  {`"level": "street"`, `"kind": "street"`, `unknown field "kind"`},
		"another version":             {`"version": 1`, `"version": 2`, "version is 2"},
		"no time zone":                {`Asia/Shanghai`, ``, "time_zone"},
		"a time zone nobody knows":    {`Asia/Shanghai`, `Asia/Tianhe`, "Asia/Tianhe"},
		"something behind it":         {`"en": "{name}: {count}"}}}`, `"en": ""}}} {}`, "closing brace"},
		"an area of a lost parent":    {`"parent": "d", "level": "street", "name": {"en": "S1"}`, `"parent": "gone", "level": "street", "name": {}`, `"gone" is no area`},
		"an area that lies in itself": {`"id": "d", "parent": ""`, `"id": "d", "parent": "s1"`, "lies in itself"},
		"an id twice":                 {`"id": "s2", "parent"`, `"id": "s1", "parent"`, `area "s1" stands twice`},
		"a presenter of no team":      {`"id": "c", "team": "t2"`, `"id": "c", "team": "t9"`, `"t9" is no team`},
		"a seminar about nothing":     {`"tactics": ["x"]`, `"tactics": ["y"]`, `"y" is no article`},
		"a seminar backwards":         {`"ends": "2026-11-20T16`, `"ends": "2026-11-20T14`, "ends before it starts"},
		"a code not in capitals":      {`"FR23R1AV"`, `"fr23r1av"`, `"fr23r1av"`},
		"a code of digits alone":      {`"FR23R1AV"`, `"12345678"`, `"12345678" has no letter`},
		"a single check word":         {`, {"en": "dolphin"}, {"en": "kite"}`, ``, `check_words`},
		"a code of another kind":      {`"kind": "presenter"`, `"kind": "person"`, `"person" is neither`},
		"a code of no seminar":        {`"seminar": "sem"}`, `"seminar": "lost"}`, `"lost" is no seminar`},
		"a code of two presenters":    {`"kind": "seminar", "presenter": "a"`, `"kind": "seminar", "presenter": "b"`, `does not hold seminar`},
		"levels that do not rise":     {`"points": 52`, `"points": 50`, `"l52" needs more points`},
		"a first level with points":   {`"points": 0`, `"points": 1`, "must exist and have 0 points"},
		"an alert of no day":          {`2026-11-10`, `10 November`, `"10 November" is not a day`},
		"an alert of nowhere":         {`"areas": ["s1"]`, `"areas": ["s7"]`, `"s7" is no area`},
	} {
		t.Run(name, func(t *testing.T) {
			if !strings.Contains(testRegistry, c.old) {
				t.Fatalf("%s is not in the registry of this test", c.old)
			}
			_, err := ParseRegistry([]byte(strings.Replace(testRegistry, c.old, c.replacement, 1)))
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("error is %v, want %q in it", err, c.says)
			}
		})
	}
}

func TestActiveAlertsFollowAreaAndDay(t *testing.T) {
	r := readRegistry(t)
	for name, c := range map[string]struct{ area, now, want string }{
		"a street has its own and its district's": {"s1", "2026-11-15T12:00:00+08:00", "street everywhere district"},
		"another street has not":                  {"s2", "2026-11-15T12:00:00+08:00", "everywhere district"},
		"a district has not its street's":         {"d", "2026-11-15T12:00:00+08:00", "everywhere district"},
		"the first day counts from midnight":      {"s1", "2026-11-09T16:00:00Z", "street everywhere district"},
		"not a second before":                     {"s1", "2026-11-09T15:59:59Z", "everywhere district"},
		"the last day counts":                     {"s2", "2026-11-30T23:59:59+08:00", "everywhere district"},
		"not the day after":                       {"s2", "2026-12-01T00:00:00+08:00", ""},
	} {
		t.Run(name, func(t *testing.T) {
			now, err := time.Parse(time.RFC3339, c.now)
			if err != nil {
				t.Fatal(err)
			}
			var slugs []string
			for _, a := range r.ActiveAlerts(c.area, now) {
				slugs = append(slugs, a.Slug)
			}
			if got := strings.Join(slugs, " "); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestACodeLeadsToWhatItStandsFor(t *testing.T) {
	r := readRegistry(t)
	badge, ok := r.Find("FR23R1AV")
	if !ok || badge.Presenter.ID != "a" || badge.Team.ID != "t1" || badge.Area.ID != "s1" || badge.Seminar != nil || r.TacticsOf(badge.Seminar) != nil {
		t.Errorf("badge: %+v", badge)
	}
	poster, ok := r.Find("VA8HT6J7")
	if !ok || poster.Presenter.ID != "a" || poster.Area.ID != "s2" || poster.Seminar.ID != "sem" || r.TacticsOf(poster.Seminar)[0].Slug != "x" {
		t.Errorf("poster: %+v", poster)
	}
	if _, ok := r.Find("00000000"); ok {
		t.Error("a code of nobody is found")
	}
}

func TestTextsFallBackToTheLanguageTheyWereWrittenIn(t *testing.T) {
	all := Text{"zh-hant": "繁", "zh-hans": "简", "en": "English"}
	for lang, want := range map[string]string{"zh-hans": "简", "en": "English", "fr": "繁"} {
		if got := all.In(lang); got != want {
			t.Errorf("In(%s) = %s, want %s", lang, got, want)
		}
	}
	if (Text{"en": "English"}).In("zh-hans") != "English" || (Text{}).In("en") != "" {
		t.Error("wrong fallback")
	}
	r := readRegistry(t)
	if got := r.Message("hello", "en", map[string]string{"name": "{count}", "count": "{name}"}); got != "{count}: {name}" {
		t.Errorf("a value was filled in again: %s", got)
	}
	if got := r.Message("no.such", "en", nil); got != "no.such" {
		t.Errorf("unknown key: %s", got)
	}
}
