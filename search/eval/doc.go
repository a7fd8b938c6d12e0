// Package eval measures how well search leads from a reader's words to the right tactic: labelled queries in queries.tsv,
// three engines, one table. `go run ./search eval` uses it.
//
// Read eval.go first. The queries marked "test" are held out: nothing in search/query or search/normalize is written from
// them, and nobody looks at them while tuning.
package eval
