package article

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestDataFilesAreChecked(t *testing.T) {
	for _, test := range []struct{ name, file, old, new, want string }{
		{"no YAML", "claims", "- {id: police", "- {id: [police", "claims.yaml:1: not YAML"},
		{"no list", "levels", "- {id: l0", "x: {id: l0", "levels.yaml"},
		{"a comma without quotes", "claims", "en: Name", "en: Name, other", "needs quotes around it"},
		{"no English name", "claims", ", en: Name", "", "name: no text for en"},
		{"an unknown key", "teams", "demo: true", "demo: true, chief: x", `unknown key "chief"`},
		{"a missing key", "teams", ", demo: true", "", `missing key "demo"`},
		{"demo is no boolean", "teams", "demo: true", "demo: 'yes'", "demo: must be true or false"},
		{"an id that is no kebab", "moves", "id: cash", "id: Cash", `"Cash" may hold only`},
		{"an id twice", "moves", "id: cash", "id: bank-transfer", `"bank-transfer" stands twice`},
		{"a street without district", "areas", "parent: north", "parent: south", `there is no area "south"`},
		{"a community in a district", "areas", "parent: mill-street", "parent: north", "a community lies in a street"},
		{"an unknown level of area", "areas", "level: street", "level: town", `"town" is not one of`},
		{"residents below zero", "areas", "residents: 900", "residents: -1", "residents:"},
		{"a glossary word without English meaning", "glossary", ", en: 'Where money is kept.'", "", "meaning: no text for en"},
		{"a glossary entry twice", "glossary", "id: account", "id: safe-account", `"safe-account" stands twice`},
		{"a glossary link that is no boolean", "glossary", "link: false", "link: never", "link: must be true or false"},
		{"a team without area", "teams", "area: north", "area: norht", `did you mean "north"?`},
		{"a presenter without team", "presenters", "team: blue", "team: red", `there is no "red" in teams.yaml`},
		{"a name that its owner hides", "presenters", "display: number", "display: number, name: {zh-hant: 名, en: Name}", "delete the name"},
		{"a name that is missing", "presenters", "display: number", "display: name", "there is no name"},
		{"a badge number that loses its zeros", "presenters", "number: '0001'", "number: 0001", "put quotes around it"},
		{"five levels", "levels", "- {id: l5, points: 50, name: {zh-hant: 級, en: Level}}\n", "", "there must be 6 levels, these are 5"},
		{"levels that do not ascend", "levels", "points: 30", "points: 20", "20 is not more than 20"},
		{"a first level above zero", "levels", "points: 0", "points: 5", "begins at 0"},
		{"a code with the letter I", "codes", "FR23R1AV", "FRI3R1AV", "without I, L, O and U"},
		{"a short code", "codes", "FR23R1AV", "FR23", "not eight characters"},
		{"a code twice", "codes", "VA8HT6J7", "FR23R1AV", `"FR23R1AV" stands twice`},
		{"a code for nobody", "codes", "presenter: p-1}", "presenter: p-9}", `there is no "p-9" in presenters.yaml`},
		{"a code for no seminar", "codes", "seminar: tea}", "seminar: coffee}", `there is no "coffee"`},
		{"a code of the wrong kind", "codes", "kind: presenter", "kind: seminar", "has the key seminar"},
		{"a code of digits alone", "codes", "FR23R1AV", "'12345678'", `"12345678" has no letter`},
		{"a code that YAML reads as a number", "codes", "FR23R1AV", "12345678", "12345678 as a number: put quotes"},
		{"a check word twice", "checkwords", "en: dolphin", "en: apple", `"apple" stands twice`},
		{"two check words in one", "checkwords", "en: dolphin", "en: sea horse", `"sea horse" is not one word`},
		{"a check word without Chinese", "checkwords", "zh-hant: 海豚, ", "", `missing key "zh-hant"`},
		{"an unknown kind of code", "codes", "kind: presenter", "kind: poster", `"poster" is not one of`},
		{"a hotline of an unknown role", "emergency", "role: advise", "role: help", `"help" is not one of`},
		{"no hotline to report to", "emergency", "role: report", "role: warn", "has no number with the role report"},
		{"a hotline by http", "emergency", "https://www.mps", "http://www.mps", "must begin with https://"},
		{"a hotline that loses its quotes", "emergency", `number: "110"`, "number: 110", "must be digits and spaces in quotes"},
		{"a hotline never checked", "emergency", "checked: 2026-11-22", "checked: never", `"never" is not a day`},
	} {
		t.Run(test.name, func(t *testing.T) {
			data := copied(t, "testdata/data")
			replace(t, filepath.Join(data, test.file+".yaml"), test.old, test.new)
			if text := checked(t, "testdata/good", data, today()).String(); !strings.Contains(text, test.want) {
				t.Errorf("no %q in:\n%s", test.want, text)
			}
		})
	}
}

func TestAMissingFolderIsAnError(t *testing.T) {
	for _, folders := range []Folders{{Content: "testdata/none", Data: "testdata/data"}, {Content: "testdata/good", Data: "testdata/none"}} {
		if _, err := Check(folders, today()); err == nil {
			t.Errorf("Check(%+v) found nothing wrong", folders)
		}
	}
}
