package main

import (
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"fangzha/api/outreach"
	"fangzha/api/store"
	"fangzha/api/web"
)

const linkUsage = `Lets staff in. It works beside the running service, on the same database.

  api token issue --role presenter|organiser|administrator [--presenter ID] [--area ID] [--name NAME]
                        prints a link that signs in once, within 15 minutes
  api token list        lists links and sessions that are open
  api token revoke ID   ends the link, the session, or everything of the person of this id

  --presenter  id in site/data/presenters.yaml; needed for --role presenter
  --area       part of the district that an organiser looks after; without it, all of it
  --name       how the audit calls the person: letters, digits, hyphens; else the presenter's id,
               else a new name for each link
  --lang       language of the page: zh-hant, zh-hans or en              zh-hant
  --origin     FZ_ORIGIN  address of the site                            http://localhost:8080
  --site       FZ_SITE    folder that Hugo built                         site/public
  --data       FZ_DATA    folder of the database                         data
  DATABASE_URL            address of a PostgreSQL, as for the service  none: SQLite in --data
`

// commandLine is who the audit names when a command changed something.
const commandLine = "command-line"

type tokenSettings struct {
	site, data, origin, lang string
	database                 string // DATABASE_URL
	role                     string
	person                   outreach.Staff
}

func runToken(ctx context.Context, p program, args []string) error {
	if len(args) == 0 {
		return misuse{errors.New("say issue, list or revoke; see api token --help")}
	}
	t := tokenSettings{database: p.getenv("DATABASE_URL")}
	s := newSettings("token", p.getenv)
	s.text(&t.site, "site", "FZ_SITE", "site/public")
	s.text(&t.data, "data", "FZ_DATA", "data")
	switch args[0] {
	case "issue":
		s.text(&t.origin, "origin", "FZ_ORIGIN", "http://localhost:8080")
		s.text(&t.lang, "lang", "", "zh-hant")
		s.text(&t.role, "role", "", "")
		s.text(&t.person.Presenter, "presenter", "", "")
		s.text(&t.person.Area, "area", "", "")
		s.text(&t.person.ID, "name", "", "")
		if err := s.parse(args[1:]); err != nil {
			return misuse{err}
		}
		return t.issue(ctx, p)
	case "list":
		if err := s.parse(args[1:]); err != nil {
			return misuse{err}
		}
		return t.list(ctx, p)
	case "revoke":
		if len(args) < 2 || args[1] == "" || args[1][0] == '-' {
			return misuse{errors.New("revoke needs the id of a link, a session or a person: see api token list")}
		}
		if err := s.parse(args[2:]); err != nil {
			return misuse{err}
		}
		return t.revoke(ctx, p, args[1])
	case "--help", "-h", "help":
		return flag.ErrHelp
	}
	return misuse{fmt.Errorf("%q is none of issue, list and revoke; see api token --help", args[0])}
}

// open gives the database of the service, which may be running.
func (t *tokenSettings) open(ctx context.Context) (*store.Store, error) {
	return openDatabase(ctx, t.database, t.data)
}

func (t *tokenSettings) issue(ctx context.Context, p program) (err error) {
	if t.origin == "" || web.CheckOrigin(t.origin) != nil {
		return misuse{fmt.Errorf("--origin (FZ_ORIGIN): %q is not an address such as https://fangzha.example", t.origin)}
	}
	var ok bool
	if t.person.Role, ok = outreach.ParseRole(t.role); !ok {
		return misuse{fmt.Errorf("--role: %q is none of presenter, organiser and administrator", t.role)}
	}
	registry, err := readRegistry(t.site)
	if err != nil {
		return err
	}
	if !registry.HasLanguage(t.lang) {
		return misuse{fmt.Errorf("--lang: %q is none of %v", t.lang, registry.Languages)}
	}
	database, err := t.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, database.Close()) }()
	door := outreach.Doorkeeper{Registry: func() *outreach.Registry { return registry }, Store: database, Now: time.Now, Random: rand.Reader}
	token, link, err := door.Issue(ctx, t.person, commandLine)
	if err != nil {
		return inWords(registry, err)
	}
	page := "live"
	if t.person.Presenter == "" {
		page = "staff"
	}
	fmt.Fprintf(p.stdout, "%s/%s/%s/#t=%s\n", t.origin, t.lang, page, token)
	fmt.Fprintf(p.stderr, "For %s (%s) alone. It signs in once, until %s. To take it back: api token revoke %s\n",
		link.Staff.ID, link.Role, link.ExpiresAt.Local().Format("15:04 MST"), link.ID)
	return nil
}

// inWords makes sentences of the domain's answer, which names fields as the flags do.
func inWords(registry *outreach.Registry, err error) error {
	var known *outreach.Error
	if !errors.As(err, &known) || known.Code != outreach.Invalid {
		return err
	}
	var all []error
	for _, f := range known.Fields {
		all = append(all, fmt.Errorf("--%s: %s", f.Field, registry.Message(f.Message, "en", f.Args)))
	}
	return misuse{errors.Join(all...)}
}

func (t *tokenSettings) list(ctx context.Context, p program) (err error) {
	database, err := t.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, database.Close()) }()
	now := time.Now()
	links, err := database.StaffLinks(ctx, now)
	if err != nil {
		return err
	}
	sessions, err := database.StaffSessions(ctx, now)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(p.stdout, 0, 8, 2, ' ', 0)
	fmt.Fprintln(table, "what\tid\tperson\trole\tarea\tsince\tlast used\tends")
	for _, l := range links {
		row(table, "link", l.ID, l.Staff, clock(l.IssuedAt), "", clock(l.ExpiresAt))
	}
	for _, x := range sessions {
		row(table, "session", x.ID, x.Staff, clock(x.BeganAt), clock(x.UsedAt), clock(x.BeganAt.Add(outreach.StaffSessionLife)))
	}
	return table.Flush()
}

func row(to io.Writer, what string, id outreach.Key, person outreach.Staff, since, used, ends string) {
	fmt.Fprintf(to, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", what, id, person.ID, person.Role, person.Area, since, used, ends)
}

func clock(t time.Time) string { return t.Local().Format("2006-01-02 15:04") }

func (t *tokenSettings) revoke(ctx context.Context, p program, id string) (err error) {
	database, err := t.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, database.Close()) }()
	door := outreach.Doorkeeper{Store: database, Now: time.Now, Random: rand.Reader}
	var known *outreach.Error
	if err := door.Revoke(ctx, id, commandLine); errors.As(err, &known) && known.Code == outreach.NotFound {
		return fmt.Errorf("nothing is open under %q: see api token list", id)
	} else if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "%s: ended\n", id)
	return nil
}
