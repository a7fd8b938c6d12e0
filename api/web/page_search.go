package web

import (
	"mime"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"fangzha/api/outreach"
	"fangzha/search/query"
)

// searchForm is the form as it was sent, to be shown again.
type searchForm struct {
	view
	Query, Category, Channel, Audience string
}

type searchView struct {
	searchForm
	Found query.Answer
}

// searchPage answers q, lang, category, channel and audience for readers without JavaScript. The form posts them, so that no
// story stands in a host's log; an address with them, as one shares it, answers the same. Without q it is the form alone.
func (s *Server) searchPage(c echo.Context) error {
	form, err := s.searchForm(c)
	if err != nil {
		return err
	}
	v := searchView{searchForm: form}
	if strings.TrimSpace(v.Query) == "" {
		return s.render(c, http.StatusOK, "search", v.Say("search.title"), v)
	}
	request, err := s.searchRequest(searchBody{Q: v.Query, Lang: v.Lang, Category: v.Category, Channel: v.Channel, Audience: v.Audience})
	if err != nil {
		return err
	}
	found, err := s.search(c.Request().Context(), request, true)
	if err != nil {
		return err
	}
	v.Found = found
	return s.render(c, http.StatusOK, "search", v.Say("search.title_for", "query", v.Query), v)
}

// searchForm reads the form, from the body of a POST or from the address.
func (s *Server) searchForm(c echo.Context) (searchForm, error) {
	sent := c.QueryParams()
	if r := c.Request(); r.Method == http.MethodPost {
		if media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || media != echo.MIMEApplicationForm {
			return searchForm{}, invalid("error.form_type")
		}
		if err := r.ParseForm(); err != nil {
			return searchForm{}, bodyError(err)
		}
		sent = r.PostForm
		s.speak(c, sent.Get("lang"))
	}
	return searchForm{s.view(c), sent.Get("q"), sent.Get("category"), sent.Get("channel"), sent.Get("audience")}, nil
}

// facetView is a choice by which a search can be narrowed.
type facetView struct {
	Name, Label string
	Options     []optionView
}

type optionView struct {
	ID     string
	Name   outreach.Text
	Chosen bool
}

// Facets are the choices of the form, in the order of the page with JavaScript.
func (f searchForm) Facets() []facetView {
	category := facetView{Name: "category", Label: "search.category"}
	for _, c := range f.registry.Categories {
		category.Options = append(category.Options, optionView{c.ID, c.Name, c.ID == f.Category})
	}
	return []facetView{category, newFacet("channel", "search.channel", f.registry.Channels, f.Channel),
		newFacet("audience", "search.audience", f.registry.Audiences, f.Audience)}
}

// Narrowed says that something was chosen.
func (f searchForm) Narrowed() bool { return f.Category != "" || f.Channel != "" || f.Audience != "" }

func newFacet(name, label string, all []outreach.Facet, chosen string) facetView {
	v := facetView{Name: name, Label: label}
	for _, one := range all {
		v.Options = append(v.Options, optionView{one.ID, one.Name, one.ID == chosen})
	}
	return v
}
