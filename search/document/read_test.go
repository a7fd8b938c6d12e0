package document

import (
	"errors"
	"strings"
	"testing"
)

const good = `{"id":"en_tactics_a","lang":"en","section":"tactics","slug":"a","url":"/en/tactics/a/","title":"A","summary":"S",
"category":"rebate","category_name":"R","channels":["call"],"audiences":[],"claims":[],"moves":[],"also_called":["b"],"says":[],"asks":[],
"body":"text","date":"2026-11-22","reviewed":"2026-11-22","expires":""}`

func TestReadTakesAWellFormedFile(t *testing.T) {
	documents, err := Read(strings.NewReader(`{"version":1,"documents":[` + good + `]}`))
	if err != nil {
		t.Fatal(err)
	}
	if len(documents) != 1 || documents[0].AlsoCalled[0] != "b" {
		t.Errorf("got %+v", documents)
	}
}

func TestReadRefuses(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"an unknown field", `{"version":1,"documents":[{"id":"x","colour":"red"}]}`, `"colour"`},
		{"another version", `{"version":2,"documents":[]}`, "version 2"},
		{"an empty list", `{"version":1,"documents":[]}`, ErrEmpty.Error()},
		{"a second object", `{"version":1,"documents":[` + good + `]} {}`, "only one object"},
		{"a duplicate id", `{"version":1,"documents":[` + good + `,` + good + `]}`, "stands twice"},
		{"an id that does not fit", `{"version":1,"documents":[` + strings.Replace(good, `en_tactics_a`, `en_tactics_b`, 1) + `]}`, `must be "en_tactics_a"`},
		{"an unknown language", `{"version":1,"documents":[` + strings.ReplaceAll(good, `"lang":"en"`, `"lang":"fr"`) + `]}`, `unknown lang "fr"`},
		{"an unknown section", `{"version":1,"documents":[` + strings.ReplaceAll(good, `"section":"tactics"`, `"section":"news"`) + `]}`, `unknown section "news"`},
		{"no title", `{"version":1,"documents":[` + strings.Replace(good, `"title":"A"`, `"title":""`, 1) + `]}`, "title and summary"},
		{"an address on another host", `{"version":1,"documents":[` + strings.Replace(good, `"/en/tactics/a/"`, `"//evil.example/"`, 1) + `]}`, "one slash"},
		{"a bad day", `{"version":1,"documents":[` + strings.Replace(good, `"date":"2026-11-22"`, `"date":"22.11.2026"`, 1) + `]}`, "YYYY-MM-DD"},
		{"no JSON", `<html>`, "search-documents.json"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Read(strings.NewReader(test.text))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error with %q", err, test.want)
			}
		})
	}
	if _, err := Read(strings.NewReader(`{"version":1,"documents":[]}`)); !errors.Is(err, ErrEmpty) {
		t.Errorf("got %v, want ErrEmpty", err)
	}
}
