package outreach

import "time"

// Seminar is one talk. Its poster shows a code of its own, which also names the presenter.
type Seminar struct {
	ID        string    `json:"id"`
	Title     Text      `json:"title"`
	Starts    time.Time `json:"starts"`
	Ends      time.Time `json:"ends"`
	Area      string    `json:"area"`
	Venue     Text      `json:"venue"`
	Seats     int       `json:"seats"`
	Presenter string    `json:"presenter"`
	Tactics   []string  `json:"tactics"` // slugs
	URL       Text      `json:"url"`
	Demo      bool      `json:"demo"`
}

// Halls open early and end late.
const (
	openBefore = time.Hour
	openAfter  = time.Hour
)

// Opens and Closes bound the time in which scan-ins of the seminar are expected.
func (s *Seminar) Opens() time.Time { return s.Starts.Add(-openBefore) }

// Closes: see Opens.
func (s *Seminar) Closes() time.Time { return s.Ends.Add(openAfter) }

// Expects says whether scan-ins are expected at the moment t.
func (s *Seminar) Expects(t time.Time) bool { return t.After(s.Opens()) && t.Before(s.Closes()) }

// TacticsOf gives the articles of the talk, in its order. A badge belongs to no talk and has none.
func (r *Registry) TacticsOf(s *Seminar) []*Tactic {
	if s == nil {
		return nil
	}
	tactics := make([]*Tactic, len(s.Tactics))
	for i, slug := range s.Tactics {
		tactics[i] = r.tactics[slug] // ParseRegistry checked that it is there
	}
	return tactics
}

// between gives the seminars that end after from and start before until.
func (r *Registry) between(from, until time.Time) []*Seminar {
	var found []*Seminar
	for i := range r.Seminars {
		if s := &r.Seminars[i]; s.Ends.After(from) && s.Starts.Before(until) {
			found = append(found, s)
		}
	}
	return found
}
