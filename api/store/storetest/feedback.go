package storetest

import (
	"testing"

	"fangzha/api/outreach"
)

func newFeedback(t *testing.T) outreach.Feedback {
	return outreach.Feedback{
		ID: newKey(t), Key: newKey(t), BodyHash: "body", Code: "FR23R1AV", Presenter: "p-1", Area: "a-1", Seminar: "s-1",
		Rating: 5, WillDoDifferently: "先掛斷再打 110", Comment: "清楚。'; DROP TABLE feedback; --", Locale: "zh-hant", ReceivedAt: noon,
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
	wantCounts(t, s, "2026-11", outreach.Count{Presenter: "p-1", Scans: 2, Reach: 1})
}
