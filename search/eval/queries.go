package eval

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Query is one labelled query.
type Query struct {
	ID, Set, Kind, Lang, Text string
	Expect                    []string // slugs of tactics that are right; empty for a query that is not about fraud
}

// Kinds are the kinds of queries, in the order of the table.
func Kinds() []string {
	return []string{"keyword", "regional", "crosslang", "pinyin", "typo", "slang", "story", "transcript", notFraud}
}

const notFraud = "notfraud"

// Read returns the queries of one set ("dev", "test" or "all"). Errors name the line.
func Read(from io.Reader, set string) ([]Query, error) {
	if !slices.Contains([]string{"dev", "test", "all"}, set) {
		return nil, fmt.Errorf("no set %q: want dev, test or all", set)
	}
	var queries []Query
	lines := bufio.NewScanner(from)
	for number := 1; lines.Scan(); number++ {
		line := lines.Text()
		if line == "" || strings.HasPrefix(line, "#") || strings.HasPrefix(line, "id\t") {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != 6 || !slices.Contains(Kinds(), fields[2]) {
			return nil, fmt.Errorf("line %d: want id, set, kind, lang, query and expect with tabs between", number)
		}
		q := Query{ID: fields[0], Set: fields[1], Kind: fields[2], Lang: fields[3], Text: fields[4]}
		if fields[5] != "-" {
			q.Expect = strings.Split(fields[5], "|")
		}
		if set == "all" || set == q.Set {
			queries = append(queries, q)
		}
	}
	return queries, lines.Err()
}
