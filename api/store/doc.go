// Package store keeps what package outreach records, in SQL.
//
// One goroutine writes (writer.go): it takes everything that waits, runs it in one transaction, commits and
// only then answers, so that an answer always means "on disk" and a hundred phones share one fsync. Reads
// have connections of their own. The files scan.go, feedback.go and score.go hold the SQL of the nouns they
// share with package outreach; it is written to suit PostgreSQL too: $1 placeholders, ON CONFLICT, TEXT ids,
// BIGINT times in Unix milliseconds. sqlite.go is all that knows SQLite.
//
// The package imports outreach and database drivers. Its contract is the suite in storetest.
// Read writer.go first.
package store
