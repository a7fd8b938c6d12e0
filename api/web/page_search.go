package web

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"fangzha/search/query"
)

type searchView struct {
	view
	Query  string
	Chosen string // category
	Found  query.Answer
}

// searchPage answers ?q=&lang=&category= for readers without JavaScript. Without q it is the form alone.
func (s *Server) searchPage(c echo.Context) error {
	v := searchView{view: s.view(c), Query: c.QueryParam("q"), Chosen: c.QueryParam("category")}
	if strings.TrimSpace(v.Query) == "" {
		return s.render(c, http.StatusOK, "search", v.Say("search.title"), v)
	}
	request, err := s.searchRequest(searchBody{Q: v.Query, Lang: v.Lang, Category: v.Chosen})
	if err != nil {
		return err
	}
	found, err := s.search(c.Request().Context(), request)
	if err != nil {
		return err
	}
	v.Found = found
	return s.render(c, http.StatusOK, "search", v.Say("search.title_for", "query", v.Query), v)
}
