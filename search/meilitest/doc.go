// Package meilitest starts a real Meilisearch for a test: Start. A test that needs the server and does not find it fails and
// says how to mend that; it is never skipped.
//
// It is imported by tests and by `search eval` (Run), and imports the standard library only.
package meilitest
