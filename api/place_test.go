package main

import (
	"context"
	"database/sql"
	"io"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"

	"fangzha/api/store"
	"fangzha/api/store/pgtest"
)

// place is where a booted program keeps its rows: SQLite in the folder data, or the database that env names.
type place struct {
	data string
	env  map[string]string
}

// onEachDatabase runs a test on an empty SQLite and on an empty PostgreSQL.
func onEachDatabase(t *testing.T, test func(t *testing.T, p place)) {
	t.Run("SQLite", func(t *testing.T) { test(t, place{data: t.TempDir()}) })
	t.Run("PostgreSQL", func(t *testing.T) { test(t, onPostgres(t, pgtest.Start(t))) })
}

func onPostgres(t *testing.T, server *pgtest.Server) place {
	t.Helper()
	return place{data: t.TempDir(), env: map[string]string{"DATABASE_URL": server.Database(t), "FZ_SECRET": strings.Repeat("s", 40)}}
}

// boot starts the real program there, in this process.
func (p place) boot(t *testing.T, args ...string) *service {
	t.Helper()
	args = append([]string{"serve", "--addr", "127.0.0.1:0", "--site", fixtureSite(t), "--data", p.data}, args...)
	return start(t, p, func(ctx context.Context, stdout, stderr io.Writer) {
		if status := run(ctx, args, func(variable string) string { return p.env[variable] }, stdout, stderr); status != 0 {
			t.Errorf("exit status %d", status)
		}
	})
}

// rows counts what a table holds.
func (p place) rows(t *testing.T, table string) int {
	t.Helper()
	driver, address := "sqlite", filepath.Join(p.data, store.SQLiteFile)
	if p.env["DATABASE_URL"] != "" {
		driver, address = "pgx", p.env["DATABASE_URL"]
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	var n int
	if err := db.QueryRow(`SELECT COUNT(*) FROM ` + table).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
