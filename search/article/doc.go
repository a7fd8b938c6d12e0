// Package article checks what editors write: the Markdown under content/ and the data files under site/data. It is the
// strict reader that Hugo is not, and it speaks to editors: every mistake in one run, each with file, line and cure.
//
// It imports the YAML parser and the standard library only. Read check.go first; schema.go says what each kind of article holds.
package article
