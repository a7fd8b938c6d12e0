package outreach

import (
	"math"
	"slices"
)

// fewest is the number of persons below which nothing is said about what they learned.
const fewest = hiddenBelow

// Estimate is a mean with its 95 % confidence interval.
type Estimate struct{ Value, Low, High float64 }

// RoundScore is what the persons of one round could tell apart. Scores is nil below ten persons.
type RoundScore struct {
	Round   Round
	Persons int
	Scores  *Scores
}

// Scores are the measures of one round. Rates and discernment lie between -1 and 1, 0 is guessing.
type Scores struct {
	HitRate        float64  // scams called scams, of all scams shown
	FalseAlarmRate float64  // genuine scenes called scams, of all genuine scenes shown
	Discernment    Estimate // hit rate minus false-alarm rate
	DPrime         float64  // sensitivity of signal detection theory, in standard deviations
	Criterion      float64  // below 0: inclined to call everything a scam; above 0: to call everything genuine
}

// Change compares a round with the one before the talk, over the persons who answered both. Gain is nil below ten.
type Change struct {
	Round   Round
	Began   int // persons of the round before
	Persons int // those of them who also answered this round
	Gain    *Estimate
}

// Attrition is the share of those who began and did not answer the later round; 0 when nobody began.
func (c Change) Attrition() float64 {
	if c.Began == 0 {
		return 0
	}
	return 1 - float64(c.Persons)/float64(c.Began)
}

// Learning is what is known of one seminar. It is exact: see Published for what the public sees.
type Learning struct {
	Rounds  []RoundScore // all of Rounds(), in that order
	Changes []Change     // after, day30, day90, each against before
}

// Score counts the rounds of one seminar.
func Score(quizzes []Quiz) Learning {
	var l Learning
	people := map[Round]map[string]tally{}
	for _, round := range Rounds() {
		people[round] = map[string]tally{}
	}
	for _, q := range quizzes {
		if t := count(q.Answers); t.scams > 0 && t.genuine > 0 { // else the person has no discernment to speak of
			people[q.Round][q.Token] = t
		}
	}
	for _, round := range Rounds() {
		l.Rounds = append(l.Rounds, scoreRound(round, people[round]))
		if round != Before {
			l.Changes = append(l.Changes, compare(round, people[Before], people[round]))
		}
	}
	return l
}

// tally counts one person's answers in one round.
type tally struct{ hits, scams, alarms, genuine int }

func count(answers []Judgement) tally {
	var t tally
	for _, a := range answers {
		saidScam := 0
		if a.Said == Scam {
			saidScam = 1
		}
		if a.Truth == Scam {
			t.scams++
			t.hits += saidScam
		} else {
			t.genuine++
			t.alarms += saidScam
		}
	}
	return t
}

func (t tally) hitRate() float64   { return float64(t.hits) / float64(t.scams) }
func (t tally) alarmRate() float64 { return float64(t.alarms) / float64(t.genuine) }

func scoreRound(round Round, people map[string]tally) RoundScore {
	score := RoundScore{Round: round, Persons: len(people)}
	if len(people) < fewest {
		return score
	}
	var pooled tally
	var each []float64
	for _, t := range people {
		pooled = tally{pooled.hits + t.hits, pooled.scams + t.scams, pooled.alarms + t.alarms, pooled.genuine + t.genuine}
		each = append(each, t.hitRate()-t.alarmRate())
	}
	score.Scores = &Scores{HitRate: pooled.hitRate(), FalseAlarmRate: pooled.alarmRate(), Discernment: meanOfPersons(each, 1)}
	score.Scores.DPrime, score.Scores.Criterion = detect(pooled)
	return score
}

func compare(round Round, before, later map[string]tally) Change {
	c := Change{Round: round, Began: len(before)}
	var each []float64
	for token, b := range before {
		if a, ok := later[token]; ok {
			each = append(each, (a.hitRate()-a.alarmRate())-(b.hitRate()-b.alarmRate()))
		}
	}
	c.Persons = len(each)
	if c.Persons >= fewest {
		gain := meanOfPersons(each, 2)
		c.Gain = &gain
	}
	return c
}

// z975 is the 97.5 % point of the standard normal distribution.
const z975 = 1.959963984540054

// meanOfPersons gives the mean of one number a person, each within -bound and bound, with a 95 % interval.
//
// The four answers of a person depend on each other, so Newcombe's intervals for the difference of two
// proportions (Statistics in Medicine 17:873, 1998) would be too narrow: the person is the unit here. Of
// the persons' numbers it is the adjusted Wald interval of Bonett and Price (Journal of Educational and Behavioral
// Statistics 37:479, 2012, https://doi.org/10.3102/1076998611411915), which adds one imagined person at each end
// of the scale. They state it for one pair of answers a person, -1, 0 or 1; with several answers a person's mean takes
// steps between, and the formula stays the same. A t interval shrinks to nothing when nearly everybody is right:
// testdata/learning.py puts its coverage at 33 % there (ten persons), that of this one at 94 % or more throughout.
func meanOfPersons(each []float64, bound float64) Estimate {
	slices.Sort(each) // sums of floats depend on their order, and maps have none
	var sum, squares float64
	for _, x := range each {
		sum += x
		squares += x * x
	}
	n := float64(len(each)) + 2
	middle := sum / n // the two imagined persons add up to 0
	variance := (squares+2*bound*bound)/n - middle*middle
	half := z975 * math.Sqrt(variance/n)
	return Estimate{Value: sum / float64(len(each)), Low: max(-bound, middle-half), High: min(bound, middle+half)}
}

// detect gives d' and the criterion c of pooled answers, with the log-linear correction: half an answer is added to each
// count and one to each total, so that perfect rates stay finite (Hautus, Behavior Research Methods, Instruments, & Computers
// 27:46, 1995, https://doi.org/10.3758/BF03203619; for pooled data at its end).
func detect(t tally) (dPrime, criterion float64) {
	hit := probit((float64(t.hits) + 0.5) / (float64(t.scams) + 1))
	alarm := probit((float64(t.alarms) + 0.5) / (float64(t.genuine) + 1))
	return hit - alarm, 0 - (hit+alarm)/2 // 0 -: no negative zero
}

// probit is the inverse of the standard normal distribution.
func probit(p float64) float64 { return math.Sqrt2 * math.Erfinv(2*p-1) }

// publicStep is what the public sees rates in: a finer one would count persons.
const publicStep = 0.05

// Published rounds the scores for the public: rates and differences to 0.05, intervals outwards, d' and c to 0.1.
func (s Scores) Published() Scores {
	return Scores{
		HitRate:        toStep(s.HitRate, publicStep, math.Round),
		FalseAlarmRate: toStep(s.FalseAlarmRate, publicStep, math.Round),
		Discernment:    s.Discernment.Published(),
		DPrime:         toStep(s.DPrime, 0.1, math.Round),
		Criterion:      toStep(s.Criterion, 0.1, math.Round),
	}
}

// Published: see Scores.Published.
func (e Estimate) Published() Estimate {
	return Estimate{toStep(e.Value, publicStep, math.Round), toStep(e.Low, publicStep, math.Floor), toStep(e.High, publicStep, math.Ceil)}
}

// toStep rounds to a multiple of step, in two decimals: 0.15 and not 0.15000000000000002.
func toStep(x, step float64, round func(float64) float64) float64 {
	steps := x / step
	if whole := math.Round(steps); math.Abs(steps-whole) < 1e-9 {
		steps = whole // else 0.15 is 2.9999999999999996 steps, and the floor of that is 2
	}
	return math.Round(round(steps)*step*100)/100 + 0 // + 0: no negative zero
}
