package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"time"
)

//go:embed migrations/*.sql
var migrations embed.FS

// A step is migrations/0001_noun.sql. What one database alone needs stands beside it, in 0001_noun.sqlite.sql or
// 0001_noun.postgres.sql, and runs after it.
var stepNames = regexp.MustCompile(`^migrations/(\d{4})_[a-z]+\.sql$`)

const ledger = `CREATE TABLE IF NOT EXISTS migration (
	version    BIGINT NOT NULL PRIMARY KEY, -- number of the file in migrations/
	applied_at BIGINT NOT NULL              -- Unix milliseconds
)`

// migrate brings the database to this program's version, each step in a transaction of its own, and refuses
// a database that is newer: an older program would not keep its counters right. Several programs may do it at
// once: each step looks at the version again, under a lock.
func migrate(ctx context.Context, db *sql.DB, e engine, now time.Time) error {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return err
	}
	steps := slices.DeleteFunc(files, func(file string) bool { return !stepNames.MatchString(file) }) // sorted, from 0001 without a gap
	for done := false; !done; {
		if done, err = migrateOnce(ctx, db, e, steps, now); err != nil {
			return err
		}
	}
	return nil
}

// migrateOnce does the next step, if there is one.
func migrateOnce(ctx context.Context, db *sql.DB, e engine, steps []string, now time.Time) (done bool, err error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return false, fmt.Errorf("prepare the database for migrations: %w", err)
	}
	defer func() { _ = tx.Rollback() }() // does nothing after a commit
	if err := execAll(ctx, tx, e.lock, ledger); err != nil {
		return false, fmt.Errorf("prepare the database for migrations: %w", err)
	}
	var version int
	if err := tx.QueryRowContext(ctx, `SELECT COALESCE(MAX(version), 0) FROM migration`).Scan(&version); err != nil {
		return false, fmt.Errorf("read the database's version: %w", err)
	}
	if version > len(steps) {
		return false, fmt.Errorf("the database has version %d, this program knows versions up to %d: start the newer program, or restore a backup made before it", version, len(steps))
	}
	if version == len(steps) {
		return true, tx.Commit()
	}
	if err := apply(ctx, tx, e, steps[version], now); err != nil {
		return false, fmt.Errorf("%s: %w", steps[version], err)
	}
	return false, tx.Commit()
}

func apply(ctx context.Context, tx *sql.Tx, e engine, file string, now time.Time) error {
	version, err := strconv.Atoi(stepNames.FindStringSubmatch(file)[1])
	if err != nil {
		return err
	}
	text, err := migrations.ReadFile(file)
	if err != nil {
		return err
	}
	own, err := migrations.ReadFile(file[:len(file)-len("sql")] + e.name + ".sql")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := execAll(ctx, tx, string(text), string(own)); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO migration (version, applied_at) VALUES ($1, $2)`, version, now.UnixMilli())
	return err
}

// execAll runs texts of one or more statements; some may be empty.
func execAll(ctx context.Context, tx *sql.Tx, texts ...string) error {
	for _, text := range texts {
		if text == "" {
			continue
		}
		if _, err := tx.ExecContext(ctx, text); err != nil {
			return err
		}
	}
	return nil
}
