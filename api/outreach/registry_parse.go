package outreach

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"
)

// registryVersion is the format this program reads.
const registryVersion = 1

// ParseRegistry reads registry.json and checks that everything it refers to is in it. Unknown keys are an
// error: they mean that the site and the service were built from different commits. All faults are reported
// together.
func ParseRegistry(data []byte) (*Registry, error) {
	var r Registry
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&r); err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("read: something follows the closing brace")
	}
	if r.Version != registryVersion {
		return nil, fmt.Errorf("version is %d, this program reads %d", r.Version, registryVersion)
	}
	location, err := time.LoadLocation(r.TimeZone)
	if err != nil || r.TimeZone == "" {
		return nil, fmt.Errorf("time_zone %q is not an IANA name such as Asia/Shanghai", r.TimeZone)
	}
	r.location = location

	var found problems
	r.index(&found)
	r.checkPeople(&found)
	r.checkSeminars(&found)
	r.checkCodes(&found)
	r.checkLevels(&found)
	found.require(len(r.CheckWordList) >= 2, "check_words: there must be two or more")
	r.checkAlerts(&found)
	r.checkItems(&found)
	return &r, errors.Join(found...)
}

// problems are faults in the file; each names the entry.
type problems []error

func (p *problems) require(ok bool, format string, args ...any) {
	if !ok {
		*p = append(*p, fmt.Errorf(format, args...))
	}
}

func (r *Registry) index(p *problems) {
	r.areas = byID(p, "area", r.Areas, func(a *Area) string { return a.ID })
	r.teams = byID(p, "team", r.Teams, func(t *Team) string { return t.ID })
	r.presenters = byID(p, "presenter", r.Presenters, func(x *Presenter) string { return x.ID })
	r.seminars = byID(p, "seminar", r.Seminars, func(s *Seminar) string { return s.ID })
	r.codes = byID(p, "code", r.Codes, func(c *CodeEntry) Code { return c.Code })
	r.categories = byID(p, "category", r.Categories, func(c *Category) string { return c.ID })
	r.items = byID(p, "item", r.Items, func(i *Item) string { return i.Slug })
	r.channels = byID(p, "channel", r.Channels, func(f *Facet) string { return f.ID })
	r.audiences = byID(p, "audience", r.Audiences, func(f *Facet) string { return f.ID })
	r.tactics = byID(p, "tactic", r.Tactics, func(t *Tactic) string { return t.Slug })
}

// byID makes the look-up of one list; an id that is empty or stands twice is a problem.
func byID[T any, K ~string](p *problems, noun string, list []T, id func(*T) K) map[K]*T {
	m := make(map[K]*T, len(list))
	for i := range list {
		k := id(&list[i])
		p.require(k != "", "%s number %d has no id", noun, i+1)
		p.require(m[k] == nil, "%s %q stands twice", noun, k)
		m[k] = &list[i]
	}
	return m
}

func (r *Registry) checkPeople(p *problems) {
	p.require(len(r.Languages) > 0, "languages is empty")
	for _, a := range r.Areas {
		p.require(a.Parent == "" || r.areas[a.Parent] != nil, "area %q: parent %q is no area", a.ID, a.Parent)
		steps := 0
		for up := r.areas[a.Parent]; up != nil && steps <= len(r.Areas); up = r.areas[up.Parent] {
			steps++
		}
		p.require(steps <= len(r.Areas), "area %q lies in itself: follow its parents", a.ID)
	}
	for _, t := range r.Teams {
		p.require(r.areas[t.Area] != nil, "team %q: area %q is no area", t.ID, t.Area)
	}
	for _, x := range r.Presenters {
		p.require(r.teams[x.Team] != nil, "presenter %q: team %q is no team", x.ID, x.Team)
		p.require(r.areas[x.Area] != nil, "presenter %q: area %q is no area", x.ID, x.Area)
	}
}

func (r *Registry) checkSeminars(p *problems) {
	for _, s := range r.Seminars {
		p.require(r.areas[s.Area] != nil, "seminar %q: area %q is no area", s.ID, s.Area)
		p.require(r.presenters[s.Presenter] != nil, "seminar %q: presenter %q is no presenter", s.ID, s.Presenter)
		p.require(s.Ends.After(s.Starts), "seminar %q ends before it starts", s.ID)
		for _, slug := range s.Tactics {
			p.require(r.tactics[slug] != nil, "seminar %q: tactic %q is no article", s.ID, slug)
		}
	}
}

func (r *Registry) checkCodes(p *problems) {
	for _, c := range r.Codes {
		canonical, ok := ParseCode(string(c.Code))
		p.require(ok && canonical == c.Code && c.Code.Kind() != LiveCode, "code %q is not 8 upper-case characters of %s", c.Code, crockford)
		p.require(c.Code.Kind() != TypedCode, "code %q has no letter: eight digits are a typed code", c.Code)
		p.require(r.presenters[c.Presenter] != nil, "code %q: presenter %q is no presenter", c.Code, c.Presenter)
		switch c.Kind {
		case "presenter":
			p.require(c.Seminar == "", "code %q: kind presenter names seminar %q", c.Code, c.Seminar)
		case "seminar":
			s := r.seminars[c.Seminar]
			p.require(s != nil, "code %q: seminar %q is no seminar", c.Code, c.Seminar)
			p.require(s == nil || s.Presenter == c.Presenter, "code %q: presenter %q does not hold seminar %q", c.Code, c.Presenter, c.Seminar)
		default:
			p.require(false, "code %q: kind %q is neither presenter nor seminar", c.Code, c.Kind)
		}
	}
}

func (r *Registry) checkLevels(p *problems) {
	p.require(len(r.Levels) > 0 && r.Levels[0].Points == 0, "levels: the first must exist and have 0 points")
	for i := 1; i < len(r.Levels); i++ {
		p.require(r.Levels[i].Points > r.Levels[i-1].Points, "level %q needs more points than the one before", r.Levels[i].ID)
	}
}

func (r *Registry) checkAlerts(p *problems) {
	for _, a := range r.Alerts {
		for _, area := range a.Areas {
			p.require(r.areas[area] != nil, "alert %q: area %q is no area", a.Slug, area)
		}
		for _, day := range []string{a.Date, a.Expires} {
			_, err := time.Parse(time.DateOnly, day)
			p.require(err == nil, "alert %q: %q is not a day such as 2026-11-22", a.Slug, day)
		}
	}
}

func (r *Registry) checkItems(p *problems) {
	for _, i := range r.Items {
		p.require(i.Truth.known(), "item %q: truth %q is neither scam nor genuine", i.Slug, i.Truth)
		p.require(i.Form == FormA || i.Form == FormB, "item %q: form %q is neither a nor b", i.Slug, i.Form)
		p.require(r.tactics[i.Tactic] != nil, "item %q: tactic %q is no article", i.Slug, i.Tactic)
	}
}
