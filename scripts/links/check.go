package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// served are addresses of the service, which no file has (netlify.toml).
var served = []string{"/api/", "/search", "/board", "/s"}

// read are the pages whose script reads the fragment, a code or a query: there it names no place.
var read = []string{"s", "scan", "feedback", "search", "quiz", "live", "staff", "verify"}

// pages is a built site.
type pages struct {
	folder string
	at     map[string]page // by path; that of a folder stands for its index.html
}

// page is what the links on a page and the links to it are about.
type page struct {
	links []string
	ids   map[string]bool
}

func readPages(folder string) (pages, error) {
	all := pages{folder, map[string]page{}}
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".html" || strings.HasPrefix(name, "admin/") {
			return err
		}
		file, err := os.Open(filepath.Join(folder, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		root, err := html.Parse(file)
		if err := errors.Join(err, file.Close()); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		all.at["/"+strings.TrimSuffix(name, "index.html")] = readPage(root)
		return nil
	})
	if err == nil && len(all.at) == 0 {
		err = fmt.Errorf("no page in %s; build the site first: ./scripts/build", folder)
	}
	return all, err
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

// dead lists, in order, what leads nowhere.
func (s pages) dead() []string {
	var found []string
	for from, p := range s.at {
		for _, link := range p.links {
			if why := s.wrong(from, link); why != "" {
				found = append(found, fmt.Sprintf("%s links to %s: %s", from, link, why))
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// wrong says what is wrong with a link on the page at from, "" for nothing.
func (s pages) wrong(from, link string) string {
	to, err := (&url.URL{Path: from}).Parse(link)
	if err != nil {
		return err.Error()
	}
	if to.Scheme != "" || to.Host != "" {
		return ""
	}
	if target, ok := s.at[to.Path]; ok {
		if target.ids[to.Fragment] || slices.Contains(read, path.Base(to.Path)) {
			return ""
		}
		return fmt.Sprintf("that page has no id %q", to.Fragment)
	}
	for _, prefix := range served {
		if to.Path == prefix || strings.HasSuffix(prefix, "/") && strings.HasPrefix(to.Path, prefix) {
			return ""
		}
	}
	if info, err := os.Stat(filepath.Join(s.folder, filepath.FromSlash(to.Path))); err != nil || info.IsDir() {
		return "it does not exist"
	}
	return ""
}
