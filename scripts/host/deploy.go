package main

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// signatureVariable names the secret with which Netlify signs what it passes on. Netlify reads the variable itself and
// the service checks the signature by the same value (FZ_NETLIFY_SIGNATURE there); it is never written to a file.
const signatureVariable = "FZ_NETLIFY_SIGNATURE"

// writeDeploy writes _redirects and _headers into the site: what differs between the deploys of Netlify, which
// netlify.toml cannot say. Netlify tries these files before netlify.toml.
//
// _redirects repeats the rules that lead to the API, with the origin of FZ_API_ORIGIN and signed when there is a secret.
// _headers keeps every deploy but production out of search engines. What it notes is for the log of the deploy.
func (c *config) writeDeploy(site string, getenv func(string) string) (notes []string, err error) {
	redirects, err := c.deployRedirects(getenv("FZ_API_ORIGIN"), getenv(signatureVariable) != "")
	if err != nil {
		return nil, err
	}
	if redirects == "" {
		notes = append(notes, "FZ_API_ORIGIN is not set: scan-ins wait on the phones and pages search by themselves until it names the service, such as https://api.your.site")
	} else if !strings.Contains(redirects, signatureVariable) {
		notes = append(notes, signatureVariable+" is not set: the service cannot tell that a request came through Netlify, so all readers share one address and its limits")
	}
	headers := ""
	if context := getenv("CONTEXT"); context != "production" {
		headers = "/*\n  X-Robots-Tag: noindex\n"
		notes = append(notes, fmt.Sprintf("this is a %s deploy: search engines are told to leave it out", strconv.Quote(context)))
	}
	for name, text := range map[string]string{"_redirects": redirects, "_headers": headers} {
		if err := os.WriteFile(filepath.Join(site, name), []byte(text), 0o644); err != nil {
			return nil, err
		}
	}
	return notes, nil
}

// deployRedirects gives the lines of _redirects, "" without an origin.
func (c *config) deployRedirects(origin string, signed bool) (string, error) {
	if origin == "" {
		return "", nil
	}
	to, err := url.Parse(origin)
	// Plain http would show readers' stories on the way; on this machine there is no way.
	if err != nil || to.Host == "" || to.Path != "" || to.RawQuery != "" || (to.Scheme != "https" && to.Hostname() != "127.0.0.1") {
		return "", fmt.Errorf("FZ_API_ORIGIN %q is not an origin such as https://api.your.site, without a path", origin)
	}
	var lines strings.Builder
	for _, rule := range c.Redirects {
		if rule.origin == nil {
			continue
		}
		fmt.Fprintf(&lines, "%s %s%s %d", rule.From, origin, rule.origin.Path, rule.Status)
		if rule.Force {
			lines.WriteString("!")
		}
		if signed {
			lines.WriteString(" signed=" + signatureVariable)
		}
		lines.WriteString("\n")
	}
	return lines.String(), nil
}
