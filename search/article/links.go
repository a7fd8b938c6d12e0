package article

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// sitePages are the pages of the site that are no articles; a link names them without language.
func sitePages() []string {
	return []string{"/", "/tactics", "/alerts", "/seminars", "/guides", "/search", "/s", "/feedback", "/board", "/videos", "/bulletin", "/guides/glossary", "/quiz"}
}

// linkPattern matches [text](address "title"), ![text](address) and [name]: address.
var linkPattern = regexp.MustCompile(`(!?)\[([^\]]*)\]\(\s*<?([^)\s>]*)>?(?:\s+"[^"]*")?\s*\)|^\[[^\]]+\]:\s*(\S+)`)

var addressPattern = regexp.MustCompile(`https?://\S+`)

func (c *checker) checkLinks(f *file, number int, line string) {
	for _, match := range linkPattern.FindAllStringSubmatch(line, -1) {
		address := match[3] + match[4]
		if match[1] == "!" && strings.TrimSpace(match[2]) == "" {
			c.report.add(f.name, number, "an image without alternative text: say in the brackets what is to be seen: ![text](%s)", address)
		}
		if match[1] != "!" && match[4] == "" && strings.TrimSpace(match[2]) == "" {
			c.report.add(f.name, number, "a link without text: [text](%s)", address)
		}
		c.checkTarget(f, number, address)
		c.checkAddress(f, number, address)
	}
}

// checkTarget checks where a link leads.
func (c *checker) checkTarget(f *file, number int, address string) {
	parsed, err := url.Parse(address)
	switch {
	case err != nil || address == "":
		c.report.add(f.name, number, "link %q is no address", address)
	case strings.HasPrefix(address, "//"):
		c.report.add(f.name, number, "link %q leads to another host without saying how: begin with https://", address)
	case parsed.Scheme == "https" && parsed.Host != "", parsed.Scheme == "mailto", parsed.Scheme == "tel", strings.HasPrefix(address, "#"):
	case parsed.Scheme != "":
		c.report.add(f.name, number, "link %q: only https:, mailto: and tel: are allowed", address)
	case !strings.HasPrefix(address, "/"):
		c.report.add(f.name, number, "link %q: inside the site a link begins with /, such as /guides/emergency", address)
	default:
		c.checkInside(f, number, parsed.Path)
	}
}

func (c *checker) checkInside(f *file, number int, path string) {
	path = "/" + strings.Trim(path, "/")
	first, rest, deeper := strings.Cut(path[1:], "/")
	switch _, section := c.schemas[first]; {
	case slices.Contains(languages(), first):
		c.report.add(f.name, number, "link %q names a language: leave it out, the site puts in the reader's: /%s", path, rest)
	case slices.Contains(sitePages(), path), first == "category" && slices.Contains(c.data.ids("categories"), rest):
	case first == itemsSection:
		c.report.add(f.name, number, "link %q: the items of the quiz have no pages of their own: link /quiz", path)
	case section && deeper && c.unpublished(f, first, rest):
		c.report.add(f.name, number, "link %q leads to a draft, so readers would find nothing: publish it first, or take the link away", path)
	case section && deeper && first != "pages" && slices.Contains(c.slugs(first), rest):
	case !deeper && slices.Contains(c.slugs("pages"), first):
	case section && deeper && first != "pages":
		c.report.add(f.name, number, "link %q leads nowhere%s", path, didYouMean(rest, c.slugs(first)))
	default:
		c.report.add(f.name, number, "link %q leads nowhere: inside the site links begin with /tactics/, /guides/, /alerts/, /seminars/ or /category/", path)
	}
}

// checkAddress refuses letters that look like others: in an address they are how readers are led to a false site.
func (c *checker) checkAddress(f *file, number int, address string) {
	parsed, err := url.Parse(address)
	if err != nil {
		return
	}
	if parsed.Scheme == "tel" {
		if !telPattern.MatchString(parsed.Opaque) {
			c.report.add(f.name, number, "link %q: a telephone number is digits, with + in front and - between if you like", address)
		}
		c.checkNumbers(f, number, parsed.Opaque, typedHotline)
		return
	}
	host := parsed.Hostname()
	if parsed.Scheme == "mailto" {
		host = parsed.Opaque
	}
	if at := strings.IndexFunc(host, func(r rune) bool { return r > unicode.MaxASCII }); at >= 0 {
		c.report.add(f.name, number, "address %q has a character that is not a plain letter (%q): it may only look like one; type the address by hand", address, []rune(host[at:])[0])
	}
	for _, label := range strings.Split(host, ".") {
		if strings.HasPrefix(strings.ToLower(label), "xn--") {
			c.report.add(f.name, number, "address %q is written in punycode: link the site's plain address", address)
		}
	}
}

// withoutAddresses returns the visible text of a line.
func withoutAddresses(line string) string {
	line = linkPattern.ReplaceAllString(line, "$2")
	return addressPattern.ReplaceAllString(line, "")
}
