package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"fangzha/api/outreach"
)

// The measured town: every presenter has many seminars under way at once, so that no session sees more people a second
// than a hall does. Otherwise nearly everything would be held as suspicious, and the usual path would go unmeasured.
const (
	townPresenters = 500
	townSeminars   = 40 // of each presenter
	townSeats      = 300
)

// town is the registry of the measured service, and what the crowd needs of it.
type town struct {
	site  string // folder with registry.json and shell/
	codes []screen
}

// newTown makes a site folder out of the built one, with other people and seminars.
func newTown(built, folder string, now time.Time) (town, error) {
	t := town{site: filepath.Join(folder, "site")}
	raw, err := os.ReadFile(filepath.Join(built, "registry.json"))
	if err != nil {
		return t, fmt.Errorf("%w\nBuild the site first: ./scripts/build", err)
	}
	var registry outreach.Registry
	if err := json.Unmarshal(raw, &registry); err != nil {
		return t, err
	}
	if err := os.CopyFS(filepath.Join(t.site, "shell"), os.DirFS(filepath.Join(built, "shell"))); err != nil {
		return t, err
	}
	registry.Presenters, registry.Seminars, registry.Codes = nil, nil, nil
	begins, ends := now.Add(-30*time.Minute).Truncate(time.Second), now.Add(3*time.Hour).Truncate(time.Second)
	for p := range townPresenters {
		presenter := outreach.Presenter{ID: presenterID(p), Team: registry.Teams[p%len(registry.Teams)].ID, Area: registry.Areas[p%len(registry.Areas)].ID,
			Label: everyLanguage(&registry, fmt.Sprintf("Team %d", p)), Demo: true}
		registry.Presenters = append(registry.Presenters, presenter)
		for s := range townSeminars {
			title := fmt.Sprintf("Talk %d of %d", s, p)
			seminar := outreach.Seminar{ID: fmt.Sprintf("talk-%d-%d", p, s), Title: everyLanguage(&registry, title), Starts: begins, Ends: ends,
				Area: presenter.Area, Venue: everyLanguage(&registry, "Hall"), Seats: townSeats, Presenter: presenter.ID,
				Tactics: []string{registry.Tactics[s%len(registry.Tactics)].Slug}, URL: everyLanguage(&registry, "/en/seminars/"), Demo: true}
			code := outreach.Code(fmt.Sprintf("M%07d", p*townSeminars+s)) // a letter: digits alone are typed codes
			registry.Seminars = append(registry.Seminars, seminar)
			registry.Codes = append(registry.Codes, outreach.CodeEntry{Code: code, Kind: "seminar", Presenter: presenter.ID, Seminar: seminar.ID})
			t.codes = append(t.codes, screen{code, presenter.ID})
		}
	}
	if raw, err = json.Marshal(registry); err != nil {
		return t, err
	}
	return t, os.WriteFile(filepath.Join(t.site, "registry.json"), raw, 0o600)
}

func presenterID(p int) string { return fmt.Sprintf("p-%03d", p) }

func everyLanguage(registry *outreach.Registry, text string) outreach.Text {
	all := outreach.Text{}
	for _, lang := range registry.Languages {
		all[lang] = text
	}
	return all
}
