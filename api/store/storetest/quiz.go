package storetest

import (
	"cmp"
	"slices"
	"testing"

	"fangzha/api/outreach"
)

func newQuiz(t *testing.T, token string, round outreach.Round) outreach.Quiz {
	return outreach.Quiz{
		ID: newKey(t), Key: newKey(t), BodyHash: "body", Code: "FR23R1AV", Presenter: "p-1", Area: "a-1", Seminar: "s-1",
		Token: token, Round: round, Form: outreach.FormA, Source: outreach.Phone, Locale: "zh-hant", ReceivedAt: noon,
		Answers: []outreach.Judgement{
			{Item: "four", Truth: outreach.Genuine, Said: outreach.Scam}, {Item: "one", Truth: outreach.Scam, Said: outreach.Scam},
			{Item: "three", Truth: outreach.Genuine, Said: outreach.Genuine}, {Item: "two", Truth: outreach.Scam, Said: outreach.Genuine},
		},
	}
}

func recordQuiz(t *testing.T, s Store, quiz outreach.Quiz) outreach.Recorded {
	t.Helper()
	got, err := s.RecordQuiz(t.Context(), quiz)
	if err != nil {
		t.Fatalf("RecordQuiz: %v", err)
	}
	return got
}

func quizOnce(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	quiz := newQuiz(t, "ana", outreach.Before)
	if first := recordQuiz(t, s, quiz); first.ID != quiz.ID || !first.Fresh {
		t.Fatalf("first answer %+v, want id %s, fresh", first, quiz.ID)
	}
	retry := quiz
	retry.ID = newKey(t)
	if again := recordQuiz(t, s, retry); again.ID != quiz.ID || again.Fresh {
		t.Errorf("retry answers %+v, want id %s, not fresh", again, quiz.ID)
	}
	retry.BodyHash = "other answers"
	_, err := s.RecordQuiz(t.Context(), retry)
	wantCode(t, err, outreach.Conflict)

	reopened := newQuiz(t, "ana", outreach.Before) // another key: the page was loaded anew
	reopened.BodyHash = "other answers"
	if again := recordQuiz(t, s, reopened); again.ID != quiz.ID || again.Fresh {
		t.Errorf("a second try of a round answers %+v, want id %s, not fresh", again, quiz.ID)
	}
	wantQuizzes(t, s, "s-1", quiz)
}

func quizzesOfASeminar(t *testing.T, open func(*testing.T) Store) {
	s := open(t)
	before, after, other, elsewhere := newQuiz(t, "ana", outreach.Before), newQuiz(t, "ana", outreach.After), newQuiz(t, "ben", outreach.Before), newQuiz(t, "cem", outreach.Before)
	other.Source, elsewhere.Seminar = outreach.Paper, "s-2"
	for _, quiz := range []outreach.Quiz{before, after, other, elsewhere} {
		recordQuiz(t, s, quiz)
	}
	wantQuizzes(t, s, "s-1", before, after, other)
	wantQuizzes(t, s, "nobody's")
	if err := s.Close(); err != nil {
		t.Fatalf("Close: %v", err)
	}
	s = closing(t, open(t))
	wantQuizzes(t, s, "s-1", before, after, other)
	wantQuizzes(t, s, "s-2", elsewhere)
}

// wantQuizzes compares what a score needs of the rounds.
func wantQuizzes(t *testing.T, s Store, seminar string, want ...outreach.Quiz) {
	t.Helper()
	got, err := s.Quizzes(t.Context(), seminar)
	if err != nil {
		t.Fatalf("Quizzes: %v", err)
	}
	slices.SortFunc(got, func(a, b outreach.Quiz) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(want, func(a, b outreach.Quiz) int { return cmp.Compare(a.ID, b.ID) })
	same := func(a, b outreach.Quiz) bool {
		return a.ID == b.ID && a.Token == b.Token && a.Round == b.Round && a.Source == b.Source && slices.Equal(sorted(a.Answers), sorted(b.Answers))
	}
	if !slices.EqualFunc(got, want, same) {
		t.Errorf("rounds of %s: %+v, want %+v", seminar, got, want)
	}
}

func sorted(answers []outreach.Judgement) []outreach.Judgement {
	return slices.SortedFunc(slices.Values(answers), func(a, b outreach.Judgement) int { return cmp.Compare(a.Item, b.Item) })
}
