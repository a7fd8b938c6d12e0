package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"fangzha/api/outreach"
)

//go:embed templates/*.html
var templates embed.FS

// parseFragments reads what goes into <main>. A fault in a template is a fault of the program.
func parseFragments() *template.Template {
	return template.Must(template.ParseFS(templates, "templates/*.html"))
}

// view is what every fragment has; the pages' own views embed it.
type view struct {
	Lang     string
	registry *outreach.Registry
}

func (s *Server) view(c echo.Context) view { return view{s.lang(c), s.Site.Registry()} }

// Say gives a message with its placeholders filled: {{.Say "search.found" "count" 3}}.
func (v view) Say(key string, pairs ...any) string {
	args := map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		args[fmt.Sprint(pairs[i])] = fmt.Sprint(pairs[i+1])
	}
	return v.registry.Message(key, v.Lang, args)
}

// In gives a text of the registry in the reader's language.
func (v view) In(text outreach.Text) string { return text.In(v.Lang) }

// Figure writes a published figure in words: "under 10", "at least 45".
func (v view) Figure(f outreach.Figure) string {
	if f.Under > 0 {
		return v.Say("figure.under", "count", f.Under)
	}
	return v.Say("figure.at_least", "count", f.AtLeast)
}

// Categories are those of the registry, in the site's order.
func (v view) Categories() []outreach.Category { return v.registry.Categories }

// render answers with a fragment in the page shell of the reader's language.
func (s *Server) render(c echo.Context, status int, fragment, title string, data any) error {
	page, err := s.page(c, fragment, title, data)
	if err != nil {
		return err
	}
	return c.HTMLBlob(status, page)
}

// page makes that page and sets the headers that every page has.
func (s *Server) page(c echo.Context, fragment, title string, data any) ([]byte, error) {
	files, lang := s.Site.present(), s.lang(c)
	var page bytes.Buffer
	shell := files.shells[lang]
	page.WriteString(strings.Replace(shell.before, titleMark, template.HTMLEscapeString(title), 1))
	if err := s.fragments.ExecuteTemplate(&page, fragment, data); err != nil {
		return nil, err
	}
	page.WriteString(shell.after)
	h := c.Response().Header()
	h.Set("Content-Security-Policy", htmlPolicy)
	h.Set("Content-Language", htmlLanguage(lang))
	h.Set("Vary", "Accept-Language")
	h.Set("Content-Type", "text/html; charset=utf-8")
	return page.Bytes(), nil
}

// htmlLanguage writes a language id as BCP 47 does: zh-Hant, zh-Hans, en.
func htmlLanguage(lang string) string {
	language, script, ok := strings.Cut(lang, "-")
	if !ok || script == "" {
		return language
	}
	return language + "-" + strings.ToUpper(script[:1]) + script[1:]
}

// failureView is the page of an error. Code is what the reader typed, for the form that stands below it.
type failureView struct {
	searchForm
	errorBody
	Form string // name of the form's template to offer again, "" for none
	Code string
}

// asPage answers a page's errors as a page, with the form again where there was one.
func (s *Server) asPage(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		err := next(c)
		if err == nil || c.Response().Committed {
			return err
		}
		known := s.prepareFailure(c, err)
		v := failureView{searchForm: searchForm{view: s.view(c)}, errorBody: s.errorBody(c, known)}
		switch {
		case c.Path() == "/search":
			v.Form = "search-form"
			if sent, err := s.searchForm(c); err == nil {
				v.searchForm = sent
			}
		case c.Request().Method == http.MethodPost:
			v.Form, v.Code = "code-form", c.Request().PostForm.Get("code")
		}
		return s.render(c, status(known.Code), "failure", v.Say("failure.title"), v)
	}
}
