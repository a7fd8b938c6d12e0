package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"fangzha/api/outreach"
)

// BackupSQLite writes the database in the folder dir, as it is at one moment, to a new file. The service may go on
// meanwhile. The copy is checked and on disk when it returns nil.
func BackupSQLite(ctx context.Context, dir, file string) (err error) {
	source := filepath.Join(dir, SQLiteFile)
	if _, err := os.Stat(source); err != nil {
		return err // SQLite would make an empty one
	}
	if err := absent(file, "a backup never overwrites another"); err != nil {
		return err
	}
	part := file + ".part"
	defer func() { _ = os.Remove(part) }() // renamed by then if all went well
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	db, err := openSQLite(source, "", 1)
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, `VACUUM INTO $1`, part)
	if err = errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("copy %s: %w", source, err)
	}
	if err := checkSQLite(ctx, part); err != nil {
		return err
	}
	return publish(part, file)
}

// RestoreSQLite puts a backup into the folder dir, which must not hold a database yet: none is ever overwritten.
func RestoreSQLite(ctx context.Context, file, dir string) error {
	if err := checkSQLite(ctx, file); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	target := filepath.Join(dir, SQLiteFile)
	for _, name := range []string{target, target + "-wal", target + "-shm"} {
		if err := absent(name, "move it away first; restoring never overwrites a database"); err != nil {
			return err
		}
	}
	part := target + ".part"
	if err := copyFile(file, part); err != nil {
		return errors.Join(err, os.Remove(part))
	}
	return publish(part, target)
}

// checkSQLite reads every page of a file that nobody writes.
func checkSQLite(ctx context.Context, file string) error {
	if _, err := os.Stat(file); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", sqliteAddress(file)+"?mode=ro&immutable=1")
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	var verdict string
	err = db.QueryRowContext(ctx, `PRAGMA integrity_check(1)`).Scan(&verdict)
	if err != nil || verdict != "ok" {
		return fmt.Errorf("%s is damaged or is not a database: %w", file, cmp.Or(err, errors.New(verdict)))
	}
	if err := db.QueryRowContext(ctx, `SELECT MAX(version) FROM migration`).Scan(new(int)); err != nil {
		return fmt.Errorf("%s is not a database of this service: %w", file, err)
	}
	return nil
}

// absent gives an error with the advice unless nothing has that name.
func absent(name, advice string) error {
	_, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return cmp.Or(err, fmt.Errorf("%s exists already: %s", name, advice))
}

func copyFile(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = source.Close() }()
	target, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	return errors.Join(err, target.Close())
}

// publish brings a finished file to the disk and only then gives it its name.
func publish(part, file string) error {
	for _, path := range []string{part, filepath.Dir(file)} {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		if err := errors.Join(os.Chmod(part, 0o600), f.Sync(), f.Close()); err != nil {
			return err
		}
	}
	if err := os.Link(part, file); err != nil { // unlike a rename, it never overwrites
		return err
	}
	return os.Remove(part)
}

// Verify compares the counters with sums over the rows and gives the number of scan-ins. It reads whole tables, and
// nobody may write meanwhile.
func (s *Store) Verify(ctx context.Context) (scans int64, err error) {
	kept, err := s.Counts(ctx, outreach.PeriodAll)
	if err != nil {
		return 0, err
	}
	summed, err := s.Recount(ctx, outreach.PeriodAll)
	if err != nil {
		return 0, err
	}
	if !slices.Equal(kept, summed) {
		return 0, fmt.Errorf("the counters do not equal the rows: they say %+v, the rows %+v", kept, summed)
	}
	keptAreas, err := s.AreaCounts(ctx, outreach.PeriodAll)
	if err != nil {
		return 0, err
	}
	summedAreas, err := s.RecountAreas(ctx, outreach.PeriodAll)
	if err != nil {
		return 0, err
	}
	if !slices.Equal(keptAreas, summedAreas) {
		return 0, fmt.Errorf("the counters of areas do not equal the rows: they say %+v, the rows %+v", keptAreas, summedAreas)
	}
	for _, c := range summed {
		scans += c.Scans
	}
	return scans, nil
}
