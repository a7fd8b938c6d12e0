package main

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// config is the part of netlify.toml that this host applies; [build] is for Netlify's build machine.
type config struct {
	Build struct {
		Command     string            `toml:"command"`
		Publish     string            `toml:"publish"`
		Environment map[string]string `toml:"environment"`
	} `toml:"build"`
	Redirects []redirect   `toml:"redirects"`
	Headers   []headerRule `toml:"headers"`
}

// redirect is one [[redirects]] table. Status 0 means 301, as on Netlify.
type redirect struct {
	From   string `toml:"from"`
	To     string `toml:"to"`
	Status int    `toml:"status"`
	Force  bool   `toml:"force"`

	pattern pattern
	origin  *url.URL // of an absolute To; nil for a path of this site
}

// headerRule is one [[headers]] table.
type headerRule struct {
	For    string            `toml:"for"`
	Values map[string]string `toml:"values"`

	pattern pattern
}

func readConfig(path string) (*config, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the rules: %w", err)
	}
	c, err := parseConfig(string(text))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return c, nil
}

func parseConfig(text string) (*config, error) {
	var c config
	if err := toml.NewDecoder(strings.NewReader(text)).DisallowUnknownFields().Decode(&c); err != nil {
		var unknown *toml.StrictMissingError
		if errors.As(err, &unknown) {
			return nil, fmt.Errorf("scripts/host does not apply this key, so remove it or implement it:\n%s", unknown.String())
		}
		return nil, err
	}
	for i := range c.Redirects {
		if err := c.Redirects[i].prepare(); err != nil {
			return nil, fmt.Errorf("redirect %d, from = %q: %w", i+1, c.Redirects[i].From, err)
		}
	}
	for i := range c.Headers {
		var err error
		if c.Headers[i].pattern, err = parsePattern(c.Headers[i].For); err != nil {
			return nil, fmt.Errorf("headers %d, for = %q: %w", i+1, c.Headers[i].For, err)
		}
	}
	return &c, c.checkHeaders()
}

// prepare parses and checks what a rule says.
func (r *redirect) prepare() error {
	var err error
	if r.pattern, err = parsePattern(r.From); err != nil {
		return err
	}
	if r.Status == 0 {
		r.Status = http.StatusMovedPermanently
	}
	switch r.Status {
	case http.StatusOK, http.StatusMovedPermanently, http.StatusFound, http.StatusNotFound:
	default:
		return fmt.Errorf("status %d is not applied by scripts/host; use 200, 301, 302 or 404", r.Status)
	}
	target := r.To
	if strings.HasPrefix(r.To, "https://") || strings.HasPrefix(r.To, "http://") {
		u, err := url.Parse(r.To)
		if err != nil {
			return fmt.Errorf("to = %q: %w", r.To, err)
		}
		if r.Status == http.StatusNotFound {
			return errors.New("a 404 rule needs a page of this site")
		}
		r.origin, target = u, u.Path
	}
	if !strings.HasPrefix(target, "/") || strings.ContainsAny(target, "?#") || (r.origin != nil && r.origin.RawQuery != "") {
		return fmt.Errorf("to = %q must be a path from / without query, or an absolute address of that form", r.To)
	}
	return r.pattern.checkTarget(target)
}

// checkHeaders refuses two rules that can match one path and set one header: Netlify joins the two values while its
// command line keeps the last one, so neither may be relied on.
func (c *config) checkHeaders() error {
	for i, a := range c.Headers {
		for _, b := range c.Headers[i+1:] {
			if !a.pattern.overlaps(b.pattern) {
				continue
			}
			for name := range a.Values {
				for other := range b.Values {
					if strings.EqualFold(name, other) {
						return fmt.Errorf("headers for %q and for %q can both match one path and both set %s; set it in one place", a.For, b.For, name)
					}
				}
			}
		}
	}
	return nil
}

// headersFor returns every header that the rules set for a path.
func (c *config) headersFor(path string) map[string]string {
	values := map[string]string{}
	for _, rule := range c.Headers {
		if _, ok := rule.pattern.match(path); ok {
			for name, value := range rule.Values {
				values[name] = value
			}
		}
	}
	return values
}
