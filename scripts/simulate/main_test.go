package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
)

// The seed is none of those on which the numbers in api/outreach/pattern.go were chosen.
const unseen = 1009

func TestTheGoalsAreReached(t *testing.T) {
	table, err := simulate(t.Context(), unseen, 8, "", io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	awarded, honestHeld, beside := table.averages()
	t.Logf("false points awarded %s, honest points held %s, beside a cheat %s", awarded, honestHeld, beside)
	if awarded.value() > 0.10 {
		t.Errorf("%s of false points are awarded, want at most 10 %%", awarded)
	}
	if all := (share{honestHeld.part + beside.part, honestHeld.whole + beside.whole}); all.value() > 0.01 {
		t.Errorf("%s of honest points are held, want at most 1 %%", all)
	}
	for _, r := range table {
		if !r.cheat && r.fake.stake > 0 || r.cheat && r.fake.stake == 0 {
			t.Errorf("%s: %d false points at stake", r.title(), r.fake.stake)
		}
		if !r.cheat && r.honest.stake < 100 {
			t.Errorf("%s: %d honest points at stake", r.title(), r.honest.stake)
		}
	}
}

func TestTheSameSeedGivesTheSameTable(t *testing.T) {
	print := func(seed uint64) string {
		var out bytes.Buffer
		table, err := simulate(t.Context(), seed, 2, "cookies", io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		table.print(&out)
		return out.String()
	}
	first := print(1)
	if again := print(1); again != first {
		t.Errorf("first\n%s\nthen\n%s", first, again)
	}
	if print(2) == first {
		t.Error("another seed changes nothing")
	}
	if !strings.Contains(first, "| one phone with cleared cookies, in a hall | ") {
		t.Errorf("the table is\n%s", first)
	}
}

func TestAveragesCountWaysOfCheatingAlike(t *testing.T) {
	cheat := func(group string, weight float64, awarded, stake int) row {
		return row{kind: kind{group: group, weight: weight, name: fmt.Sprint(weight)}, cheat: true, honest: tally{stake: 100, held: 4}, fake: tally{stake: stake, awarded: awarded}}
	}
	table := table{
		{kind: kind{name: "honest"}, honest: tally{stake: 200, held: 1}},
		cheat("", 0, 10, 100),         // 10 %
		cheat("a script", 0.75, 0, 5), // with the next 25 %
		cheat("a script", 0.25, 1000, 1000),
	}
	awarded, held, beside := table.averages()
	if awarded.String() != "17.5 %" || held.String() != "0.5 %" || beside.String() != "4.0 %" {
		t.Errorf("averages %s, %s, %s", awarded, held, beside)
	}
}
