package web

import (
	"math"
	"net/http"

	"github.com/labstack/echo/v4"

	"fangzha/api/outreach"
)

// twentieths is what the public sees shares in: a hundredth would count persons.
const twentieths = 20

type learningAnswer struct {
	Seminar string         `json:"seminar"`
	Ended   bool           `json:"ended"`
	Rounds  []roundAnswer  `json:"rounds"`
	Changes []changeAnswer `json:"changes"`
	// Feedback is null for the public while fewer than ten people gave some.
	Feedback *opinionsAnswer `json:"feedback"`
}

type roundAnswer struct {
	Round  outreach.Round `json:"round"`
	People people         `json:"people"`
	Scores *scoresAnswer  `json:"scores"`
}

// people is a count: published, or exact for staff.
type people struct {
	figure
	Exact *int `json:"exact,omitempty"`
}

type scoresAnswer struct {
	HitRate        float64        `json:"hit_rate"`
	FalseAlarmRate float64        `json:"false_alarm_rate"`
	Discernment    estimateAnswer `json:"discernment"`
	DPrime         float64        `json:"d_prime"`
	Criterion      float64        `json:"criterion"`
}

type estimateAnswer struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

type changeAnswer struct {
	Round     outreach.Round  `json:"round"`
	Began     people          `json:"began"`
	People    people          `json:"people"`
	Attrition *float64        `json:"attrition"` // null with the gain
	Gain      *estimateAnswer `json:"gain"`
}

type opinionsAnswer struct {
	People     people       `json:"people"`
	Useful     float64      `json:"useful"`
	FirstSteps []stepAnswer `json:"first_steps"`
	Comments   []string     `json:"comments"`
}

type stepAnswer struct {
	Step  string  `json:"step"`
	Share float64 `json:"share"`
}

// getLearning says what the people of a seminar learned, as the public may know it.
func (s *Server) getLearning(c echo.Context) error {
	assessment, err := s.Assess.Public(c.Request().Context(), c.Param("id"))
	if err != nil {
		return err
	}
	revalidated(c)
	return answer(c, http.StatusOK, newLearningAnswer(assessment, true))
}

// getExactLearning says the same to staff, in exact figures.
func (s *Server) getExactLearning(c echo.Context) error {
	assessment, err := s.Assess.Exact(c.Request().Context(), *s.staff(c), c.Param("id"))
	if err != nil {
		return err
	}
	return answer(c, http.StatusOK, newLearningAnswer(assessment, false))
}

func newLearningAnswer(x outreach.Assessment, public bool) learningAnswer {
	a := learningAnswer{Seminar: x.Seminar.ID, Ended: x.Ended, Rounds: []roundAnswer{}, Changes: []changeAnswer{}}
	for _, r := range x.Rounds {
		round := roundAnswer{Round: r.Round, People: newPeople(r.Persons, public)}
		if r.Scores != nil {
			scores := *r.Scores
			if public {
				scores = scores.Published()
			}
			round.Scores = &scoresAnswer{scores.HitRate, scores.FalseAlarmRate, estimateAnswer(scores.Discernment), scores.DPrime, scores.Criterion}
		}
		a.Rounds = append(a.Rounds, round)
	}
	for _, ch := range x.Changes {
		change := changeAnswer{Round: ch.Round, Began: newPeople(ch.Began, public), People: newPeople(ch.Persons, public)}
		if ch.Gain != nil {
			gain, lost := *ch.Gain, ch.Attrition()
			if public {
				gain, lost = gain.Published(), round(lost, twentieths)
			}
			change.Gain, change.Attrition = (*estimateAnswer)(&gain), &lost
		}
		a.Changes = append(a.Changes, change)
	}
	if x.Enough() || !public {
		a.Feedback = newOpinionsAnswer(x.Opinions, public)
	}
	return a
}

func newOpinionsAnswer(o outreach.Opinions, public bool) *opinionsAnswer {
	a := &opinionsAnswer{People: newPeople(o.People, public), Useful: round(o.Useful(), 10), FirstSteps: []stepAnswer{}, Comments: append([]string{}, o.Comments...)}
	steps := 100.0
	if public {
		steps = twentieths
	}
	for _, step := range outreach.FirstSteps() {
		a.FirstSteps = append(a.FirstSteps, stepAnswer{step, round(float64(o.FirstSteps[step])/float64(max(o.People, 1)), steps)})
	}
	return a
}

func round(x, parts float64) float64 { return math.Round(x*parts) / parts }

func newPeople(n int, public bool) people {
	if public {
		return people{figure: newFigure(outreach.Publish(int64(n)))}
	}
	return people{Exact: &n}
}
