package query

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"fangzha/search/document"
)

// Limits of a request, in characters and hits.
const (
	MaxText      = 512
	MaxLimit     = 50
	DefaultLimit = 10
)

// idPattern also keeps quotes out of the filter that an id becomes part of.
var idPattern = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Request is one search. A text of more than MaxText characters is cut there. Category, Channel and Audience (ids) may be
// empty, Limit zero means DefaultLimit. Today is the day in the district (YYYY-MM-DD): alerts that ended before it are left
// out, newer ones come first among equals; empty leaves both be.
type Request struct {
	Text, Lang                  string
	Category, Channel, Audience string
	Limit                       int
	Today                       string
}

// ErrUnavailable: Meilisearch gave no usable answer. The page then searches its own index.
var ErrUnavailable = errors.New("search is unavailable")

// InvalidError: a field of a Request cannot be searched. Reason is for developers; readers get the API's own sentence.
type InvalidError struct {
	Field  string // q, lang, category or limit
	Reason string
}

func (e *InvalidError) Error() string { return e.Field + ": " + e.Reason }

// checked returns the request with its defaults filled in.
func (r Request) checked() (Request, error) {
	r.Text = strings.TrimSpace(r.Text)
	if r.Limit == 0 {
		r.Limit = DefaultLimit
	}
	switch {
	case !utf8.ValidString(r.Text):
		return r, &InvalidError{"q", "must be UTF-8"}
	case r.Text == "":
		return r, &InvalidError{"q", "must not be empty"}
	case !slices.Contains(document.Languages(), r.Lang):
		return r, &InvalidError{"lang", "must be one of " + strings.Join(document.Languages(), ", ")}
	case !isIDOrEmpty(r.Category):
		return r, &InvalidError{"category", "must be an id of site/data/categories.yaml"}
	case !isIDOrEmpty(r.Channel):
		return r, &InvalidError{"channel", "must be an id of site/data/channels.yaml"}
	case !isIDOrEmpty(r.Audience):
		return r, &InvalidError{"audience", "must be an id of site/data/audiences.yaml"}
	case r.Limit < 1 || r.Limit > MaxLimit:
		return r, &InvalidError{"limit", fmt.Sprintf("must be from 1 to %d", MaxLimit)}
	}
	if utf8.RuneCountInString(r.Text) > MaxText {
		r.Text = string([]rune(r.Text)[:MaxText])
	}
	return r, nil
}

func isIDOrEmpty(s string) bool { return s == "" || idPattern.MatchString(s) }
