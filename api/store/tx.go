package store

import (
	"context"
	"database/sql"
	"errors"
)

// tx is the writer's transaction, as a task sees it. Its methods are those of *sql.Tx, so that the SQL of a noun
// reads as usual; the writer alone begins and ends it.
type tx struct {
	conn *sql.Conn
	// kept are prepared statements by their text; nil when the driver keeps them itself. Texts are constants of
	// this package, so it cannot grow without bound.
	kept map[string]*sql.Stmt
	ledger
}

func newTx(conn *sql.Conn, keep bool) *tx {
	t := &tx{conn: conn, ledger: newLedger()}
	if keep {
		t.kept = map[string]*sql.Stmt{}
	}
	return t
}

// ExecContext runs a statement that returns no rows.
func (t *tx) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if t.kept == nil {
		return t.conn.ExecContext(ctx, query, args...)
	}
	statement, err := t.prepared(ctx, query)
	if err != nil {
		return nil, err
	}
	return statement.ExecContext(ctx, args...)
}

// QueryContext runs a statement that returns rows. They must be closed before the next statement.
func (t *tx) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if t.kept == nil {
		return t.conn.QueryContext(ctx, query, args...)
	}
	statement, err := t.prepared(ctx, query)
	if err != nil {
		return nil, err
	}
	return statement.QueryContext(ctx, args...)
}

// QueryRowContext runs a statement that returns at most one row.
func (t *tx) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if t.kept == nil {
		return t.conn.QueryRowContext(ctx, query, args...)
	}
	statement, err := t.prepared(ctx, query)
	if err != nil {
		return t.conn.QueryRowContext(ctx, query, args...) // fails in the same way, and can say so
	}
	return statement.QueryRowContext(ctx, args...)
}

func (t *tx) prepared(ctx context.Context, query string) (*sql.Stmt, error) {
	if statement := t.kept[query]; statement != nil {
		return statement, nil
	}
	statement, err := t.conn.PrepareContext(ctx, query)
	if err == nil {
		t.kept[query] = statement
	}
	return statement, err
}

func (t *tx) close() error {
	var all []error
	for _, statement := range t.kept {
		all = append(all, statement.Close())
	}
	return errors.Join(append(all, t.conn.Close())...)
}
