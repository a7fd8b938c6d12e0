package outreach

import (
	"encoding/json"
	"math"
	"os"
	"strconv"
	"testing"
)

// worked are the examples that testdata/learning.py computed.
type worked struct {
	Detect []struct {
		Hits, Scams, Alarms, Genuine int
		DPrime                       float64 `json:"d_prime"`
		Criterion                    float64
	}
	Intervals []struct {
		Each                    []float64
		Bound, Value, Low, High float64
	}
	Coverage []struct{ Ours float64 }
}

func readWorked(t *testing.T) worked {
	t.Helper()
	raw, err := os.ReadFile("testdata/learning.json")
	if err != nil {
		t.Fatal(err)
	}
	var w worked
	if err := json.Unmarshal(raw, &w); err != nil {
		t.Fatal(err)
	}
	if len(w.Detect) < 5 || len(w.Intervals) < 5 || len(w.Coverage) < 20 {
		t.Fatal("testdata/learning.json lacks examples: run testdata/learning.py")
	}
	return w
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func TestScoresAreThoseComputedElsewhere(t *testing.T) {
	w := readWorked(t)
	for _, x := range w.Detect {
		if d, c := detect(tally{x.Hits, x.Scams, x.Alarms, x.Genuine}); !near(d, x.DPrime) || !near(c, x.Criterion) {
			t.Errorf("%+v: d' %v and c %v", x, d, c)
		}
	}
	for _, x := range w.Intervals {
		if e := meanOfPersons(x.Each, x.Bound); !near(e.Value, x.Value) || !near(e.Low, x.Low) || !near(e.High, x.High) {
			t.Errorf("%+v: %+v", x, e)
		}
	}
	for _, x := range w.Coverage {
		if x.Ours < 0.94 {
			t.Errorf("coverage %v, the comment promises 94 %%", x.Ours)
		}
	}
}

// round is a person's judgement of two scams and two genuine scenes: how many of each were called scams.
func round(token string, r Round, hits, alarms int) Quiz {
	q := Quiz{Token: token, Round: r}
	for i := range 2 {
		said := map[bool]Truth{true: Scam, false: Genuine}
		q.Answers = append(q.Answers, Judgement{"s" + strconv.Itoa(i), Scam, said[i < hits]}, Judgement{"g" + strconv.Itoa(i), Genuine, said[i < alarms]})
	}
	return q
}

// hall is n persons who answer before, and as many of them as stay afterwards.
func hall(n, stay int) []Quiz {
	var quizzes []Quiz
	for i := range n {
		token := strconv.Itoa(i)
		quizzes = append(quizzes, round(token, Before, 1, 1))
		if i < stay {
			quizzes = append(quizzes, round(token, After, 2, i%2))
		}
	}
	return quizzes
}

func TestASeminarIsScored(t *testing.T) {
	l := Score(append(hall(20, 12), round("came late", After, 0, 2)))
	before, after, gain := l.Rounds[0], l.Rounds[1], l.Changes[0]
	if before.Persons != 20 || before.Scores == nil || before.Scores.HitRate != 0.5 || before.Scores.FalseAlarmRate != 0.5 || before.Scores.Discernment.Value != 0 {
		t.Errorf("before: %+v %+v", before, before.Scores)
	}
	// 12 who saw both scams and of whom 6 rang the alarm at one of two genuine scenes; and one who got all wrong
	if s := after.Scores; after.Persons != 13 || s == nil || !near(s.HitRate, 24.0/26) || !near(s.FalseAlarmRate, 8.0/26) || !near(s.Discernment.Value, (6*1+6*0.5-1)/13.0) {
		t.Errorf("after: %+v %+v", after, after.Scores)
	}
	if gain.Persons != 12 || gain.Began != 20 || !near(gain.Attrition(), 0.4) || gain.Gain == nil || !near(gain.Gain.Value, 0.75) {
		t.Errorf("gain: %+v %+v", gain, gain.Gain)
	}
	if late := l.Changes[1]; late.Round != Day30 || late.Persons != 0 || late.Gain != nil || late.Attrition() != 1 {
		t.Errorf("day 30: %+v", late)
	}
}

func TestUnderTenPersonsNothingIsScored(t *testing.T) {
	for _, test := range []struct {
		name                       string
		began, stayed              int
		wantBefore, wantAfter, any bool
	}{
		{"nine before", 9, 9, false, false, false},
		{"ten before, nine after", 10, 9, true, false, false},
		{"ten before and after", 10, 10, true, true, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := Score(hall(test.began, test.stayed))
			if got := l.Rounds[0].Scores != nil; got != test.wantBefore {
				t.Errorf("before scored: %v", got)
			}
			if got := l.Rounds[1].Scores != nil; got != test.wantAfter {
				t.Errorf("after scored: %v", got)
			}
			if got := l.Changes[0].Gain != nil; got != test.any {
				t.Errorf("gain scored: %v", got)
			}
		})
	}
}

func TestAnswersToOneKindOnlyCountForNobody(t *testing.T) {
	scamsOnly := Quiz{Token: "x", Round: Before, Answers: []Judgement{{"s", Scam, Scam}}}
	if l := Score([]Quiz{scamsOnly}); l.Rounds[0].Persons != 0 {
		t.Errorf("%d persons", l.Rounds[0].Persons)
	}
}

func TestPublishedScoresAreRounded(t *testing.T) {
	s := Scores{HitRate: 0.8125, FalseAlarmRate: 0.02, Discernment: Estimate{0.15, 0.15, 0.4}, DPrime: 1.2345, Criterion: -0.04}
	want := Scores{HitRate: 0.8, FalseAlarmRate: 0, Discernment: Estimate{0.15, 0.15, 0.4}, DPrime: 1.2, Criterion: 0}
	if got := s.Published(); got != want || math.Signbit(got.Criterion) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := (Estimate{-0.07, -0.12, 0.01}).Published(); got != (Estimate{-0.05, -0.15, 0.05}) {
		t.Errorf("got %+v", got)
	}
}
