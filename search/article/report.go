package article

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problem is one thing to mend.
type Problem struct {
	File    string // as given to Check, with slashes
	Line    int    // from 1; 0 if the whole file is meant
	Warning bool   // worth knowing, stops nothing
	Text    string // what is wrong and how to mend it
}

// String returns the problem as editors and their tools read it: file:line: text.
func (p Problem) String() string {
	place := p.File
	if p.Line > 0 {
		place = fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	if p.Warning {
		return place + ": warning: " + p.Text
	}
	return place + ": " + p.Text
}

// Report is everything that Check found.
type Report struct {
	Problems []Problem // by file and line
	Files    int       // files read
}

func (r *Report) add(file string, line int, format string, values ...any) {
	r.Problems = append(r.Problems, Problem{File: file, Line: line, Text: fmt.Sprintf(format, values...)})
}

func (r *Report) warn(file string, line int, format string, values ...any) {
	r.Problems = append(r.Problems, Problem{File: file, Line: line, Warning: true, Text: fmt.Sprintf(format, values...)})
}

func (r *Report) sort() {
	slices.SortStableFunc(r.Problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
}

// Errors is the number of problems that are not warnings.
func (r *Report) Errors() int {
	n := 0
	for _, p := range r.Problems {
		if !p.Warning {
			n++
		}
	}
	return n
}

// String returns one line for each problem and a last one with the counts.
func (r *Report) String() string {
	var text strings.Builder
	for _, p := range r.Problems {
		text.WriteString(p.String() + "\n")
	}
	fmt.Fprintf(&text, "%d files checked: %d errors, %d warnings\n", r.Files, r.Errors(), len(r.Problems)-r.Errors())
	return text.String()
}
