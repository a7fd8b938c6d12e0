package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"fangzha/search/archetype"
)

func main() {
	os.Exit(run(os.Args[1:], os.Getenv, os.Stdout, os.Stderr))
}

// run returns the exit status: 0 written, 1 failed, 2 wrong use.
func run(args []string, getenv func(string) string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("cms", flag.ContinueOnError)
	flags.SetOutput(stderr)
	root := flags.String("root", ".", "project `folder`, the one with content/ and site/")
	out := flags.String("out", "site/public/admin", "`folder` to write")
	repository := flags.String("repository", "", "GitHub `owner/name` to save to; \"test\" keeps everything in the browser's memory")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return 0
		}
		return 2
	}
	if *repository == "" {
		*repository = findRepository(*root, getenv)
	}
	if err := write(*root, *out, *repository); err != nil {
		fmt.Fprintf(stderr, "cms: %v\n", err)
		return 1
	}
	fmt.Fprintf(stdout, "cms: %s, which saves to %s\n", *out, *repository)
	return 0
}

// write makes the whole folder anew.
func write(root, out, repository string) error {
	maker, err := archetype.NewMaker(root, time.Now())
	if err != nil {
		return err
	}
	text, err := settings{maker}.config(repository)
	if err != nil {
		return err
	}
	if err := os.RemoveAll(out); err != nil {
		return err
	}
	if err := copyEditor(filepath.Join(root, "scripts", "cms"), out); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "config.yml"), text, 0o644)
}
