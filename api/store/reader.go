package store

import (
	"context"
	"database/sql"

	"fangzha/api/outreach"
)

// reader reads outside the writer's transactions. Its methods are those of *sql.DB, but a failure that passes by
// itself, such as a server that restarts, is Unavailable.
type reader struct {
	db     *sql.DB
	engine engine
}

// rows are *sql.Rows whose Err tells a passing failure too.
type rows struct {
	*sql.Rows
	reader *reader
}

// row is at most one row.
type row struct {
	*sql.Row
	reader *reader
}

// scanner is one row and cursor several, of the reader or of the writer's transaction.
type (
	scanner interface{ Scan(to ...any) error }
	cursor  interface {
		scanner
		Next() bool
		Err() error
		Close() error
	}
)

// QueryContext runs a query; the caller closes the rows.
func (r *reader) QueryContext(ctx context.Context, query string, args ...any) (*rows, error) {
	found, err := r.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, r.explain(err)
	}
	return &rows{found, r}, nil
}

// QueryRowContext runs a query of at most one row.
func (r *reader) QueryRowContext(ctx context.Context, query string, args ...any) *row {
	return &row{r.db.QueryRowContext(ctx, query, args...), r}
}

// Err is the error that ended Next, if any.
func (r *rows) Err() error { return r.reader.explain(r.Rows.Err()) }

// Scan reads the row, or gives sql.ErrNoRows.
func (r *row) Scan(to ...any) error { return r.reader.explain(r.Row.Scan(to...)) }

func (r *reader) explain(err error) error {
	if err != nil && r.engine.passing(err) {
		return outreach.NewUnavailable(err)
	}
	return err
}
