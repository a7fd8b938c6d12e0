package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"fangzha/api/apitest"
	"fangzha/api/store"
)

// stopPatience is how long a service may take to end after SIGTERM.
const stopPatience = 10 * time.Second

// ground is where a drill takes place: the built service, a small site, and a folder for all else.
type ground struct {
	root                  string // the project
	program, site, folder string
	under                 []string // a command that starts the service, if any
	out                   io.Writer
}

// onGround makes the ground, lets the drill happen and clears it away.
func onGround(ctx context.Context, out io.Writer, drill func(*ground) error) (err error) {
	folder, err := os.MkdirTemp("", "fangzha-drill-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	g := &ground{site: filepath.Join(folder, "site"), folder: folder, out: out}
	if g.root, err = apitest.Root(); err != nil {
		return err
	}
	if err := apitest.Site(g.site); err != nil {
		return err
	}
	if g.program, err = apitest.Build(ctx, folder); err != nil {
		return err
	}
	return drill(g)
}

func (g *ground) say(format string, args ...any) { fmt.Fprintf(g.out, format+"\n", args...) }

// rows is where a service keeps its rows: SQLite in the folder, or the PostgreSQL at the address.
type rows struct{ data, address string }

// start runs the service. Limits are off: the whole crowd comes from one address.
func (g *ground) start(r rows) (*apitest.Process, error) {
	env := []string{"FZ_SECRET=the-secret-of-a-drill-0123456789abcdef", "FZ_LIMITS=off"}
	if r.address != "" {
		env = append(env, "DATABASE_URL="+r.address)
	}
	words := append(append([]string(nil), g.under...), g.program, "serve", "--addr", "127.0.0.1:0", "--site", g.site, "--data", r.data)
	return apitest.Start(env, words[0], words[1:]...)
}

func (r rows) open(ctx context.Context) (*store.Store, error) {
	if r.address != "" {
		return store.OpenPostgres(ctx, r.address, time.Now)
	}
	return store.OpenSQLite(ctx, r.data, time.Now)
}

// recount compares the counters with the rows and returns how many scan-ins there are. No service may be writing.
func (r rows) recount(ctx context.Context) (scans int64, err error) {
	s, err := r.open(ctx)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return s.Verify(ctx)
}
