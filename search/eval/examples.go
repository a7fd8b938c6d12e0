package eval

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Example is a query that must find its tactic on every site language.
type Example struct {
	Text   string
	Slug   string // "" : no page may be shown with confidence
	Within int    // place among the hits, from 1
}

// ReadExamples reads examples.tsv. Errors name the line.
func ReadExamples(from io.Reader) ([]Example, error) {
	var examples []Example
	lines := bufio.NewScanner(from)
	for number := 1; lines.Scan(); number++ {
		line := lines.Text()
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != 3 {
			return nil, fmt.Errorf("line %d: want the last place that will do, query and slug with tabs between", number)
		}
		within, err := strconv.Atoi(fields[0])
		if err != nil || (within == 0) != (fields[2] == "-") {
			return nil, fmt.Errorf("line %d: want a place from 1, or 0 with -", number)
		}
		examples = append(examples, Example{Text: fields[1], Slug: strings.TrimPrefix(fields[2], "-"), Within: within})
	}
	return examples, lines.Err()
}
