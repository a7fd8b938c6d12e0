// Command simulate lets honest halls and cheats scan in to the real domain and a SQLite store, and prints what became
// of their points: how many false ones were awarded, how many honest ones are held.
//
//	go run ./scripts/simulate [--seed N] [--events N] [--only TEXT]
//
// All chance comes from the seed. A world (world.go) has a clock of its own, presenters with screens, and phones with
// cookies and clocks; honest.go and cheats.go are the kinds of events. It imports api/outreach and api/store as they are.
package main
