package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"fangzha/api/outreach"
	"fangzha/api/poster"
	"fangzha/api/web"
)

const posterUsage = `Draws what is printed for a seminar or a presenter, as PDF and as SVG.

  api poster --seminar SLUG | --presenter ID --origin ADDRESS [flags]

  --origin     FZ_ORIGIN  address of the site, such as https://fangzha.example: it is in the QR and in large
                          type, and paper cannot be corrected
  --lang       zh-hant, zh-hans or en                                    zh-hant
  --kind       a4 (poster), card (A6) or slips (A4, 24 numbered slips
               for people without a phone)                               all three
  --sheets     how many sheets of slips                                  1
  --first      number of the first sheet; a number printed twice is the
               same slip and counts once                                 1
  --out        folder for the files                                      posters
  --site       FZ_SITE  folder that Hugo built                           site/public
  --data       FZ_DATA  folder of the service's secret, under which
               check words and slips are made, unless FZ_SECRET is set   data
  --font       TrueType font with Chinese  site/assets/fonts/NotoSansSC_700Bold.ttf
`

type posterSettings struct {
	seminar, presenter, origin, lang, kind, out, site, data, font string
	sheets, first                                                 int
}

func runPoster(_ context.Context, p program, args []string) error {
	var c posterSettings
	s := newSettings("poster", p.getenv)
	s.text(&c.seminar, "seminar", "", "")
	s.text(&c.presenter, "presenter", "", "")
	s.text(&c.origin, "origin", "FZ_ORIGIN", "")
	s.text(&c.lang, "lang", "", "zh-hant")
	s.text(&c.kind, "kind", "", "")
	s.text(&c.out, "out", "", "posters")
	s.text(&c.site, "site", "FZ_SITE", "site/public")
	s.text(&c.data, "data", "FZ_DATA", "data")
	s.text(&c.font, "font", "", "site/assets/fonts/NotoSansSC_700Bold.ttf")
	s.IntVar(&c.sheets, "sheets", 1, "")
	s.IntVar(&c.first, "first", 1, "")
	if err := s.parse(args); err != nil {
		return misuse{err}
	}
	if err := c.check(); err != nil {
		return misuse{err}
	}
	registry, err := readRegistry(c.site)
	if err != nil {
		return err
	}
	if !registry.HasLanguage(c.lang) {
		return misuse{fmt.Errorf("--lang: %q is none of %v", c.lang, registry.Languages)}
	}
	target, err := c.target(registry)
	if err != nil {
		return err
	}
	secret, err := printingSecret(p.getenv, c.data)
	if err != nil {
		return err
	}
	return c.print(p.stdout, registry, target, secret)
}

func (c posterSettings) check() error {
	if (c.seminar == "") == (c.presenter == "") {
		return errors.New("give --seminar or --presenter, one of the two; see api poster --help")
	}
	if c.origin == "" || web.CheckOrigin(c.origin) != nil {
		return fmt.Errorf("--origin (FZ_ORIGIN): %q is not an address such as https://fangzha.example", c.origin)
	}
	if c.kind != "" && !slices.Contains([]string{"a4", "card", "slips"}, c.kind) {
		return fmt.Errorf("--kind: %q is none of a4, card and slips", c.kind)
	}
	if most := outreach.MaxSlip / poster.SlipsPerSheet; c.sheets < 1 || c.first < 1 || c.first+c.sheets-1 > most {
		return fmt.Errorf("--first and --sheets: sheets are numbered 1 to %d", most)
	}
	return nil
}

// readRegistry reads registry.json of a built site.
func readRegistry(site string) (*outreach.Registry, error) {
	file := filepath.Join(site, "registry.json")
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("--site (FZ_SITE): %w\nBuild the site first: ./scripts/build", err)
	}
	registry, err := outreach.ParseRegistry(raw)
	if err != nil {
		return nil, fmt.Errorf("--site (FZ_SITE): %s: %w", file, err)
	}
	return registry, nil
}

// target finds the newest code of the seminar or presenter: the older ones are on paper already.
func (c posterSettings) target(r *outreach.Registry) (outreach.Target, error) {
	for _, entry := range slices.Backward(r.Codes) {
		if entry.Seminar == c.seminar && (c.seminar != "" || entry.Presenter == c.presenter) {
			target, _ := r.Find(entry.Code)
			return target, nil
		}
	}
	owner := "--seminar " + c.seminar
	if c.seminar == "" {
		owner = "--presenter " + c.presenter
	}
	return outreach.Target{}, fmt.Errorf("%[1]s: the site has no code for it. If it is spelt right, draw one with go run ./api codes new %[1]s, then ./scripts/build", owner)
}

// printingSecret never makes a secret: check words and slips of a new one would be strangers to the service.
func printingSecret(getenv func(string) string, data string) (outreach.Secret, error) {
	secrets, err := environmentSecrets(getenv)
	if err != nil || secrets.Current != nil {
		return secrets.Current, err
	}
	secret, err := readSecret(data, secretFile)
	if err != nil {
		return nil, fmt.Errorf("--data (FZ_DATA): %w\nPrint beside the service, with its data folder, or set its FZ_SECRET: check words and slips are made under it", err)
	}
	return secret, nil
}

// print draws the sheets and writes a PDF of each kind, and an SVG of each sheet.
func (c posterSettings) print(stdout io.Writer, r *outreach.Registry, target outreach.Target, secret outreach.Secret) error {
	font, err := os.ReadFile(c.font)
	if err != nil {
		return fmt.Errorf("--font: %w\nStand in the folder of the repository, or name the font", err)
	}
	face, err := poster.NewFace(font)
	if err != nil {
		return fmt.Errorf("--font: %s: %w", c.font, err)
	}
	notice, err := poster.NewNotice(r, secret, target, c.origin, c.lang)
	if err != nil {
		return err
	}
	for _, kind := range []string{"a4", "card", "slips"} {
		if c.kind != "" && c.kind != kind {
			continue
		}
		sheets, err := c.draw(kind, face, notice, func(number int) outreach.SlipID {
			return secret.Slip(target.Presenter.ID, target.Code, number)
		})
		if err != nil {
			return err
		}
		if err := c.write(stdout, kind, face, sheets); err != nil {
			return err
		}
	}
	return nil
}

func (c posterSettings) draw(kind string, face *poster.Face, n poster.Notice, slip func(int) outreach.SlipID) ([]*poster.Sheet, error) {
	switch kind {
	case "a4":
		sheet, err := poster.A4(face, n)
		return []*poster.Sheet{sheet}, err
	case "card":
		sheet, err := poster.Card(face, n)
		return []*poster.Sheet{sheet}, err
	}
	var sheets []*poster.Sheet
	for number := c.first; number < c.first+c.sheets; number++ {
		sheet, err := poster.Slips(face, n, number, slip)
		if err != nil {
			return nil, err
		}
		sheets = append(sheets, sheet)
	}
	return sheets, nil
}

func (c posterSettings) write(stdout io.Writer, kind string, face *poster.Face, sheets []*poster.Sheet) error {
	if err := os.MkdirAll(c.out, 0o755); err != nil {
		return fmt.Errorf("--out: %w", err)
	}
	base := filepath.Join(c.out, c.seminar+c.presenter+"-"+kind+"-"+c.lang)
	if err := writeFile(stdout, base+".pdf", func(w io.Writer) error { return poster.WritePDF(w, face, sheets, time.Now()) }); err != nil {
		return err
	}
	for i, sheet := range sheets {
		name := base
		if kind == "slips" {
			name += "-" + strconv.Itoa(c.first+i)
		}
		if err := writeFile(stdout, name+".svg", func(w io.Writer) error { return poster.WriteSVG(w, face, sheet) }); err != nil {
			return err
		}
	}
	return nil
}

// writeFile writes one file and says so.
func writeFile(stdout io.Writer, name string, write func(io.Writer) error) error {
	f, err := os.Create(name)
	if err != nil {
		return fmt.Errorf("--out: %w", err)
	}
	if err := errors.Join(write(f), f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	fmt.Fprintln(stdout, name)
	return nil
}
