// Package apitest runs the real service as a process of its own, so that it can be killed, starved and measured.
//
// It is imported by tests and by the programs under scripts that measure and drill. Read process.go.
package apitest
