// Package outreach is the domain: who was reached by whom, and what may be published about it.
//
// A code names a presenter or a seminar in the registry (registry.go); what it proves is judged in judge.go,
// live.go and typed.go. A scan-in of that code is checked and recorded by the Recorder (scan.go), an opinion
// about the talk by the Reviewer (feedback.go). Points become levels and a board in score.go; stats.go says which figures the public sees.
//
// Staff are let in by the Doorkeeper (staff.go), and every use they make of it stands in the audit (audit.go). What a
// presenter's page shows is prepared by the Projector (screen.go, progress.go).
//
// The package imports the standard library only. It knows neither HTTP nor SQL: time, randomness and
// secrets are passed in, storage stands behind the small interfaces of store.go, and every sentence
// for readers is a key of site/data/messages.yaml. Read scan.go first.
package outreach
