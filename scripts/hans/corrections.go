package main

import (
	_ "embed"
	"fmt"
	"sort"
	"strings"
)

//go:embed corrections.tsv
var correctionsTSV string

// loadCorrections reads corrections.tsv into a replacer in which the longest entry at a place wins, so that a
// longer entry that maps to itself is an exception to a shorter one.
func loadCorrections() (*strings.Replacer, error) {
	return parseCorrections(correctionsTSV)
}

func parseCorrections(table string) (*strings.Replacer, error) {
	type correction struct{ from, to string }
	var corrections []correction
	seen := map[string]int{}
	for i, line := range strings.Split(table, "\n") {
		number := i + 1
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != 3 || fields[0] == "" || fields[1] == "" || fields[2] == "" {
			return nil, fmt.Errorf("scripts/hans/corrections.tsv:%d: want three columns parted by tabs (from, to, reason), got %q", number, line)
		}
		if first, double := seen[fields[0]]; double {
			return nil, fmt.Errorf("scripts/hans/corrections.tsv:%d: %q stands on line %d already; keep one of them", number, fields[0], first)
		}
		seen[fields[0]] = number
		corrections = append(corrections, correction{fields[0], fields[1]})
	}
	// strings.Replacer tries its pairs in the order given.
	sort.SliceStable(corrections, func(i, j int) bool { return len(corrections[i].from) > len(corrections[j].from) })
	pairs := make([]string, 0, 2*len(corrections))
	for _, c := range corrections {
		pairs = append(pairs, c.from, c.to)
	}
	return strings.NewReplacer(pairs...), nil
}
