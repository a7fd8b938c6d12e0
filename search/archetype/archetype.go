package archetype

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/template"
	"time"
	"unicode/utf8"

	"fangzha/search/article"
)

// widest is the length in characters at which a comment is broken.
const widest = 100

// Maker makes new articles.
type Maker struct {
	Folder string // site/archetypes
	Legal  article.Vocabularies
	Hints  Hints
	Today  time.Time
}

// NewMaker reads hints and vocabularies of the project whose folder is root.
func NewMaker(root string, today time.Time) (Maker, error) {
	m := Maker{Folder: filepath.Join(root, "site", "archetypes"), Today: today}
	var err error
	if m.Hints, err = ReadHints(m.Folder); err != nil {
		return m, err
	}
	m.Legal, err = article.ReadVocabularies(article.Folders{Content: filepath.Join(root, "content"), Data: filepath.Join(root, "site", "data")})
	return m, err
}

// Make returns the text of a new article of the section in a language (zh-hant or en).
func (m Maker) Make(section, lang string) (string, error) {
	path := filepath.Join(m.Folder, section+".md")
	source, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	functions := template.FuncMap{
		"hint":     func(key string) (string, error) { return m.comment(section, key, lang) },
		"today":    func() string { return m.Today.Format(time.DateOnly) },
		"inMonths": func(n int) string { return m.Today.AddDate(0, n, 0).Format(time.DateOnly) },
		"say": func(traditional, english string) string {
			if lang == "en" {
				return english
			}
			return traditional
		},
	}
	parsed, err := template.New(section).Funcs(functions).Parse(string(source))
	if err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	var text strings.Builder
	if err := parsed.Execute(&text, nil); err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	return text.String(), nil
}

// Body returns what stands below the front matter of a new article.
func (m Maker) Body(section, lang string) (string, error) {
	text, err := m.Make(section, lang)
	if err != nil {
		return "", err
	}
	parts := strings.SplitN(text, "---\n", 3)
	if len(parts) != 3 {
		return "", fmt.Errorf("%s: no front matter between two lines ---", filepath.Join(m.Folder, section+".md"))
	}
	return strings.TrimSpace(parts[2]), nil
}

// comment explains a key above its line, and lists what may stand there.
func (m Maker) comment(section, key, lang string) (string, error) {
	hint, err := m.Hints.Find(key, lang)
	if err != nil {
		return "", err
	}
	lines := []string{hint.Label + map[string]string{"zh-hant": "：", "en": ": "}[lang] + hint.Text}
	for _, field := range article.Fields(section) {
		if field.Key != key {
			continue
		}
		if field.Most > 0 {
			lines[0] += map[string]string{"zh-hant": fmt.Sprintf("最多 %d 個字。", field.Most), "en": fmt.Sprintf(" At most %d characters.", field.Most)}[lang]
		}
		lines = append(lines, m.legal(field.Vocabulary, lang)...)
	}
	return "# " + strings.Join(lines, "\n#   "), nil
}

// legal lists the ids of a vocabulary with their names; slugs say enough by themselves.
func (m Maker) legal(vocabulary, lang string) []string {
	if vocabulary == "" {
		return nil
	}
	line, lines := "", []string(nil)
	for _, e := range m.Legal.Entries(vocabulary) {
		word := e.ID
		if name := e.Name[lang]; name != "" && vocabulary != "tactics" {
			word += " " + name
		}
		if line != "" && utf8.RuneCountInString(line+word) > widest {
			lines, line = append(lines, line), ""
		}
		line += word + "; "
	}
	return append(lines, strings.TrimSuffix(line, "; "))
}
