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

const migrationTable = `CREATE TABLE IF NOT EXISTS migration (
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
	steps := slices.DeleteFunc(files, func(file string) bool { return !stepNames.MatchString(file) }) // sorted by number
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
	if err := execAll(ctx, tx, e.lock, migrationTable); err != nil {
		return false, fmt.Errorf("prepare the database for migrations: %w", err)
	}
	var version int
	if err := tx.QueryRowContext(ctx, `SELECT COALESCE(MAX(version), 0) FROM migration`).Scan(&version); err != nil {
		return false, fmt.Errorf("read the database's version: %w", err)
	}
	if newest := number(steps[len(steps)-1]); version > newest {
		return false, fmt.Errorf("the database has version %d, this program knows versions up to %d: start the newer program, or restore a backup made before it", version, newest)
	}
	next := slices.IndexFunc(steps, func(file string) bool { return number(file) > version })
	if next < 0 {
		return true, tx.Commit()
	}
	if err := apply(ctx, tx, e, steps[next], now); err != nil {
		return false, fmt.Errorf("%s: %w", steps[next], err)
	}
	return false, tx.Commit()
}

// number is that of a step: 3 for migrations/0003_tiers.sql.
func number(step string) int {
	n, _ := strconv.Atoi(stepNames.FindStringSubmatch(step)[1]) // four digits, as the pattern says
	return n
}

func apply(ctx context.Context, tx *sql.Tx, e engine, file string, now time.Time) error {
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
	_, err = tx.ExecContext(ctx, `INSERT INTO migration (version, applied_at) VALUES ($1, $2)`, number(file), now.UnixMilli())
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
