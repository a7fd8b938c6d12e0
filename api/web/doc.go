// Package web speaks HTTP for package outreach and for search: JSON under /api/v1, and HTML for readers
// without JavaScript inside page shells that Hugo built.
//
// routes.go is the list of everything there is. decode.go reads bodies strictly, error.go turns every failure
// into an answer, headers.go holds the promises of each answer to the browser; a noun's file (scan.go,
// feedback.go) holds its handlers. Echo stays inside this package. It imports outreach, search/query, Echo and
// the JSON decoder. Read routes.go first.
package web
