package site_test

import (
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// servedElsewhere are addresses of the service, which no file has (netlify.toml).
var servedElsewhere = []string{"/api/", "/search", "/board", "/s"}

// page is what the links of a built page and the links to it are about.
type page struct {
	links []string
	ids   map[string]bool
}

// No link of the built site may lead nowhere: neither to a page that does not exist nor to a place that its page lacks.
// The render hook of links sees what editors write; this sees what the templates make of it.
func TestNoInternalLinkIsDead(t *testing.T) {
	const public = "public"
	pages := map[string]page{}
	err := fs.WalkDir(os.DirFS(public), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".html" || strings.HasPrefix(name, "admin/") {
			return err
		}
		file, err := os.Open(filepath.Join(public, name))
		if err != nil {
			return err
		}
		defer file.Close()
		root, err := html.Parse(file)
		if err != nil {
			return err
		}
		pages["/"+strings.TrimSuffix(name, "index.html")] = readPage(root)
		return nil
	})
	if err != nil {
		t.Fatalf("read the built site: %v; build it first: ./scripts/build", err)
	}
	if len(pages) < 3*52 {
		t.Fatalf("only %d pages in %s; build the site first: ./scripts/build", len(pages), public)
	}
	for address, p := range pages {
		base := &url.URL{Path: address}
		for _, link := range p.links {
			to, err := base.Parse(link)
			if err != nil {
				t.Errorf("%s links to %q: %v", address, link, err)
				continue
			}
			if to.Scheme != "" || to.Host != "" {
				continue
			}
			target, isPage := pages[to.Path]
			switch {
			case isPage && (to.Fragment == "" || target.ids[to.Fragment] || reads(to.Path)):
			case isPage:
				t.Errorf("%s links to %s, and that page has no id %q", address, link, to.Fragment)
			case slices.ContainsFunc(servedElsewhere, func(prefix string) bool {
				return to.Path == prefix || strings.HasSuffix(prefix, "/") && strings.HasPrefix(to.Path, prefix)
			}):
			default:
				if info, err := os.Stat(filepath.Join(public, filepath.FromSlash(to.Path))); err != nil || info.IsDir() {
					t.Errorf("%s links to %s, which does not exist", address, link)
				}
			}
		}
	}
}

// reads says whether the fragment is for the page's script, not the name of a place: a code, a query.
func reads(path string) bool {
	for _, name := range []string{"/s/", "/scan/", "/feedback/", "/search/", "/quiz/", "/live/", "/staff/", "/verify/", "/admin/"} {
		if strings.HasSuffix(path, name) {
			return true
		}
	}
	return false
}

func readPage(root *html.Node) page {
	p := page{ids: map[string]bool{"": true}}
	for node := range root.Descendants() {
		for _, attribute := range node.Attr {
			switch attribute.Key {
			case "id":
				p.ids[attribute.Val] = true
			case "href", "src", "action":
				p.links = append(p.links, attribute.Val)
			}
		}
	}
	return p
}
