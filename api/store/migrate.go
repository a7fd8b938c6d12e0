package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"time"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the database to this program's version, each step in a transaction of its own, and refuses
// a database that is newer: an older program would not keep its counters right.
func migrate(ctx context.Context, db *sql.DB, now time.Time) error {
	steps, err := fs.Glob(migrations, "migrations/*.sql") // sorted, numbered from 0001 without a gap
	if err != nil {
		return err
	}
	const ledger = `CREATE TABLE IF NOT EXISTS migration (
		version    BIGINT NOT NULL PRIMARY KEY, -- number of the file in migrations/
		applied_at BIGINT NOT NULL              -- Unix milliseconds
	)`
	if _, err := db.ExecContext(ctx, ledger); err != nil {
		return fmt.Errorf("prepare the database for migrations: %w", err)
	}
	var version int
	if err := db.QueryRowContext(ctx, `SELECT COALESCE(MAX(version), 0) FROM migration`).Scan(&version); err != nil {
		return fmt.Errorf("read the database's version: %w", err)
	}
	if version > len(steps) {
		return fmt.Errorf("the database has version %d, this program knows versions up to %d: start the newer program, or restore a backup made before it", version, len(steps))
	}
	for _, file := range steps[version:] {
		if err := apply(ctx, db, file, now); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	return nil
}

func apply(ctx context.Context, db *sql.DB, file string, now time.Time) error {
	name := strings.TrimPrefix(file, "migrations/")
	number, _, _ := strings.Cut(name, "_")
	version, err := strconv.Atoi(number)
	if err != nil {
		return fmt.Errorf("the name must begin with its number: %w", err)
	}
	text, err := migrations.ReadFile(file)
	if err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // does nothing after a commit
	if _, err := tx.ExecContext(ctx, string(text)); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO migration (version, applied_at) VALUES ($1, $2)`, version, now.UnixMilli()); err != nil {
		return err
	}
	return tx.Commit()
}
