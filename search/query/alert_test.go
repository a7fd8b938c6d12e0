package query

import (
	"slices"
	"testing"
	"time"
)

func TestAlertsEndAndAge(t *testing.T) {
	alert := func(id, date, expires string) stored {
		return stored{ID: id, Slug: id, Section: "alerts", Title: "假快遞電話", Date: date, Expires: expires}
	}
	all := newPages([]stored{
		alert("old", "2026-06-01", "2026-12-31"),
		alert("new", "2026-11-20", "2026-12-31"),
		alert("ended", "2026-11-23", "2026-11-23"),
		alert("ends-today", "2026-10-01", "2026-11-24"),
	}, time.Time{})
	for _, test := range []struct {
		name, today string
		want        []string
	}{
		{"newer ones first, ended ones never, the last day counts", "2026-11-24", []string{"new", "ends-today", "old"}},
		{"the day after", "2026-11-25", []string{"new", "old"}},
		{"without a day all of them, the newest first", "", []string{"ended", "new", "ends-today", "old"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, c := range rank(Request{Today: test.today}, newPlan("假快递电话"), all, nil) {
				got = append(got, c.ID)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestRecencyDecidesNoMoreThanBetweenEquals(t *testing.T) {
	all := newPages([]stored{
		{ID: "better", Slug: "better", Section: "alerts", Title: "假快遞電話要求雙倍賠償", Date: "2026-01-01"},
		{ID: "newer", Slug: "newer", Section: "alerts", Title: "假快遞電話", Date: "2026-11-24"},
	}, time.Time{})
	if first := rank(Request{Today: "2026-11-24"}, newPlan("假快递电话要求双倍赔偿"), all, nil)[0]; first.ID != "better" {
		t.Errorf("%s comes first", first.ID)
	}
}
