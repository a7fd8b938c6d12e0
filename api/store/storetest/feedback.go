package storetest

import (
	"slices"
	"testing"

	"fangzha/api/outreach"
)

func newFeedback(t *testing.T) outreach.Feedback {
	return outreach.Feedback{
		ID: newKey(t), Key: newKey(t), BodyHash: "body", Code: "FR23R1AV", Presenter: "p-1", Area: "a-1", Seminar: "s-1",
		Rating: 5, FirstStep: "hang_up", Comment: "清楚。'; DROP TABLE feedback; --", Locale: "zh-hant", ReceivedAt: noon,
	}
}

func feedbackOnce(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	feedback := newFeedback(t)
	first, err := s.RecordFeedback(t.Context(), feedback)
	if err != nil || first.ID != feedback.ID || !first.Fresh {
		t.Fatalf("first answer %+v, %v; want id %s, fresh", first, err, feedback.ID)
	}
	retry := feedback
	retry.ID = newKey(t)
	again, err := s.RecordFeedback(t.Context(), retry)
	if err != nil || again.ID != first.ID || again.Fresh {
		t.Errorf("retry answers %+v, %v; want id %s, not fresh", again, err, first.ID)
	}
	retry.BodyHash = "other words"
	_, err = s.RecordFeedback(t.Context(), retry)
	wantCode(t, err, outreach.Conflict)
}

func restartKeepsEverything(t *testing.T, open func(*testing.T) Store) {
	s := open(t)
	scan, feedback := newScan(t, "phone"), newFeedback(t)
	first := record(t, s, scan)
	if _, err := s.RecordFeedback(t.Context(), feedback); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatalf("Close: %v", err)
	}

	s = closing(t, open(t))
	if again := record(t, s, scan); again.ID != first.ID || again.Counted != first.Counted || again.Fresh {
		t.Errorf("scan-in after the restart: %+v, want id %s and not fresh", again, first.ID)
	}
	if again, err := s.RecordFeedback(t.Context(), feedback); err != nil || again.ID != feedback.ID || again.Fresh {
		t.Errorf("feedback after the restart: %+v, %v; want id %s and not fresh", again, err, feedback.ID)
	}
	if record(t, s, newScan(t, "phone")).Counted {
		t.Error("the device counts again after the restart")
	}
	wantCounts(t, s, "2026-11", printed("p-1", 2, 1))
}

func feedbackIsSummed(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	for i, step := range []string{"hang_up", "hang_up", "", "listen_on"} {
		f := newFeedback(t)
		f.Rating, f.FirstStep = i+2, step
		addFeedback(t, s, f)
	}
	elsewhere := newFeedback(t)
	elsewhere.Seminar = "s-2"
	addFeedback(t, s, elsewhere)
	got, err := s.Opinions(t.Context(), "s-1")
	if err != nil {
		t.Fatal(err)
	}
	if got.People != 4 || got.Ratings != [5]int{0, 1, 1, 1, 1} || len(got.FirstSteps) != 2 || got.FirstSteps["hang_up"] != 2 || got.FirstSteps["listen_on"] != 1 || len(got.Comments) != 0 {
		t.Errorf("opinions %+v", got)
	}
}

func commentsAreHeld(t *testing.T, open func(*testing.T) Store) {
	s := closing(t, open(t))
	first, second, silent := newFeedback(t), newFeedback(t), newFeedback(t)
	second.Comment, silent.Comment = "太快了", ""
	for _, f := range []outreach.Feedback{first, second, silent} {
		addFeedback(t, s, f)
	}
	wantComments(t, s, outreach.Pending, first.Comment, second.Comment)
	wantComments(t, s, outreach.Approved)
	wantCode(t, s.DecideComment(t.Context(), silent.ID, outreach.Approved), outreach.NotFound)
	wantCode(t, s.DecideComment(t.Context(), newKey(t), outreach.Approved), outreach.NotFound)
	_, err := s.FindComment(t.Context(), silent.ID)
	wantCode(t, err, outreach.NotFound)
	if found, err := s.FindComment(t.Context(), second.ID); err != nil || found.Text != second.Comment || found.Area != second.Area {
		t.Errorf("found %+v, %v", found, err)
	}
	for id, state := range map[outreach.Key]outreach.CommentState{first.ID: outreach.Rejected, second.ID: outreach.Approved} {
		if err := s.DecideComment(t.Context(), id, state); err != nil {
			t.Fatal(err)
		}
	}
	wantComments(t, s, outreach.Pending)
	wantComments(t, s, outreach.Approved, second.Comment)
	wantComments(t, s, outreach.Rejected, first.Comment)
	if o, err := s.Opinions(t.Context(), "s-1"); err != nil || len(o.Comments) != 1 || o.Comments[0] != second.Comment {
		t.Errorf("published %q, %v", o.Comments, err)
	}
}

func addFeedback(t *testing.T, s Store, f outreach.Feedback) {
	t.Helper()
	if _, err := s.RecordFeedback(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}

func wantComments(t *testing.T, s Store, state outreach.CommentState, want ...string) {
	t.Helper()
	comments, err := s.Comments(t.Context(), state, 10)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range comments {
		got = append(got, c.Text)
		if c.State != state || c.Seminar != "s-1" || !c.ReceivedAt.Equal(noon) {
			t.Errorf("comment %+v", c)
		}
	}
	slices.Sort(got) // rows of one moment have no order
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%s: %q, want %q", state, got, want)
	}
}
