package outreach

import (
	"fmt"
	"testing"
	"time"
)

func TestATypedCodeIsTriedAgainstTheSeminarsOpenNow(t *testing.T) {
	r := readRegistry(t) // 15:00 to 16:00 in Shanghai, 07:00 to 08:00 UTC
	shown := time.Date(2026, 11, 20, 7, 30, 0, 0, time.UTC)
	target := find(t, r, "VA8HT6J7")
	code := current.TypedCodes(target, shown, 1)[0]
	early := current.TypedCodes(target, shown.Add(-time.Hour-40*time.Minute), 1)[0]
	for name, c := range map[string]struct {
		code Shown
		at   time.Time
		want Tier // "" for nobody's
	}{
		"while it is shown":                    {code, shown, Typed},
		"typed slowly":                         {code, code.Accepted.Add(-time.Second), Typed},
		"too slowly":                           {code, code.Accepted, Late},
		"one window early":                     {code, code.From.Add(-TypedStep), Typed},
		"out of a queue in the evening":        {code, shown.Add(12 * time.Hour), Late},
		"out of a queue two days later":        {code, shown.Add(48 * time.Hour), Late},
		"four days later":                      {code, shown.Add(96 * time.Hour), ""},
		"of a window before the hall was open": {early, early.From, ""},
		"and that one tried later":             {early, shown.Add(time.Hour), ""},
	} {
		t.Run(name, func(t *testing.T) {
			got, e, ok := secrets.judge(r, c.code.Code, c.at)
			if ok != (c.want != "") || e.tier != c.want || ok && (got.Seminar.ID != "sem" || got.Code != "VA8HT6J7" || !e.shown.Equal(c.code.From)) {
				t.Errorf("judged %q shown %v, %t; want %q", e.tier, e.shown, ok, c.want)
			}
		})
	}
}

func TestDigitsOfNoScreenAreNobodys(t *testing.T) {
	r := readRegistry(t)
	now := time.Date(2026, 11, 20, 7, 30, 0, 0, time.UTC)
	hits := 0
	for n := range 2000 {
		if _, _, ok := secrets.judge(r, Code(fmt.Sprintf("%08d", n*49_731)), now); ok {
			hits++
		}
	}
	if hits > 1 { // about 2·85 windows of 100 million
		t.Errorf("%d of 2,000 made-up codes were taken", hits)
	}
}

func BenchmarkAWrongTypedCode(b *testing.B) {
	r, err := ParseRegistry([]byte(testRegistry))
	if err != nil {
		b.Fatal(err)
	}
	now := time.Date(2026, 11, 20, 7, 30, 0, 0, time.UTC)
	for b.Loop() {
		if _, _, ok := secrets.judge(r, "00000000", now); ok {
			b.Fatal("found")
		}
	}
}
