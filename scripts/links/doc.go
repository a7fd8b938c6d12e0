// Links stops a build whose pages link to nothing: to a page that does not exist, or to a place that its page lacks.
//
//	go run ./scripts/links site/public
//
// The render hook of links sees what editors write; this sees what the templates make of it. Links to other hosts are not
// asked. /admin/ is another project's page and left out.
//
// The package imports golang.org/x/net/html and the standard library. Read check.go.
package main
