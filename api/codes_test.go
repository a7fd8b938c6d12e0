package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"fangzha/api/outreach"
)

// repository makes a small one with these lines in codes.yaml.
func repository(t *testing.T, codes string) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range map[string]string{
		"site/data/codes.yaml":                 codes,
		"site/data/presenters.yaml":            "- {id: p-1, team: a}\n- {id: p-2, team: a}\n",
		"content/zh-hant/seminars/savings.md":  "---\ntitle: 守住積蓄\n---\n",
		"content/zh-hant/seminars/_index.md":   "",
		"content/zh-hant/seminars/parcels.md":  "",
		"content/en/seminars/english-alone.md": "",
	} {
		file := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o640); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

const fewCodes = `# A comment that stays.
- {code: FR23R1AV, kind: presenter, presenter: p-1} # and this one

- {code: VA8HT6J7, kind: seminar, seminar: savings, note: 'hall, left'}`

// command runs the program and returns its status and what it printed.
func command(t *testing.T, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	status = run(context.Background(), args, func(string) string { return "" }, &out, &err)
	return status, out.String(), err.String()
}

func readCodes(t *testing.T, root string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "site/data/codes.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestANewCodeIsAddedAsALineAndNothingElseChanges(t *testing.T) {
	for name, c := range map[string]struct{ codes, flag, id, kind string }{
		"for a badge":                     {fewCodes + "\n", "--presenter", "p-2", "presenter"},
		"for a seminar":                   {fewCodes + "\n", "--seminar", "parcels", "seminar"},
		"behind a line without an end":    {fewCodes, "--presenter", "p-2", "presenter"},
		"into a list of comments":         {"# none yet\n", "--presenter", "p-1", "presenter"},
		"into an empty file":              {"", "--seminar", "savings", "seminar"},
		"behind one written in long form": {"- code: FR23R1AV\n  kind: presenter\n  presenter: p-1\n", "--presenter", "p-2", "presenter"},
	} {
		t.Run(name, func(t *testing.T) {
			root := repository(t, c.codes)
			status, stdout, stderr := command(t, "codes", "new", "--root", root, c.flag, c.id)
			if status != 0 {
				t.Fatalf("status %d: %s", status, stderr)
			}
			added, kept := strings.CutPrefix(readCodes(t, root), strings.TrimSuffix(c.codes, "\n"))
			line := regexp.MustCompile(`^\n?- \{code: ([0-9A-Z]{8}), kind: ` + c.kind + `, ` + c.kind + `: ` + c.id + `\}\n$`).FindStringSubmatch(added)
			if !kept || line == nil {
				t.Fatalf("the file is now:\n%s", readCodes(t, root))
			}
			if code := outreach.Code(line[1]); code.Kind() != outreach.PrintedCode || !strings.HasPrefix(stdout, code.Print()) {
				t.Errorf("the code is %s, and it says: %s", code, stdout)
			}
			if info, err := os.Stat(filepath.Join(root, "site/data/codes.yaml")); err != nil || info.Mode().Perm() != 0o640 {
				t.Errorf("the file's mode is %v, %v", info.Mode(), err)
			}
		})
	}
}

func TestACodeIsRefusedAndTheFileStays(t *testing.T) {
	for name, c := range map[string]struct {
		codes  string
		args   []string
		status int
		says   string
	}{
		"nobody named":              {fewCodes, nil, 2, "one of the two"},
		"two named":                 {fewCodes, []string{"--presenter", "p-2", "--seminar", "parcels"}, 2, "one of the two"},
		"an unknown presenter":      {fewCodes, []string{"--presenter", "p-9"}, 1, `no presenter "p-9" in site/data/presenters.yaml; it has: p-1, p-2`},
		"an unknown seminar":        {fewCodes, []string{"--seminar", "english-alone"}, 1, "it has: parcels, savings"},
		"the list page":             {fewCodes, []string{"--seminar", "_index"}, 1, `no seminar "_index"`},
		"one who has a code":        {fewCodes, []string{"--presenter", "p-1"}, 1, "has the code FR23-R1AV already"},
		"a seminar that has a code": {fewCodes, []string{"--seminar", "savings"}, 1, "has the code VA8H-T6J7 already"},
		"a file in flow style":      {"[{code: FR23R1AV, kind: presenter, presenter: p-1}]\n", []string{"--presenter", "p-2"}, 1, "add this one by hand"},
		"a file that is no YAML":    {"- {code: [\n", []string{"--presenter", "p-2"}, 1, "codes.yaml"},
		"a key that nobody knows":   {"- {code: FR23R1AV, kind: presenter, presenter: p-1, colour: red}\n", []string{"--presenter", "p-2"}, 1, "colour"},
		"a folder that is none":     {fewCodes, []string{"--root", "/nowhere", "--presenter", "p-2"}, 1, "Stand in the folder of the repository"},
		"a flag that is none":       {fewCodes, []string{"--team", "a"}, 2, "-team"},
	} {
		t.Run(name, func(t *testing.T) {
			root := repository(t, c.codes)
			status, stdout, stderr := command(t, append([]string{"codes", "new", "--root", root}, c.args...)...)
			if status != c.status || !strings.Contains(stderr, c.says) || stdout != "" {
				t.Errorf("status %d, says %q, want %d and %q", status, stderr, c.status, c.says)
			}
			if readCodes(t, root) != c.codes {
				t.Errorf("the file is now:\n%s", readCodes(t, root))
			}
		})
	}
}

func TestAnotherCodeLeavesTheOldOne(t *testing.T) {
	root := repository(t, fewCodes)
	if status, _, stderr := command(t, "codes", "new", "--another", "--root", root, "--presenter", "p-1"); status != 0 {
		t.Fatal(stderr)
	}
	if got := strings.Count(readCodes(t, root), "presenter: p-1}"); got != 2 {
		t.Errorf("p-1 has %d codes:\n%s", got, readCodes(t, root))
	}
}

// The bytes drawn first make a code that is taken, the next ones digits alone.
func TestATakenCodeIsNeverGivenAgain(t *testing.T) {
	root := repository(t, "- {code: AAAAAAAA, kind: presenter, presenter: p-1}\n")
	book, err := readCodebook(root)
	if err != nil {
		t.Fatal(err)
	}
	random := strings.NewReader(strings.Repeat("\x0a", 8) + strings.Repeat("\x01", 8) + strings.Repeat("\x0b", 8))
	line, err := book.issue(codeLine{Kind: "presenter", Presenter: "p-2"}, false, random)
	if err != nil || line.Code != "BBBBBBBB" {
		t.Errorf("drew %q, %v", line.Code, err)
	}
}

func TestTwoWhoAddACodeAtOnceDoNotLoseOne(t *testing.T) {
	root := repository(t, fewCodes)
	if err := os.WriteFile(filepath.Join(root, "site/data/codes.yaml.new"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	status, _, stderr := command(t, "codes", "new", "--root", root, "--presenter", "p-2")
	if status != 1 || !strings.Contains(stderr, "somebody else is adding a code") || readCodes(t, root) != fewCodes {
		t.Errorf("status %d: %s", status, stderr)
	}
}

func TestTheListShowsCodesAndWhoHasNone(t *testing.T) {
	root := repository(t, fewCodes)
	status, stdout, stderr := command(t, "codes", "list", "--root", root)
	if status != 0 {
		t.Fatal(stderr)
	}
	for _, want := range []string{`FR23-R1AV  presenter  p-1`, `VA8H-T6J7  seminar    savings  hall, left`, `none       presenter  p-2`, `none       seminar    parcels`} {
		if !strings.Contains(stdout, want) {
			t.Errorf("no %q in:\n%s", want, stdout)
		}
	}
}
