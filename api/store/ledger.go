package store

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"fangzha/api/outreach"
)

// ledger is what the jobs of one transaction change together: sums, and the sessions they were judged by. It is
// written once, before the commit, so that a hall that scans in at once costs one change of its session and not three
// hundred. Nothing else writes these tables, so what a job finds here is what the others have left.
type ledger struct {
	sums     map[sum]outreach.Figures
	sessions map[string]*entry
}

// sum is a row of counter or area_counter.
type sum struct{ table, owner, period string }

type entry struct {
	outreach.Session
	changed bool
}

func newLedger() ledger {
	return ledger{map[sum]outreach.Figures{}, map[string]*entry{}}
}

// add adds to a sum.
func (l ledger) add(s sum, f outreach.Figures) {
	total := l.sums[s]
	total.Add(f)
	l.sums[s] = total
}

// session gives a session as the transaction has left it so far, empty when there is none.
func (w *tx) session(ctx context.Context, id string) (*entry, error) {
	if known := w.sessions[id]; known != nil {
		return known, nil
	}
	found, err := readSession(w.QueryRowContext(ctx, selectScanSession, id), id)
	if err != nil {
		return nil, err
	}
	e := &entry{Session: found}
	w.sessions[id] = e
	return e, nil
}

// writeLedger writes the ledger, in an order that every replica keeps.
func (w *tx) writeLedger(ctx context.Context) error {
	for _, id := range slices.Sorted(maps.Keys(w.sessions)) {
		if e := w.sessions[id]; e.changed {
			if err := saveSession(ctx, w, e.Session); err != nil {
				return err
			}
		}
	}
	keys := slices.SortedFunc(maps.Keys(w.sums), func(a, b sum) int {
		return cmp.Or(cmp.Compare(a.table, b.table), cmp.Compare(a.owner, b.owner), cmp.Compare(a.period, b.period))
	})
	for len(keys) > 0 {
		n := 1 // rows in one statement: powers of two, so that few texts are kept
		for 2*n <= min(len(keys), rowsAtOnce) && keys[2*n-1].table == keys[0].table {
			n *= 2
		}
		args := make([]any, 0, 12*n)
		for _, k := range keys[:n] {
			f := w.sums[k]
			args = append(args, k.owner, k.period, f.Scans, f.Reach, f.Points, f.Held, f.Live, f.Typed, f.Late, f.Printed, f.Slip, f.Assisted)
		}
		if _, err := w.ExecContext(ctx, addSums(keys[0].table, n), args...); err != nil {
			return err
		}
		keys = keys[n:]
	}
	return nil
}

// rowsAtOnce saves PostgreSQL round trips; SQLite looks up each place of a statement by name, from the first on, so
// that long statements cost more than they save.
const rowsAtOnce = 8

// The tables of sums and who owns a row.
const (
	presenterSums = "counter"
	areaSums      = "area_counter"
)

// addSums is the statement that adds to n rows.
func addSums(table string, n int) string {
	owner := map[string]string{presenterSums: "presenter", areaSums: "area"}[table]
	columns := strings.Split(figureColumns, ", ")
	rows, changes := make([]string, n), make([]string, len(columns))
	for row := range rows {
		places := make([]string, 2+len(columns))
		for i := range places {
			places[i] = "$" + strconv.Itoa(row*len(places)+i+1)
		}
		rows[row] = "(" + strings.Join(places, ", ") + ")"
	}
	for i, c := range columns {
		changes[i] = c + " = " + table + "." + c + " + excluded." + c
	}
	return "INSERT INTO " + table + " (" + owner + ", period, " + figureColumns + ") VALUES " + strings.Join(rows, ", ") +
		" ON CONFLICT (" + owner + ", period) DO UPDATE SET " + strings.Join(changes, ", ")
}
