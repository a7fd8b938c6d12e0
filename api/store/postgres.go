package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

// postgresPatience is less than a request waits (web.requestBudget): whoever asks hears "come back" and not silence.
const postgresPatience = 6 * time.Second

// Replicas write one after another, under this lock: then each batch sees all that was committed before it, as on
// one machine, no two of them can block each other for ever, and what is decided by counting stays exact. A batch
// holds it for milliseconds. The number is ours by chance; it has no meaning.
const (
	postgresBegin   = `BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(7103424513)`
	postgresMigrate = `SELECT pg_advisory_xact_lock(7103424514)`
)

// postgresSession is run on each new connection. A replica that freezes in the midst of a batch must not keep the
// others waiting, and a commit must wait for the disk even where the server's default is not to.
const postgresSession = `SET idle_in_transaction_session_timeout = '3s';
	SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'`

// OpenPostgres connects to the database that address names (a URL or "key=value" words as libpq reads them) and
// brings it to this program's version. Any number of programs may share it. now is the service's clock.
func OpenPostgres(ctx context.Context, address string, now func() time.Time) (*Store, error) {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		// The error would hold the address, and with it the password.
		return nil, errors.New("is not an address such as postgres://user:password@host:5432/database")
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = postgresPatience / 2
	}
	where := fmt.Sprintf("PostgreSQL at %s:%d, database %q", config.Host, config.Port, config.Database)
	write, read := openPostgres(config, 1, false), openPostgres(config, max(4, 2*runtime.NumCPU()), true)
	if err := checkPostgres(ctx, write); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", where, err), write.Close(), read.Close())
	}
	s, err := newStore(ctx, read, write, postgresEngine(), now)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", where, err)
	}
	return s, nil
}

func postgresEngine() engine {
	return engine{
		name:     "postgres",
		begin:    postgresBegin,
		lock:     postgresMigrate,
		remote:   true,
		patience: postgresPatience,
		passing:  postgresPassing,
		raced: func(err error) bool {
			return postgresCode(err, "40001", "40P01", "23505") // serialisation, deadlock, the same key elsewhere
		},
		fatal: never, // after a failed fsync the server itself stops and recovers; we hear that the connection broke
	}
}

// openPostgres makes a pool; nothing connects yet.
func openPostgres(config *pgx.ConnConfig, connections int, readOnly bool) *sql.DB {
	config = config.Copy()
	if config.RuntimeParams["application_name"] == "" {
		config.RuntimeParams["application_name"] = "fangzha"
	}
	db := stdlib.OpenDB(*config, stdlib.OptionAfterConnect(func(ctx context.Context, conn *pgx.Conn) error {
		session := postgresSession
		if readOnly {
			session = `SET default_transaction_read_only = on`
		}
		_, err := conn.Exec(ctx, session)
		return err
	}))
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db
}

// checkPostgres refuses a server that acknowledges what it may lose.
func checkPostgres(ctx context.Context, db *sql.DB) error {
	ctx, cancel := context.WithTimeout(ctx, 2*postgresPatience)
	defer cancel()
	var fsync string
	if err := db.QueryRowContext(ctx, `SELECT COALESCE(current_setting('fsync', true), 'on')`).Scan(&fsync); err != nil {
		return err
	}
	if fsync != "on" {
		return errors.New("the server runs with fsync = off and would lose scan-ins in a power cut: set fsync = on in postgresql.conf")
	}
	return nil
}

// postgresPassing tells what a later try may overcome: a broken connection, the server's state, other transactions.
func postgresPassing(err error) bool {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return connectionLost(err)
	}
	var connecting *pgconn.ConnectError // whatever the server said to it
	return errors.As(err, &connecting) || slices.ContainsFunc([]string{
		"08",    // connection
		"25006", // the server has become a standby
		"25P03", // idle too long inside a transaction: this process was frozen
		"40",    // rolled back for another transaction's sake
		"53",    // disk full, out of memory, too many connections
		"55P03", // lock not available
		"57",    // shut down, starting, statement cancelled
		"58",    // the server's disk
	}, func(class string) bool { return strings.HasPrefix(e.Code, class) })
}

func connectionLost(err error) bool {
	var network net.Error
	return pgconn.SafeToRetry(err) || errors.As(err, &network) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) ||
		errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) || errors.Is(err, context.DeadlineExceeded)
}

// postgresCode says whether the server gave one of the codes (https://www.postgresql.org/docs/current/errcodes-appendix.html).
func postgresCode(err error, codes ...string) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && slices.Contains(codes, e.Code)
}
