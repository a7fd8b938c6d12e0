package article

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Folders are where the articles and the data files are.
type Folders struct {
	Content string // holds zh-hant, en and, for hand-written exceptions, zh-hans
	Data    string // holds the vocabularies
}

// languages are the folders under content, the source language first.
func languages() []string { return []string{"zh-hant", "en", "zh-hans"} }

// checker holds what is known while checking.
type checker struct {
	folders Folders
	today   time.Time
	report  *Report
	data    *data
	schemas map[string]schema
	known   map[string][]string         // section -> slugs in the source language
	files   map[string]map[string]*file // language -> section/slug -> file
}

// Check reads every article and data file and reports all problems. The error is about the folders themselves: one is
// missing or cannot be read.
func Check(folders Folders, now time.Time) (*Report, error) {
	c := newChecker(folders)
	c.today = now.Truncate(24 * time.Hour)
	if err := c.read(); err != nil {
		return nil, err
	}
	if err := c.checkRoot(); err != nil {
		return nil, err
	}
	c.data.check(c.slugs("seminars"))
	for _, lang := range languages() {
		for _, f := range c.files[lang] {
			c.checkFile(f)
		}
	}
	c.checkItems()
	c.compareLanguages()
	c.excuseDrafts()
	c.report.sort()
	return c.report, nil
}

func newChecker(folders Folders) *checker {
	return &checker{folders: folders, report: &Report{}, schemas: schemas(), known: map[string][]string{}, files: map[string]map[string]*file{}}
}

// read reads every data file and every article.
func (c *checker) read() error {
	var err error
	if c.data, err = readData(c.folders.Data, c.report); err != nil {
		return fmt.Errorf("%w; run from the root of the repository or give --data", err)
	}
	for _, lang := range languages() {
		if err := c.readLanguage(lang); err != nil {
			return fmt.Errorf("%w; run from the root of the repository or give --content", err)
		}
	}
	return nil
}

// readLanguage reads content/<lang>. zh-hans may be missing: it is generated.
func (c *checker) readLanguage(lang string) error {
	c.files[lang] = map[string]*file{}
	root := filepath.Join(c.folders.Content, lang)
	sections, err := os.ReadDir(root)
	if os.IsNotExist(err) && lang == "zh-hans" {
		return nil
	}
	if err != nil {
		return err
	}
	for _, section := range sections {
		path := filepath.Join(root, section.Name())
		if _, known := c.schemas[section.Name()]; !known || !section.IsDir() {
			c.report.add(path, 0, "does not belong here: %s holds the folders %s", root, strings.Join(sectionNames(), ", "))
			continue
		}
		if err := c.readSection(lang, section.Name(), path); err != nil {
			return err
		}
	}
	return nil
}

// checkRoot reports what stands beside the languages: an article there would never be built.
func (c *checker) checkRoot() error {
	entries, err := os.ReadDir(c.folders.Content)
	for _, entry := range entries {
		if !slices.Contains(languages(), entry.Name()) {
			c.report.add(filepath.Join(c.folders.Content, entry.Name()), 0, "does not belong here: %s holds the folders %s", c.folders.Content, strings.Join(languages(), ", "))
		}
	}
	return err
}

func (c *checker) readSection(lang, section, path string) error {
	entries, err := os.ReadDir(path)
	if err != nil {
		return err
	}
	seen := map[string]string{}
	for _, entry := range entries {
		name := filepath.Join(path, entry.Name())
		slug, markdown := strings.CutSuffix(entry.Name(), ".md")
		if entry.IsDir() || !markdown {
			c.report.add(name, 0, "does not belong here: an article is one file <slug>.md")
			continue
		}
		if !kebab(slug) {
			c.report.add(name, 0, "the file name becomes the address and may hold only a-z, 0-9 and single hyphens: rename it, such as bank-card.md")
		}
		// Hosts and some disks do not tell capital letters apart.
		if other, twice := seen[strings.ToLower(slug)]; twice {
			c.report.add(name, 0, "has the same address as %s: rename one of them", other)
		}
		seen[strings.ToLower(slug)] = entry.Name()
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		c.report.Files++
		c.files[lang][section+"/"+slug] = readFile(name, lang, section, slug, text, c.report)
	}
	return nil
}

// checkFile checks one file by itself. A file whose text is broken has been reported and is not looked into further.
func (c *checker) checkFile(f *file) {
	c.checkText(f)
	if f.front == nil {
		return
	}
	c.checkFront(f)
	c.checkBody(f)
}

// slugs returns the slugs of a section in the source language. It is asked once every file has been read.
func (c *checker) slugs(section string) []string {
	if known, ok := c.known[section]; ok {
		return known
	}
	var slugs []string
	for key := range c.files[languages()[0]] {
		if slug, ok := strings.CutPrefix(key, section+"/"); ok {
			slugs = append(slugs, slug)
		}
	}
	slices.Sort(slugs)
	c.known[section] = slugs
	return slugs
}
