package main

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/longbridgeapp/opencc"
)

// converter turns Traditional into Simplified text. Safe for use by several goroutines.
type converter struct {
	characters  *opencc.OpenCC
	corrections *strings.Replacer
}

func newConverter() (*converter, error) {
	characters, err := opencc.New("hk2s")
	if err != nil {
		return nil, fmt.Errorf("load OpenCC's hk2s dictionaries: %w", err)
	}
	corrections, err := loadCorrections()
	if err != nil {
		return nil, err
	}
	return &converter{characters: characters, corrections: corrections}, nil
}

// untouchable matches what must keep its very characters: fenced code, code spans, addresses.
// Front matter keys, heading ids and shortcode names need no rule: they are ASCII, which conversion leaves alone,
// and the quoted text inside a shortcode is shown to readers, so it is converted like any other.
var untouchable = regexp.MustCompile("(?ms)" +
	"^[ \t]*```.*?^[ \t]*```" + "|" + // a fence, to its closing line
	"``[^\n]+?``" + "|" +
	"`[^`\n]+`" + "|" +
	`\b[a-z][a-z0-9+.-]*://[^\s<>"'「」『』（），。；、)\]]+`)

// convert returns text with its Traditional Chinese in Simplified; everything in [untouchable] stays as it is.
func (c *converter) convert(text string) (string, error) {
	var out strings.Builder
	out.Grow(len(text))
	from := 0
	for _, keep := range untouchable.FindAllStringIndex(text, -1) {
		if err := c.convertPlain(&out, text[from:keep[0]]); err != nil {
			return "", err
		}
		out.WriteString(text[keep[0]:keep[1]])
		from = keep[1]
	}
	if err := c.convertPlain(&out, text[from:]); err != nil {
		return "", err
	}
	return out.String(), nil
}

func (c *converter) convertPlain(out *strings.Builder, text string) error {
	simplified, err := c.characters.Convert(text)
	if err != nil {
		return fmt.Errorf("convert %.20q: %w", text, err)
	}
	_, err = c.corrections.WriteString(out, simplified)
	return err
}
