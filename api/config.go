package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/url"
	"regexp"

	"fangzha/api/outreach"
	"fangzha/api/web"
)

// config is what the service is told at start. Each setting is a flag, else an environment variable, else its
// default; the secrets have no flag, because everybody on the machine can read a command line.
type config struct {
	addr        string
	site        string
	data        string
	database    string // address of a PostgreSQL, "" for SQLite in data
	meiliURL    string // "" for none: search answers 503 and the pages search by themselves
	meiliKey    string
	indexPrefix string
	secrets     outreach.Secrets // none: kept in the data folder
	front       web.Front
	noLimits    bool   // something in front of the service limits already
	origin      string // "" when the proxy hands on the host that the reader sees
}

const serveUsage = `Runs the service: records scan-ins and feedback, ranks presenters, searches.

  api serve [flags]

Flags (else the environment variable, else the default):
  --addr            FZ_ADDR             address to listen on              127.0.0.1:8081
  --site            FZ_SITE             folder that Hugo built, with
                                        registry.json and shell/, or the
                                        https address of its host         site/public
  --data            FZ_DATA             folder of database and secret     data
  --meili-url       FZ_MEILI_URL        Meilisearch, http(s)://host:port  none: pages search by themselves
  --index-prefix    FZ_INDEX_PREFIX     begins the names of its indexes   fangzha
  --trusted-proxies FZ_TRUSTED_PROXIES  networks whose X-Forwarded-*
                                        headers are believed              127.0.0.0/8,::1/128
  --origin          FZ_ORIGIN           the site's own address, when the
                                        proxy hides it from the service   none
  --limits          FZ_LIMITS           on, or off where something in
                                        front limits each phone already   on
Secrets (environment only):
  DATABASE_URL         postgres://user:password@host:5432/name; else SQLite in <data>
  FZ_MEILI_SEARCH_KEY  search-only key of Meilisearch
  FZ_SECRET            at least 32 random characters; else <data>/secret, made at first start
  FZ_SECRET_PREVIOUS   the one before, after a change: its codes and devices stay good; else <data>/secret.previous
  FZ_NETLIFY_SIGNATURE the secret with which Netlify signs what it passes on; none: see --trusted-proxies
`

var indexPrefixes = regexp.MustCompile(`^[a-zA-Z0-9_-]{1,100}$`)

// settings are the flags of one subcommand; each falls back to its environment variable.
type settings struct {
	*flag.FlagSet
	getenv func(string) string
}

func newSettings(name string, getenv func(string) string) settings {
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	flags.SetOutput(io.Discard) // run prints the error, once
	return settings{flags, getenv}
}

// text defines a flag with its variable; variable "" means that there is none.
func (s settings) text(to *string, name, variable, fallback string) {
	if variable != "" {
		if value := s.getenv(variable); value != "" {
			fallback = value
		}
	}
	s.StringVar(to, name, fallback, "")
}

// parse reads the arguments, which must all be flags.
func (s settings) parse(args []string) error {
	if err := s.Parse(args); err != nil {
		return err
	}
	if s.NArg() > 0 {
		return fmt.Errorf("%q is not a flag; see api %s --help", s.Arg(0), s.Name())
	}
	return nil
}

// readConfig reads and checks the settings. Errors name the flag and the variable; flag.ErrHelp means that help
// was asked for.
func readConfig(args []string, getenv func(string) string) (config, error) {
	var c config
	var proxies, limits string
	s := newSettings("serve", getenv)
	s.text(&c.addr, "addr", "FZ_ADDR", "127.0.0.1:8081")
	s.text(&c.site, "site", "FZ_SITE", "site/public")
	s.text(&c.data, "data", "FZ_DATA", "data")
	s.text(&c.meiliURL, "meili-url", "FZ_MEILI_URL", "")
	s.text(&c.indexPrefix, "index-prefix", "FZ_INDEX_PREFIX", "fangzha")
	s.text(&c.origin, "origin", "FZ_ORIGIN", "")
	s.text(&limits, "limits", "FZ_LIMITS", "on")
	s.text(&proxies, "trusted-proxies", "FZ_TRUSTED_PROXIES", "127.0.0.0/8,::1/128")
	if err := s.parse(args); err != nil {
		return c, err
	}
	if c.noLimits = limits == "off"; limits != "on" && limits != "off" {
		return c, fmt.Errorf("--limits (FZ_LIMITS): %q is neither on nor off", limits)
	}
	c.meiliKey, c.database = getenv("FZ_MEILI_SEARCH_KEY"), getenv("DATABASE_URL")
	var err error
	if c.front.Signature, err = web.ParseSignature(getenv("FZ_NETLIFY_SIGNATURE")); err != nil {
		return c, fmt.Errorf("FZ_NETLIFY_SIGNATURE: %w", err)
	}
	if err = c.check(proxies); err != nil {
		return c, err
	}
	if c.secrets, err = environmentSecrets(getenv); err == nil && c.database != "" && c.secrets.Current == nil {
		err = errors.New("FZ_SECRET: must be set when DATABASE_URL is, and be the same for every program on that database")
	}
	return c, err
}

// check also fills in what needs parsing.
func (c *config) check(proxies string) error {
	if _, _, err := net.SplitHostPort(c.addr); err != nil {
		return fmt.Errorf("--addr (FZ_ADDR): %q is not host:port, such as 127.0.0.1:8081", c.addr)
	}
	if c.site == "" {
		return errors.New("--site (FZ_SITE): must name a folder")
	}
	if c.data == "" {
		return errors.New("--data (FZ_DATA): must name a folder")
	}
	if u, err := url.Parse(c.meiliURL); c.meiliURL != "" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
		return fmt.Errorf("--meili-url (FZ_MEILI_URL): %q is not an address such as http://127.0.0.1:7700", c.meiliURL)
	}
	if !indexPrefixes.MatchString(c.indexPrefix) {
		return fmt.Errorf("--index-prefix (FZ_INDEX_PREFIX): %q may hold letters, digits, - and _ only", c.indexPrefix)
	}
	var err error
	if c.front.Proxies, err = web.ParseProxies(proxies); err != nil {
		return fmt.Errorf("--trusted-proxies (FZ_TRUSTED_PROXIES): %w", err)
	}
	if err = web.CheckOrigin(c.origin); err != nil {
		return fmt.Errorf("--origin (FZ_ORIGIN): %w", err)
	}
	return nil
}
