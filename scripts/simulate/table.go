package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"fangzha/api/outreach"
	"fangzha/api/store"
)

// tally is what became of the points at stake.
type tally struct {
	stake, awarded, held, waiting int
	reasons                       map[outreach.Reason]int // of what is held
}

// count adds one point at stake.
func (t *tally) count(stood store.Stood) {
	t.stake++
	switch stood.Standing {
	case outreach.Point:
		t.awarded++
	case outreach.Held:
		t.held++
		t.because(stood.Reason, 1)
	case outreach.Waiting:
		t.waiting++
	}
}

func (t *tally) because(reason outreach.Reason, n int) {
	if t.reasons == nil {
		t.reasons = map[outreach.Reason]int{}
	}
	t.reasons[reason] += n
}

func (t *tally) add(other tally) {
	t.stake += other.stake
	t.awarded += other.awarded
	t.held += other.held
	t.waiting += other.waiting
	for reason, n := range other.reasons {
		t.because(reason, n)
	}
}

// commonest is the reason of most of what is held.
func (t tally) commonest() outreach.Reason {
	var most outreach.Reason
	for reason, n := range t.reasons {
		if n > t.reasons[most] || n == t.reasons[most] && reason < most {
			most = reason
		}
	}
	return most
}

// row is what became of the points of one kind.
type row struct {
	kind
	cheat        bool
	honest, fake tally
}

func (r row) title() string {
	if r.group == "" {
		return r.name
	}
	return r.group + ": " + r.name
}

type table []row

// share is a part of a whole, summed over kinds.
type share struct{ part, whole float64 }

func (s share) value() float64 {
	if s.whole == 0 {
		return 0
	}
	return s.part / s.whole
}

func (s share) String() string {
	if s.whole == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f %%", 100*s.value())
}

func of(part, whole int) share { return share{float64(part), float64(whole)} }

// averages gives the three figures that matter. Ways of cheating count alike, varieties of one by their weight;
// honest points are those of honest halls, and those of halls in which somebody cheats.
func (t table) averages() (falseAwarded, honestHeld, besideHeld share) {
	ways := map[string]share{}
	for _, r := range t {
		weight := cmp.Or(r.weight, 1)
		if !r.cheat {
			honestHeld.part += float64(r.honest.held)
			honestHeld.whole += float64(r.honest.stake)
			continue
		}
		besideHeld.part += weight * float64(r.honest.held)
		besideHeld.whole += weight * float64(r.honest.stake)
		way := ways[cmp.Or(r.group, r.name)]
		way.part += weight * of(r.fake.awarded, r.fake.stake).value()
		way.whole += weight
		ways[cmp.Or(r.group, r.name)] = way
	}
	for _, way := range ways {
		falseAwarded.part += way.value()
		falseAwarded.whole++
	}
	return falseAwarded, honestHeld, besideHeld
}

// print writes the table in Markdown, as it stands in the README.
func (t table) print(w io.Writer) {
	fmt.Fprintln(w, "| kind (its share of the way of cheating) | honest points | held | waiting | false points | awarded | held for, mostly |")
	fmt.Fprintln(w, "|---|---|---|---|---|---|---|")
	for _, r := range t {
		title := r.title()
		if r.weight > 0 {
			title += fmt.Sprintf(" (%.0f %%)", 100*r.weight)
		}
		both := r.honest
		both.reasons = nil
		both.add(tally{reasons: r.honest.reasons})
		both.add(tally{reasons: r.fake.reasons})
		fmt.Fprintf(w, "| %s |\n", strings.Join([]string{
			title, fmt.Sprint(r.honest.stake), of(r.honest.held, r.honest.stake).String(), of(r.honest.waiting, r.honest.stake).String(),
			fmt.Sprint(r.fake.stake), of(r.fake.awarded, r.fake.stake).String(), string(both.commonest()),
		}, " | "))
	}
	awarded, honestHeld, beside := t.averages()
	if slices.ContainsFunc(t, func(r row) bool { return r.cheat }) {
		fmt.Fprintf(w, "\nFalse points awarded, average of the ways of cheating: %s. Honest points held: %s in honest halls, %s beside a cheat, %s together.\n",
			awarded, honestHeld, beside, share{honestHeld.part + beside.part, honestHeld.whole + beside.whole})
	}
}
