package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
)

// handler answers every request of the public host.
type handler struct {
	config *config
	files  files
	proxy  *httputil.ReverseProxy
}

// newHandler makes the handler for the folder site; api takes the place of every absolute origin in the rules.
// Proxy failures are reported to log, without the address asked for.
func newHandler(c *config, site, api string, log io.Writer) (http.Handler, error) {
	origin, err := url.Parse(api)
	if err != nil || origin.Host == "" || (origin.Scheme != "http" && origin.Scheme != "https") {
		return nil, fmt.Errorf("--api %q is not an address such as http://127.0.0.1:8081", api)
	}
	h := &handler{config: c, files: files{folder: site}}
	h.proxy = newProxy(origin, h.apiDown, log)
	return h, nil
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !legalPath(r.URL.Path) {
		h.setHeaders(w, "/", http.StatusBadRequest)
		http.Error(w, "400 bad request: no such form of path", http.StatusBadRequest)
		return
	}
	path := r.URL.Path
	found := h.files.find(path)
	for i := range h.config.Redirects {
		rule := &h.config.Redirects[i]
		values, ok := rule.pattern.match(path)
		if !ok || (found.exists() && !rule.Force) {
			continue
		}
		h.apply(rule, values, w, r)
		return
	}
	if !found.exists() {
		h.notFound(w, r, "/404.html")
		return
	}
	if found.moved != "" {
		redirectTo(w, r, found.moved, http.StatusMovedPermanently)
		return
	}
	h.serveFile(w, r, found.name, http.StatusOK)
}

func (h *handler) apply(rule *redirect, values map[string]string, w http.ResponseWriter, r *http.Request) {
	switch {
	case rule.Status == http.StatusNotFound:
		h.notFound(w, r, expand(rule.To, values))
	case rule.Status != http.StatusOK:
		target := url.URL{Path: expand(rule.To, values)}
		if rule.origin != nil {
			target = url.URL{Scheme: rule.origin.Scheme, Host: rule.origin.Host, Path: expand(rule.origin.Path, values)}
		}
		redirectTo(w, r, target.String(), rule.Status)
	case rule.origin != nil:
		passOn := r.Clone(r.Context())
		passOn.URL.Path, passOn.URL.RawPath = expand(rule.origin.Path, values), ""
		h.proxy.ServeHTTP(w, passOn)
	default:
		target := h.files.find(expand(rule.To, values))
		if target.name == "" {
			h.notFound(w, r, "/404.html")
			return
		}
		h.serveFile(w, r, target.name, http.StatusOK)
	}
}

// serveFile answers with a file of the site and the headers of the rules.
func (h *handler) serveFile(w http.ResponseWriter, r *http.Request, name string, status int) {
	h.setHeaders(w, r.URL.Path, status)
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "405 method not allowed: this is a page, it can be read only", http.StatusMethodNotAllowed)
		return
	}
	h.files.serve(w, r, name, status)
}

// notFound answers 404 with a page of the site, or with one line if the site has no such page.
func (h *handler) notFound(w http.ResponseWriter, r *http.Request, page string) {
	target := h.files.find(page)
	if target.name == "" {
		h.setHeaders(w, r.URL.Path, http.StatusNotFound)
		http.Error(w, "404 not found", http.StatusNotFound)
		return
	}
	h.serveFile(w, r, target.name, http.StatusNotFound)
}

func (h *handler) setHeaders(w http.ResponseWriter, path string, status int) {
	// Netlify's default; fingerprinted files have a rule of their own.
	w.Header().Set("Cache-Control", "public, max-age=0, must-revalidate")
	for name, value := range h.config.headersFor(path) {
		w.Header().Set(name, value)
	}
	if status == http.StatusNotFound {
		w.Header().Set("Cache-Control", "no-cache") // what is missing now may be there after the next deploy
	}
}

// redirectTo keeps the query, as Netlify does.
func redirectTo(w http.ResponseWriter, r *http.Request, target string, status int) {
	if r.URL.RawQuery != "" {
		target += "?" + r.URL.RawQuery
	}
	w.Header().Set("Location", target)
	w.WriteHeader(status)
}

// legalPath refuses what no page of ours is called by: climbing segments, doubled slashes (`//host` in a Location
// would lead to another host), back slashes and control characters.
func legalPath(path string) bool {
	if !strings.HasPrefix(path, "/") || strings.Contains(path, "//") {
		return false
	}
	for _, segment := range strings.Split(path, "/") {
		if segment == "." || segment == ".." {
			return false
		}
	}
	return !strings.ContainsFunc(path, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' })
}
