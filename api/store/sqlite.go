package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// SQLiteFile is the database's name in the data folder.
const SQLiteFile = "fangzha.db"

// lockWait is how long a write waits for another process (a backup, a person with the sqlite3 shell).
const lockWait = time.Second

// OpenSQLite opens or makes the database in the folder dir and brings it to this program's version.
// now is the service's clock.
func OpenSQLite(ctx context.Context, dir string, now func() time.Time) (*Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make the data folder: %w", err)
	}
	file := filepath.Join(dir, SQLiteFile)
	write, err := openSQLite(file, "_txlock=immediate&_pragma=cache_size(-65536)", 1)
	if err != nil {
		return nil, err
	}
	read, err := openSQLite(file, "_pragma=query_only(1)", max(4, runtime.NumCPU()))
	if err != nil {
		return nil, errors.Join(err, write.Close())
	}
	if err := glance(ctx, read, file); err != nil {
		return nil, errors.Join(err, read.Close(), write.Close())
	}
	s, err := newStore(ctx, read, write, sqliteEngine(), now)
	if err != nil {
		return nil, fmt.Errorf("database %s: %w", file, err)
	}
	return s, nil
}

// glance looks for damage before anything is written. A large file takes too long to read whole: there, what is met
// later ends the process.
func glance(ctx context.Context, db *sql.DB, file string) error {
	const whole = 64 << 20
	info, err := os.Stat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // a new one
	}
	look, verdict := `PRAGMA quick_check(1)`, ""
	if err == nil && info.Size() > whole {
		look = `SELECT 'ok' FROM sqlite_schema LIMIT 1`
	}
	if err == nil {
		err = db.QueryRowContext(ctx, look).Scan(&verdict)
	}
	if err == nil && verdict == "ok" {
		return nil
	}
	if err == nil || sqliteCode(err, lib.SQLITE_NOTADB, lib.SQLITE_CORRUPT) {
		return fmt.Errorf("database %s is damaged or is none: %w. It was left as it is; move it away and restore a backup (scripts/restore)", file, cmp.Or(err, errors.New(verdict)))
	}
	return fmt.Errorf("database %s: %w", file, err)
}

func sqliteEngine() engine {
	return engine{
		name:    "sqlite",
		begin:   `BEGIN IMMEDIATE`,
		tidy:    `PRAGMA wal_checkpoint(PASSIVE)`,
		scrub:   `PRAGMA wal_checkpoint(TRUNCATE)`,
		keeps:   true,
		passing: func(err error) bool { return sqliteCode(err, lib.SQLITE_FULL, lib.SQLITE_BUSY, lib.SQLITE_LOCKED) },
		raced:   never, // there is one writer, and other processes wait for the lock
		fatal: func(err error) bool {
			return sqliteCode(err, lib.SQLITE_IOERR, lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB, lib.SQLITE_READONLY, lib.SQLITE_CANTOPEN)
		},
	}
}

// openSQLite opens a pool. FULL makes every commit wait for the disk, which group commit pays for; secure_delete
// overwrites what is deleted, so that a salt is gone when its row is.
func openSQLite(file, option string, connections int) (*sql.DB, error) {
	dsn := sqliteAddress(file) + "?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
		"&_pragma=foreign_keys(1)&_pragma=wal_autocheckpoint(0)&_pragma=secure_delete(1)" +
		fmt.Sprintf("&_pragma=busy_timeout(%d)&", lockWait.Milliseconds()) + option
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}

// sqliteAddress is the file as a URL without a query.
func sqliteAddress(file string) string {
	address := (&url.URL{Scheme: "file", Path: file}).String()
	if !filepath.IsAbs(file) {
		address = "file:" + address[len("file://"):] // file://a/b would make "a" a host
	}
	return address
}

// sqliteCode says whether err is one of SQLite's primary result codes (https://www.sqlite.org/rescode.html).
func sqliteCode(err error, codes ...int) bool {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return false
	}
	for _, code := range codes {
		if e.Code()&0xff == code {
			return true
		}
	}
	return false
}
