package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"fangzha/api/store"
)

const backupUsage = `Copies the database to a new file while the service runs, and reads the copy once to see that it is whole.

  api backup FILE [flags]

  --data        FZ_DATA        folder of the database                 data
  --pg-bin      FZ_PG_BIN      folder of pg_dump, where not on PATH
  DATABASE_URL                 address of a PostgreSQL                none: SQLite in --data

The secret is not in it: keep <data>/secret (or FZ_SECRET) apart from the backups, but keep it.
`

const restoreUsage = `Puts a backup into a folder or a database that is empty; none is ever overwritten. Then it counts again.

  api restore FILE [flags]

  --data        FZ_DATA        folder that has no database yet        data
  --pg-bin      FZ_PG_BIN      folder of pg_restore, where not on PATH
  DATABASE_URL                 address of an empty PostgreSQL         none: SQLite in --data

Bring the secret back too (<data>/secret or FZ_SECRET), else every phone counts anew once.
`

// backupSettings are those of both commands.
type backupSettings struct {
	file, data, database string
	tools                store.PostgresTools
}

func readBackupSettings(name string, p program, args []string) (b backupSettings, err error) {
	s := newSettings(name, p.getenv)
	s.text(&b.data, "data", "FZ_DATA", "data")
	s.text((*string)(&b.tools), "pg-bin", "FZ_PG_BIN", "")
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		b.file, args = args[0], args[1:]
	}
	if err := s.parse(args); err != nil {
		return b, misuse{err}
	}
	if b.file == "" {
		return b, misuse{fmt.Errorf("which file? see api %s --help", name)}
	}
	b.database = p.getenv("DATABASE_URL")
	return b, nil
}

func runBackup(ctx context.Context, p program, args []string) error {
	b, err := readBackupSettings("backup", p, args)
	if err != nil {
		return err
	}
	if b.database != "" {
		err = b.tools.Backup(ctx, b.database, b.file)
	} else {
		err = store.BackupSQLite(ctx, b.data, b.file)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "%s is written, read back and on disk\n", b.file)
	return nil
}

func runRestore(ctx context.Context, p program, args []string) (err error) {
	b, err := readBackupSettings("restore", p, args)
	if err != nil {
		return err
	}
	if b.database != "" {
		err = b.tools.Restore(ctx, b.file, b.database)
	} else {
		err = store.RestoreSQLite(ctx, b.file, b.data)
	}
	if err != nil {
		return err
	}
	database, err := openDatabase(ctx, b.database, b.data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, database.Close()) }()
	scans, err := database.Verify(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "restored: %d scan-ins, and the counters equal the rows. Bring the secret back too.\n", scans)
	return nil
}
