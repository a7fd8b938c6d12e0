package main

import (
	"strings"
	"testing"
	"time"

	"fangzha/api/outreach"
	"fangzha/api/store"
)

func TestGapsListsWhatWasLookedForOnThreeDays(t *testing.T) {
	dir := t.TempDir()
	if code, _, stderr := runWith(nil, "gaps", "--data", dir); code != exitFailed || !strings.Contains(stderr, "api serve") {
		t.Errorf("an empty folder: exit %d, %s", code, stderr)
	}
	database, err := store.OpenSQLite(t.Context(), dir, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	for _, day := range []string{"2026-11-01", "2026-11-02", "2026-11-03"} {
		if err := database.RecordGap(t.Context(), outreach.Gap{Text: "红包", Lang: "zh-hant", Day: day}); err != nil {
			t.Fatal(err)
		}
	}
	if err := database.Close(); err != nil {
		t.Fatal(err)
	}
	code, stdout, stderr := runWith(nil, "gaps", "--data", dir)
	if code != exitOK || !strings.Contains(stdout, "3     3      2026-11-03  zh-hant   红包") {
		t.Errorf("exit %d, %s%s", code, stdout, stderr)
	}
}
