package main

import (
	"fmt"
	"io"
	"os"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run returns the exit status: 0 no link is dead, 1 some are, 2 wrong use.
func run(args []string, stdout, stderr io.Writer) int {
	if len(args) != 1 {
		fmt.Fprintln(stderr, "usage: go run ./scripts/links FOLDER")
		return 2
	}
	pages, err := readPages(args[0])
	if err != nil {
		fmt.Fprintf(stderr, "links: %v\n", err)
		return 1
	}
	dead := pages.dead()
	for _, line := range dead {
		fmt.Fprintf(stderr, "links: %s\n", line)
	}
	if len(dead) > 0 {
		return 1
	}
	fmt.Fprintf(stdout, "links: %d pages, none links to nothing\n", len(pages.at))
	return 0
}
