package outreach

import (
	"slices"
	"time"
)

// Registry is what the repository says about people, places and articles: registry.json, written by Hugo.
// It is read once by ParseRegistry and never changed: a new file makes a new Registry.
type Registry struct {
	Version       int             `json:"version"`
	TimeZone      string          `json:"time_zone"` // IANA name; days, months and years are those of this zone
	Languages     []string        `json:"languages"`
	Areas         []Area          `json:"areas"`
	Teams         []Team          `json:"teams"`
	Presenters    []Presenter     `json:"presenters"`
	Seminars      []Seminar       `json:"seminars"`
	Codes         []CodeEntry     `json:"codes"`
	Levels        []Level         `json:"levels"`      // ascending by points; the first has 0
	CheckWordList []Text          `json:"check_words"` // site/data/checkwords.yaml, in its order
	Categories    []Category      `json:"categories"`
	Channels      []Facet         `json:"channels"`  // how fraudsters reach people
	Audiences     []Facet         `json:"audiences"` // whom they target
	Tactics       []Tactic        `json:"tactics"`
	Alerts        []Alert         `json:"alerts"`
	Items         []Item          `json:"items"`
	Messages      map[string]Text `json:"messages"`

	location   *time.Location
	areas      map[string]*Area
	teams      map[string]*Team
	presenters map[string]*Presenter
	seminars   map[string]*Seminar
	codes      map[Code]*CodeEntry
	categories map[string]*Category
	channels   map[string]*Facet
	audiences  map[string]*Facet
	tactics    map[string]*Tactic
	items      map[string]*Item
}

// Area is a district, a street or a community; Parent is "" for a district.
type Area struct {
	ID        string `json:"id"`
	Parent    string `json:"parent"`
	Level     string `json:"level"`
	Name      Text   `json:"name"`
	Residents int    `json:"residents"`
	Demo      bool   `json:"demo"`
}

// Team is a lecture team.
type Team struct {
	ID   string `json:"id"`
	Area string `json:"area"`
	Name Text   `json:"name"`
	Demo bool   `json:"demo"`
}

// Presenter is an officer or volunteer. Label is what the presenter agreed to show.
type Presenter struct {
	ID    string `json:"id"`
	Team  string `json:"team"`
	Area  string `json:"area"`
	Label Text   `json:"label"`
	Demo  bool   `json:"demo"`
}

// CodeEntry says what a printed code stands for. Kind is "presenter" or "seminar"; Seminar is "" for the first.
type CodeEntry struct {
	Code      Code   `json:"code"`
	Kind      string `json:"kind"`
	Presenter string `json:"presenter"`
	Seminar   string `json:"seminar"`
}

// Category is a kind of fraud.
type Category struct {
	ID   string `json:"id"`
	Name Text   `json:"name"`
}

// Facet is a channel or an audience, by which a search can be narrowed.
type Facet struct {
	ID   string `json:"id"`
	Name Text   `json:"name"`
}

// Tactic is an article about one fraud tactic; URL is site-relative.
type Tactic struct {
	Slug     string `json:"slug"`
	Category string `json:"category"`
	Title    Text   `json:"title"`
	Summary  Text   `json:"summary"`
	URL      Text   `json:"url"`
}

// Alert is a dated warning. It is shown from Date to Expires, both days included ("2006-01-02"), in its
// Areas and everything below them; without areas, everywhere.
type Alert struct {
	Slug     string   `json:"slug"`
	Category string   `json:"category"`
	Title    Text     `json:"title"`
	Summary  Text     `json:"summary"`
	URL      Text     `json:"url"`
	Areas    []string `json:"areas"`
	Tactics  []string `json:"tactics"`
	Date     string   `json:"date"`
	Expires  string   `json:"expires"`
}

// Target is what a code leads to. Area is where it happens: the seminar's area, else the presenter's.
// Code is the printed one, "" for a seminar without a poster. Seminar is nil for a badge. The pointers belong to the registry.
type Target struct {
	Code      Code
	Presenter *Presenter
	Team      *Team
	Area      *Area
	Seminar   *Seminar
}

// Find resolves a printed code, or a live one by the printed code in it, whose tag it does not check; false when
// nobody was given it. A typed code names nobody by itself.
func (r *Registry) Find(code Code) (Target, bool) {
	entry, ok := r.codes[code.ID()]
	if !ok {
		return Target{}, false
	}
	p := r.presenters[entry.Presenter]
	t := Target{Code: entry.Code, Presenter: p, Team: r.teams[p.Team], Area: r.areas[p.Area]}
	if entry.Seminar != "" {
		t.Seminar = r.seminars[entry.Seminar]
		t.Area = r.areas[t.Seminar.Area]
	}
	return t, true
}

// TargetOf gives what a code of the seminar would lead to.
func (r *Registry) TargetOf(s *Seminar) Target {
	p := r.presenters[s.Presenter]
	t := Target{Presenter: p, Team: r.teams[p.Team], Area: r.areas[s.Area], Seminar: s}
	for i := range r.Codes {
		if r.Codes[i].Seminar == s.ID {
			t.Code = r.Codes[i].Code
			break
		}
	}
	return t
}

// HasLanguage, HasArea, HasTeam and HasCategory say whether an id is one of the registry's.
func (r *Registry) HasLanguage(lang string) bool { return slices.Contains(r.Languages, lang) }

// HasArea: see HasLanguage.
func (r *Registry) HasArea(id string) bool { return r.areas[id] != nil }

// HasTeam: see HasLanguage.
func (r *Registry) HasTeam(id string) bool { return r.teams[id] != nil }

// HasCategory: see HasLanguage.
func (r *Registry) HasCategory(id string) bool { return r.categories[id] != nil }

// HasChannel: see HasLanguage.
func (r *Registry) HasChannel(id string) bool { return r.channels[id] != nil }

// HasAudience: see HasLanguage.
func (r *Registry) HasAudience(id string) bool { return r.audiences[id] != nil }

// Presenter gives the presenter of this id, nil if there is none.
func (r *Registry) Presenter(id string) *Presenter { return r.presenters[id] }

// Area gives the area of this id, nil if there is none.
func (r *Registry) Area(id string) *Area { return r.areas[id] }

// Seminar gives the seminar of this id, nil if there is none.
func (r *Registry) Seminar(id string) *Seminar { return r.seminars[id] }

// Within says whether the area is outer or lies in it.
func (r *Registry) Within(area, outer string) bool {
	for a := r.areas[area]; a != nil; a = r.areas[a.Parent] {
		if a.ID == outer {
			return true
		}
	}
	return false
}

// ActiveAlerts gives the alerts for an area at the moment now, newest first.
func (r *Registry) ActiveAlerts(area string, now time.Time) []*Alert {
	today := r.Day(now)
	var active []*Alert
	for i := range r.Alerts {
		a := &r.Alerts[i]
		near := len(a.Areas) == 0 || slices.ContainsFunc(a.Areas, func(outer string) bool { return r.Within(area, outer) })
		if near && a.Date <= today && today <= a.Expires {
			active = append(active, a)
		}
	}
	slices.SortStableFunc(active, func(a, b *Alert) int {
		switch {
		case a.Date > b.Date:
			return -1
		case a.Date < b.Date:
			return 1
		}
		return 0
	})
	return active
}

// Month is the counters' period of a moment: "2006-01" in the registry's time zone.
func (r *Registry) Month(t time.Time) string { return t.In(r.location).Format("2006-01") }

// Day is the day of a moment in the registry's time zone, "2006-01-02".
func (r *Registry) Day(t time.Time) string { return t.In(r.location).Format(time.DateOnly) }

// Local is the moment in the registry's time zone.
func (r *Registry) Local(t time.Time) time.Time { return t.In(r.location) }

// Year is the year of a moment in the registry's time zone.
func (r *Registry) Year(t time.Time) int { return t.In(r.location).Year() }

// night says whether nobody is expected to meet a presenter's badge at the moment t.
func (r *Registry) night(t time.Time) bool {
	hour := t.In(r.location).Hour()
	return hour >= nightBegins || hour < nightEnds
}
