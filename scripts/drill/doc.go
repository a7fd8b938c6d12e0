// Drill breaks the real service on purpose and counts what was lost.
//
//	go run ./scripts/drill kill       100 times kill -9 under load, on SQLite
//	go run ./scripts/drill replicas   three services on one PostgreSQL, 30 times kill -9 of one of them under load
//	go run ./scripts/drill stop       20 times SIGTERM under load
//	go run ./scripts/drill disk       fills the disk under load and makes room again (a small tmpfs: needs root)
//	go run ./scripts/drill slow       1,100 connections that say nothing, at 1,024 descriptors
//	go run ./scripts/drill backup     copies with Litestream under load, loses the machine, restores elsewhere
//	go run ./scripts/drill install    builds Litestream into .cache/bin where there is none; takes minutes, once
//
// The tests run each of them briefly. A phone of the crowd does as real ones do: it keeps its scan-in until it is answered, and
// tries again with the same key. After each blow every acknowledged scan-in is sent once more and must be known, under the same id;
// at the end the counters must equal sums over the rows.
//
// Read kill.go.
package main
