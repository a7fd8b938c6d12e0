package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/goccy/go-yaml"

	"fangzha/api/outreach"
)

const codesUsage = `Keeps site/data/codes.yaml, the list of printed codes.

  api codes new --presenter ID | --seminar SLUG [--another]
                    draws a code for a badge or a seminar and adds its line
  api codes list    lists the codes there are, and who has none

  --presenter  id in site/data/presenters.yaml
  --seminar    name of a file in content/zh-hant/seminars, without .md
  --another    give one more code to somebody who has one: the old one stays good
  --root       folder of the repository                                  .
`

// codebook is what codes.yaml and the files beside it say at present.
type codebook struct {
	file       string
	text       []byte
	entries    []codeLine
	presenters []string
	seminars   []string
}

// codeLine is one entry of codes.yaml.
type codeLine struct {
	Code      string `yaml:"code"`
	Kind      string `yaml:"kind"`
	Presenter string `yaml:"presenter"`
	Seminar   string `yaml:"seminar"`
	Note      string `yaml:"note"`
}

func runCodes(_ context.Context, p program, args []string) error {
	if len(args) == 0 {
		return misuse{errors.New("say new or list; see api codes --help")}
	}
	var root, presenter, seminar string
	s := newSettings("codes", p.getenv)
	s.text(&root, "root", "", ".")
	another := false
	switch args[0] {
	case "new":
		s.text(&presenter, "presenter", "", "")
		s.text(&seminar, "seminar", "", "")
		s.BoolVar(&another, "another", false, "")
	case "list":
	case "--help", "-h", "help":
		return flag.ErrHelp
	default:
		return misuse{fmt.Errorf("%q is neither new nor list; see api codes --help", args[0])}
	}
	if err := s.parse(args[1:]); err != nil {
		return misuse{err}
	}
	book, err := readCodebook(root)
	if err != nil {
		return err
	}
	if args[0] == "list" {
		return book.list(p.stdout)
	}
	if (presenter == "") == (seminar == "") {
		return misuse{errors.New("give --presenter or --seminar, one of the two")}
	}
	line := codeLine{Kind: "presenter", Presenter: presenter}
	if seminar != "" {
		line = codeLine{Kind: "seminar", Seminar: seminar}
	}
	if line, err = book.issue(line, another, rand.Reader); err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "%s is now a code of %s %s.\n%s: one line added at its end.\nNext: ./scripts/build, then go run ./api poster --%[2]s %[3]s --lang zh-hant\n",
		outreach.Code(line.Code).Print(), line.Kind, line.owner(), book.file)
	return nil
}

func (l codeLine) owner() string { return l.Presenter + l.Seminar }

// readCodebook reads the files under the root of the repository. It checks what it relies on; `search check`
// checks the rest.
func readCodebook(root string) (*codebook, error) {
	b := &codebook{file: filepath.Join(root, "site/data/codes.yaml")}
	var err error
	if b.text, err = os.ReadFile(b.file); err != nil {
		return nil, fmt.Errorf("--root: %w\nStand in the folder of the repository, or name it", err)
	}
	if b.entries, err = parseCodes(b.text); err != nil {
		return nil, fmt.Errorf("%s: %w", b.file, err)
	}
	var people []struct {
		ID string `yaml:"id"`
	}
	file := filepath.Join(root, "site/data/presenters.yaml")
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	if err := yaml.Unmarshal(text, &people); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	for _, person := range people {
		b.presenters = append(b.presenters, person.ID)
	}
	seminars, err := filepath.Glob(filepath.Join(root, "content/zh-hant/seminars/*.md"))
	for _, file := range seminars {
		if slug := strings.TrimSuffix(filepath.Base(file), ".md"); slug != "_index" {
			b.seminars = append(b.seminars, slug)
		}
	}
	return b, err
}

func parseCodes(text []byte) ([]codeLine, error) {
	var entries []codeLine
	decoder := yaml.NewDecoder(bytes.NewReader(text), yaml.Strict())
	if err := decoder.Decode(&entries); err != nil && !errors.Is(err, io.EOF) { // a file of comments alone is an empty list
		return nil, err
	}
	return entries, nil
}

// issue draws a code for the owner that the line names and adds it to the file.
func (b *codebook) issue(line codeLine, another bool, random io.Reader) (codeLine, error) {
	known, where := b.presenters, "site/data/presenters.yaml"
	if line.Kind == "seminar" {
		known, where = b.seminars, "content/zh-hant/seminars"
	}
	if !slices.Contains(known, line.owner()) {
		return line, fmt.Errorf("there is no %s %q in %s; it has: %s", line.Kind, line.owner(), where, strings.Join(known, ", "))
	}
	taken := map[string]bool{}
	for _, old := range b.entries {
		taken[old.Code] = true
		if old.owner() == line.owner() && old.Kind == line.Kind && !another {
			return line, fmt.Errorf("%s %s has the code %s already; --another draws one more, and the old one stays good",
				line.Kind, line.owner(), outreach.Code(old.Code).Print())
		}
	}
	for line.Code == "" || taken[line.Code] {
		code, err := outreach.NewCode(random)
		if err != nil {
			return line, err
		}
		line.Code = string(code)
	}
	return line, b.add(line)
}

// plainID is an id that needs no quotes in YAML.
var plainID = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

// add appends the line, so that comments, order and spacing stay as the editors made them.
func (b *codebook) add(line codeLine) error {
	if !plainID.MatchString(line.owner()) {
		return fmt.Errorf("%q may hold only a-z, 0-9 and hyphens", line.owner())
	}
	text := b.text
	if len(text) > 0 && !bytes.HasSuffix(text, []byte("\n")) {
		text = append(slices.Clip(text), '\n')
	}
	written := fmt.Sprintf("- {code: %s, kind: %s, %[2]s: %s}\n", line.Code, line.Kind, line.owner())
	text = append(slices.Clip(text), written...)
	if entries, err := parseCodes(text); err != nil || !slices.Equal(entries, append(slices.Clip(b.entries), line)) {
		return fmt.Errorf("%s is laid out in another way than one entry a line; add this one by hand:\n%s", b.file, written)
	}
	return replaceFile(b.file, text)
}

// replaceFile puts the text in the file's place, whole or not at all. The new file is also the lock against
// somebody who does the same at this moment.
func replaceFile(file string, text []byte) error {
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	fresh := file + ".new"
	f, err := os.OpenFile(fresh, os.O_WRONLY|os.O_CREATE|os.O_EXCL, info.Mode().Perm())
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there: somebody else is adding a code, or a run was cut off; if nobody is, delete it", fresh)
	}
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(fresh))
	}
	return os.Rename(fresh, file)
}

// list prints a line for each code, then who has none.
func (b *codebook) list(to io.Writer) error {
	table := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	has := map[string]bool{}
	for _, line := range b.entries {
		has[line.Kind+" "+line.owner()] = true
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", outreach.Code(line.Code).Print(), line.Kind, line.owner(), line.Note)
	}
	for _, owners := range []struct {
		kind  string
		known []string
	}{{"presenter", b.presenters}, {"seminar", b.seminars}} {
		for _, id := range owners.known {
			if !has[owners.kind+" "+id] {
				fmt.Fprintf(table, "none\t%s\t%s\t\n", owners.kind, id)
			}
		}
	}
	return table.Flush()
}
