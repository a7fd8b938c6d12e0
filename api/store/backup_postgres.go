package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/jackc/pgx/v5"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// PostgresTools is the folder of pg_dump and pg_restore; "" looks on PATH. They must be of the server's version or newer.
type PostgresTools string

// Backup writes the database at the address to a new file with pg_dump. The service may go on meanwhile. The file is
// readable for pg_restore and on disk when it returns nil.
func (t PostgresTools) Backup(ctx context.Context, address, file string) error {
	if err := absent(file, "a backup never overwrites another"); err != nil {
		return err
	}
	part := file + ".part"
	defer func() { _ = os.Remove(part) }() // renamed by then if all went well
	if err := t.run(ctx, "pg_dump", address, "--format=custom", "--no-owner", "--no-privileges", "--file="+part); err != nil {
		return err
	}
	if err := t.run(ctx, "pg_restore", "", "--file="+os.DevNull, part); err != nil {
		return fmt.Errorf("the backup cannot be read again: %w", err)
	}
	return publish(part, file)
}

// Restore puts a backup into the database at the address, all of it or nothing. The database must be empty: none is
// ever overwritten.
func (t PostgresTools) Restore(ctx context.Context, file, address string) error {
	db, err := sql.Open("pgx", address)
	if err != nil {
		return errors.New("the address is not one such as postgres://user:password@host:5432/database")
	}
	var tables int
	err = db.QueryRowContext(ctx, `SELECT COUNT(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`).Scan(&tables)
	if err = errors.Join(err, db.Close()); err != nil {
		return err
	}
	if tables > 0 {
		return fmt.Errorf("the database holds %d tables already: make an empty one (createdb); restoring never overwrites a database", tables)
	}
	return t.run(ctx, "pg_restore", address, "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", file)
}

// run starts one of PostgreSQL's programs. The password goes through its environment: a command line can be read by
// everybody on the machine.
func (t PostgresTools) run(ctx context.Context, name, address string, args ...string) error {
	program := name
	if t != "" {
		program = filepath.Join(string(t), name)
	}
	command := exec.CommandContext(ctx, program, args...)
	command.Env = os.Environ()
	if address != "" {
		place, err := url.Parse(address)
		if err != nil || !strings.HasPrefix(place.Scheme, "postgres") {
			return errors.New("the address must be a URL such as postgres://user:password@host:5432/database")
		}
		config, err := pgx.ParseConfig(address)
		if err != nil {
			return errors.New("the address is not one such as postgres://user:password@host:5432/database")
		}
		place.User = url.User(config.User)
		command.Args = append(command.Args[:1], append([]string{"--dbname=" + place.String()}, command.Args[1:]...)...)
		command.Env = append(command.Env, "PGPASSWORD="+config.Password)
	}
	said, err := command.CombinedOutput()
	if errors.Is(err, exec.ErrNotFound) {
		return fmt.Errorf("%s is missing: install PostgreSQL's client programs (apt-get install postgresql-client)", name)
	}
	if err != nil {
		return fmt.Errorf("%s: %w: %s", name, err, said)
	}
	return nil
}
