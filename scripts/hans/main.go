package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run generates everything below --root and returns the exit status: 0 done, 1 failed, 2 wrong use.
func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("hans", flag.ContinueOnError)
	flags.SetOutput(stderr)
	root := flags.String("root", ".", "project folder, the one with content/ and site/")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return 0
		}
		return 2
	}
	if flags.NArg() > 0 {
		fmt.Fprintf(stderr, "hans: unexpected argument %q\n", flags.Arg(0))
		return 2
	}
	changed, err := generate(*root)
	if err != nil {
		fmt.Fprintf(stderr, "hans: %v\n", err)
		return 1
	}
	fmt.Fprintf(stdout, "hans: %d written, %d unchanged, %d removed\n", changed.written, changed.unchanged, changed.removed)
	return 0
}

// generate does the three conversions of doc.go; root is the project folder.
func generate(root string) (tally, error) {
	var t tally
	c, err := newConverter()
	if err != nil {
		return t, err
	}
	generated := filepath.Join(root, "site", ".generated")
	if err := t.convertContent(c, filepath.Join(root, "content"), filepath.Join(generated, "content", "zh-hans")); err != nil {
		return t, err
	}
	if err := t.convertStrings(c, filepath.Join(root, "site", "i18n", "zh-hant.yaml"), filepath.Join(generated, "i18n", "zh-hans.yaml")); err != nil {
		return t, err
	}
	return t, t.convertData(c, filepath.Join(root, "site", "data"), filepath.Join(generated, "data", "hans.json"))
}
