// Package pgtest starts a real PostgreSQL for tests: Start. A test that needs the server and does not find it fails
// and says how to mend that; it is never skipped.
//
// It is imported by tests, and by the programs under scripts that measure and drill (Run). It imports the standard
// library and the driver. Read server.go.
package pgtest
