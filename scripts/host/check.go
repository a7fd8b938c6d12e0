package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"strings"

	"golang.org/x/net/html"
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
	if err := checkMissing(filepath.Join(site, "404.html"), first); err != nil {
		return err
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

// checkMissing returns an error when the page for unknown addresses does not carry the policy itself: its headers go by the
// address that was asked for, which no rule may know.
func checkMissing(file, want string) error {
	page, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer page.Close()
	document, err := html.Parse(page)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	wanted := directives(want)
	delete(wanted, "frame-ancestors") // no <meta> can say it; X-Frame-Options in the rule for /* does
	for node := range document.Descendants() {
		if node.Data == "meta" && strings.EqualFold(attribute(node, "http-equiv"), policy) && maps.Equal(directives(attribute(node, "content")), wanted) {
			return nil
		}
	}
	return fmt.Errorf(`%s: needs <meta http-equiv="%s"> with the policy of netlify.toml, all but frame-ancestors (site/layouts/home.missing.html)`, file, policy)
}

// directives gives the parts of a policy by their name: minifying moves spaces.
func directives(text string) map[string]string {
	parts := map[string]string{}
	for part := range strings.SplitSeq(text, ";") {
		if words := strings.Fields(part); len(words) > 0 {
			parts[words[0]] = strings.Join(words[1:], " ")
		}
	}
	return parts
}

func attribute(node *html.Node, name string) string {
	for _, a := range node.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
