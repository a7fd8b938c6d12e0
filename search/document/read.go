package document

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"
)

// version is the version of the format that this package reads.
const version = 1

// idPattern is narrower than what Meilisearch takes: slugs have no capital letters.
var idPattern = regexp.MustCompile(`^[a-z0-9_-]+$`)

// ErrEmpty: the file is well formed and lists no document. It must never replace a full index.
var ErrEmpty = errors.New("search-documents.json lists no documents: was the site built without content? Build it again (go tool hugo --source site) and look at site/public/search-documents.json")

// file is the shape of search-documents.json.
type file struct {
	Version   int        `json:"version"`
	Documents []Document `json:"documents"`
}

// Read reads and checks the whole file. The error lists every mistake, each with the document's id and what to do.
func Read(r io.Reader) ([]Document, error) {
	decoder := json.NewDecoder(r)
	decoder.DisallowUnknownFields()
	var f file
	if err := decoder.Decode(&f); err != nil {
		return nil, fmt.Errorf("search-documents.json: %w; it must have the form that search/document describes: compare site/layouts with document.go", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("search-documents.json: something follows the object; only one object may stand in the file")
	}
	if f.Version != version {
		return nil, fmt.Errorf("search-documents.json has version %d, this program reads version %d: build the site with the same checkout", f.Version, version)
	}
	if len(f.Documents) == 0 {
		return nil, ErrEmpty
	}
	return f.Documents, check(f.Documents)
}

func check(documents []Document) error {
	var errs []error
	seen := map[string]bool{}
	for i, d := range documents {
		if seen[d.ID] {
			errs = append(errs, fmt.Errorf("document %d: id %q stands twice; two files have the same slug in one folder and language: rename one", i+1, d.ID))
		}
		seen[d.ID] = true
		for _, problem := range d.problems() {
			errs = append(errs, fmt.Errorf("document %d (%s): %s", i+1, d.ID, problem))
		}
	}
	return errors.Join(errs...)
}

// problems says what is wrong with one document, and how to mend it.
func (d Document) problems() []string {
	var problems []string
	if want := d.Lang + "_" + d.Section + "_" + d.Slug; d.ID != want {
		problems = append(problems, fmt.Sprintf("id must be %q, from lang, section and slug", want))
	}
	if !idPattern.MatchString(d.ID) {
		problems = append(problems, "id may hold only a-z, 0-9, - and _: rename the file")
	}
	if !slices.Contains(Languages(), d.Lang) {
		problems = append(problems, fmt.Sprintf("unknown lang %q, want one of %s", d.Lang, strings.Join(Languages(), ", ")))
	}
	if !slices.Contains(Sections(), d.Section) {
		problems = append(problems, fmt.Sprintf("unknown section %q, want one of %s", d.Section, strings.Join(Sections(), ", ")))
	}
	if d.Title == "" || d.Summary == "" {
		problems = append(problems, "title and summary may not be empty: see the article's front matter")
	}
	if !strings.HasPrefix(d.URL, "/") || strings.HasPrefix(d.URL, "//") {
		problems = append(problems, fmt.Sprintf("url %q must begin with one slash", d.URL))
	}
	for _, date := range []struct {
		name, value string
		may         bool
	}{{"date", d.Date, false}, {"reviewed", d.Reviewed, true}, {"expires", d.Expires, true}} {
		if _, err := time.Parse(time.DateOnly, date.value); err != nil && (date.value != "" || !date.may) {
			problems = append(problems, fmt.Sprintf("%s %q is not a day as YYYY-MM-DD", date.name, date.value))
		}
	}
	return problems
}
