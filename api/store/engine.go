package store

import "time"

// engine is what differs between databases.
type engine struct {
	name     string           // in the names of migrations that this database alone needs: "sqlite", "postgres"
	begin    string           // starts a writing transaction
	lock     string           // in a transaction, keeps others from migrating meanwhile; "" when begin does
	tidy     string           // housekeeping between batches, "" for none
	scrub    string           // after a deletion that must leave nothing behind, "" for none
	remote   bool             // whether the connection may break and must then be made anew
	keeps    bool             // whether the driver leaves it to us to keep prepared statements
	patience time.Duration    // after which a transaction is given up, 0 for never
	passing  func(error) bool // goes away by itself: disk full, locked, the server restarts
	raced    func(error) bool // another replica came between: the transaction was undone and may be tried again
	fatal    func(error) bool // the disk cannot be trusted any more
}

func never(error) bool { return false }
