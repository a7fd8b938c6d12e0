package outreach

import (
	"context"
	"time"
)

// Assessor says what is known of a seminar after it: what its people learned and what they thought of it.
type Assessor struct {
	Registry func() *Registry
	Quizzes  QuizStore
	Feedback FeedbackStore
	Now      func() time.Time
}

// Assessment is exact. Before the seminar's end it is empty for the public: figures that grow while people answer
// would show the single answer.
type Assessment struct {
	Seminar *Seminar
	Ended   bool
	Learning
	Opinions
}

// Public assesses a seminar that has ended, for everybody. What it gives is rounded by Published, and feedback shown when it is Enough.
func (a *Assessor) Public(ctx context.Context, id string) (Assessment, error) {
	seminar := a.Registry().seminars[id]
	if seminar == nil {
		return Assessment{}, newUnknownSeminar()
	}
	if a.Now().Before(seminar.Ends) {
		return Assessment{Seminar: seminar, Learning: Score(nil)}, nil
	}
	return a.assess(ctx, seminar)
}

// Exact assesses a seminar at any time, for its presenter and for the organisers of its area.
func (a *Assessor) Exact(ctx context.Context, by Staff, id string) (Assessment, error) {
	registry := a.Registry()
	seminar := registry.seminars[id]
	if seminar == nil {
		return Assessment{}, newUnknownSeminar()
	}
	if !registry.sees(by, seminar.Presenter, seminar.Area) {
		return Assessment{}, NewForbidden()
	}
	return a.assess(ctx, seminar)
}

func (a *Assessor) assess(ctx context.Context, seminar *Seminar) (Assessment, error) {
	quizzes, err := a.Quizzes.Quizzes(ctx, seminar.ID)
	if err != nil {
		return Assessment{}, err
	}
	opinions, err := a.Feedback.Opinions(ctx, seminar.ID)
	return Assessment{seminar, !a.Now().Before(seminar.Ends), Score(quizzes), opinions}, err
}

// sees says whether a member of staff may see the exact figures of a presenter's talk in an area.
func (r *Registry) sees(by Staff, presenter, area string) bool {
	if by.Role == RolePresenter {
		return by.Presenter == presenter
	}
	return by.Area == "" || r.Within(area, by.Area)
}

func newUnknownSeminar() *Error { return &Error{Code: NotFound, Message: "error.unknown_seminar"} }
