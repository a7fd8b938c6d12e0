// Package store keeps what package outreach records, in SQL.
//
// All writing goes through one queue (writer.go). The lane (lane.go) takes everything that waits, runs it in one
// transaction, commits and only then answers, so that an answer always means "on disk" and a hundred phones share
// one fsync. Reads have connections of their own. The files scan.go, feedback.go and score.go hold the SQL of the
// nouns they share with package outreach. One text serves every database: $1 placeholders, ON CONFLICT, RETURNING,
// TEXT ids, BIGINT times in Unix milliseconds. What differs is an engine (engine.go); sqlite.go is all that knows
// SQLite. A migration that one database alone needs, such as a trigger, stands beside the common one: see migrate.go.
//
// The package imports outreach and database drivers. Its contract is the suite in storetest.
// Read writer.go first.
package store
