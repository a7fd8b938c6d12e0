// Package fill fills an SQLite database with two years of scan-ins, sums and sessions that fit together, for
// measurements: what is fast when empty must be fast when full. It imports the driver; read this file.
package fill

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// portion is how many scan-ins are made at a time, each table's rows in the order of its keys.
const portion = 400_000

// settings make it fast: a database that is being filled may be lost.
const settings = `PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -1500000; PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY`

// crowd is a portion of scan-ins $1 < i <= $2: one every $4 ms from $3 (Unix milliseconds), by presenters p-000 to
// p-499 in turn, each by a new phone, live, with a point.
const crowd = `CREATE TEMP TABLE crowd AS
	WITH RECURSIVE n(i) AS (SELECT $1 + 1 UNION ALL SELECT i + 1 FROM n WHERE i < $2),
	timed AS (SELECT i, $3 + i * $4 AS at FROM n),
	dated AS (SELECT i, at, date(at / 1000, 'unixepoch', '+8 hours') AS day FROM timed)
	SELECT printf('%08x-%04x-7000-8000-%012x', at >> 16, at & 65535, i) AS id, at, day, substr(day, 1, 7) AS month, CAST(substr(day, 1, 4) AS INTEGER) AS year,
		printf('p-%03d', i * 7919 % 500) AS presenter, printf('area-%d', i * 7919 % 500 % 9) AS area, substr(hex(randomblob(22)), 1, 43) AS device FROM dated`

const figures = `COUNT(*), COUNT(*), COUNT(*), 0, COUNT(*), 0, 0, 0, 0, 0`

// rows are made of a portion; sums of all of them at the end.
var (
	rows = []string{
		`INSERT INTO device (presenter, year, hash, standing, scan) SELECT presenter, year, device, 'point', id FROM crowd ORDER BY presenter, year, device`,
		`INSERT INTO attendance (session, device) SELECT 'p/' || presenter || '/' || day, device FROM crowd ORDER BY 1, 2`,
		`INSERT INTO scan (id, key, body_hash, code, presenter, team, area, seminar, session, device, year, month, day, tier, counted, points, standing, hold,
				seen_at, shown_at, received_at, locale)
			SELECT id, id, 'EvCc6Zyx4q3Yd0YpJ7bQ9mU1bYw2o5n8r6t0v3x7z1A', 'M00000000123ABCDEFGHJK', presenter, 'team', area, '', 'p/' || presenter || '/' || day, device,
				year, month, day, 'live', 1, 1, 'point', '', at, at, at, 'zh-hant' FROM crowd ORDER BY id`,
		`DROP TABLE crowd`,
	}
	sums = []string{
		`INSERT INTO session (id, presenter, seminar, area, first_at, last_at, scans, devices, live, typed, late, printed, slip, assisted, points, late_points,
				held, waiting, offline, pattern)
			SELECT session, MIN(presenter), '', MIN(area), MIN(received_at), MAX(received_at), COUNT(*), COUNT(*), COUNT(*), 0, 0, 0, 0, 0, COUNT(*), 0, 0, 0, 0, '{}'
			FROM scan GROUP BY session`,
		`INSERT INTO counter (presenter, period, scans, reach, points, held, live, typed, late, printed, slip, assisted)
			SELECT presenter, month, ` + figures + ` FROM scan GROUP BY presenter, month`,
		`INSERT INTO area_counter (area, period, scans, reach, points, held, live, typed, late, printed, slip, assisted)
			SELECT area, day, ` + figures + ` FROM scan GROUP BY area, day`,
		wider("counter", "presenter", "substr(period, 1, 4)", 7), wider("counter", "presenter", "'all'", 4),
		wider("area_counter", "area", "substr(period, 1, 7)", 10), wider("area_counter", "area", "substr(period, 1, 4)", 7), wider("area_counter", "area", "'all'", 4),
	}
)

// wider makes sums of longer periods from those whose names have length characters.
func wider(table, owner, period string, length int) string {
	return fmt.Sprintf(`INSERT INTO %[1]s (%[2]s, period, scans, reach, points, held, live, typed, late, printed, slip, assisted)
		SELECT %[2]s, %[3]s, SUM(scans), SUM(reach), SUM(points), 0, SUM(live), 0, 0, 0, 0, 0 FROM %[1]s WHERE length(period) = %[4]d GROUP BY 1, 2`,
		table, owner, period, length)
}

// SQLite fills the database file, which a store has made and closed, with scan-ins of the two years before now.
// progress hears how many there are.
func SQLite(ctx context.Context, file string, scans int64, now time.Time, progress func(int64)) (err error) {
	db, err := sql.Open("sqlite", file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(ctx, settings); err != nil {
		return err
	}
	span := 2 * 365 * 24 * time.Hour
	begins, step := now.Add(-span-24*time.Hour).UnixMilli(), span.Milliseconds()/scans
	for done := int64(0); done < scans; {
		next := min(done+portion, scans)
		if _, err := db.ExecContext(ctx, crowd, done, next, begins, step); err != nil {
			return err
		}
		for _, statement := range rows {
			if _, err := db.ExecContext(ctx, statement); err != nil {
				return fmt.Errorf("%.40s: %w", statement, err)
			}
		}
		done = next
		progress(done)
	}
	for _, statement := range sums {
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("%.40s: %w", statement, err)
		}
	}
	_, err = db.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`)
	return err
}
