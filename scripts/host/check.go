package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
)

// policy is the header that may not be forgotten on a page. The editor's folder has one of its own.
const (
	policy = "Content-Security-Policy"
	editor = "/admin/"
)

// checkPages returns an error for a page or a picture with scripts (SVG) that no rule gives a policy, and for a policy other
// than the site's anywhere but below /admin/. The policy stands in a rule for each folder: a rule for /* would reach
// /admin/ too, and Netlify would join the two.
func (c *config) checkPages(site string) error {
	var first string
	for _, rule := range c.Headers {
		value, ok := rule.Values[policy]
		switch {
		case !ok || strings.HasPrefix(rule.For, editor):
		case first == "":
			first = value
		case value != first:
			return fmt.Errorf("headers for %q: its %s is not that of the other pages; make them equal", rule.For, policy)
		}
	}
	return fs.WalkDir(os.DirFS(site), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || (path.Ext(name) != ".html" && path.Ext(name) != ".svg") {
			return err
		}
		for _, address := range []string{"/" + name, "/" + strings.TrimSuffix(name, "index.html")} {
			if c.headersFor(address)[policy] == "" {
				return fmt.Errorf("%s would be sent without %s: add [[headers]] for its folder to netlify.toml, with the policy of the others", address, policy)
			}
		}
		return nil
	})
}
