package store

import (
	"context"
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fangzha/api/outreach"
	"fangzha/api/store/pgtest"
)

func TestTheAuditIsAppendOnlyEvenForWhoeverHasTheDatabase(t *testing.T) {
	dir, address := t.TempDir(), pgtest.Start(t).Database(t)
	shell, err := openSQLite(filepath.Join(dir, SQLiteFile), "_txlock=immediate", 1)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = shell.Close() }()
	client, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = client.Close() }()
	for name, c := range map[string]struct {
		store *Store
		shell *sql.DB
		own   []string
	}{
		"SQLite":     {openTest(t, dir), shell, []string{`REPLACE INTO audit SELECT id, 0, '', '', '', '', '', 1 FROM audit`}},
		"PostgreSQL": {openPostgresTest(t, address), client, []string{`TRUNCATE audit`}},
	} {
		t.Run(name, func(t *testing.T) {
			defer func() { _ = c.store.Close() }()
			entry := outreach.AuditEntry{ID: "1", At: time.Now(), Staff: "p-1", Action: "GET /x", Allowed: true}
			if err := c.store.w.do(t.Context(), func(ctx context.Context, w *tx) error { return addAudit(ctx, w, entry) }); err != nil {
				t.Fatal(err)
			}
			for _, change := range append(c.own, `UPDATE audit SET staff = 'somebody else'`, `DELETE FROM audit`,
				`INSERT INTO audit SELECT id, 0, '', '', '', '', '', 1 FROM audit WHERE 1 = 1 ON CONFLICT (id) DO UPDATE SET staff = 'somebody else'`) {
				if _, err := c.shell.ExecContext(t.Context(), change); err == nil || !strings.Contains(err.Error(), "append-only") {
					t.Errorf("%s: %v, want a refusal", change, err)
				}
			}
			rows, err := c.store.Audit(t.Context(), outreach.AuditRequest{Limit: 10})
			if err != nil || len(rows) != 1 || rows[0].Staff != "p-1" {
				t.Errorf("rows are %+v (%v)", rows, err)
			}
		})
	}
}
