package archetype_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fangzha/search/archetype"
	"fangzha/search/article"
)

func folders(content string) article.Folders {
	return article.Folders{Content: content, Data: "../../site/data"}
}

func maker(t *testing.T, content string) archetype.Maker {
	t.Helper()
	m, err := archetype.NewMaker("../..", time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	m.Legal, err = article.ReadVocabularies(folders(content))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestANewArticleHasEveryKeyAndLacksOnlyWhatItsWriterKnows(t *testing.T) {
	content := t.TempDir()
	if err := os.CopyFS(content, os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	m := maker(t, content)
	for _, section := range []string{"tactics", "alerts", "guides", "seminars", "items"} {
		t.Run(section, func(t *testing.T) {
			for _, lang := range []string{"zh-hant", "en"} {
				text, err := m.Make(section, lang)
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(content, lang, section, "quite-new.md"), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			report, err := article.Check(folders(content), m.Today)
			if err != nil {
				t.Fatal(err)
			}
			if report.Errors() > 0 {
				t.Errorf("a new draft stops the build:\n%s", report)
			}
			words := report.String()
			for _, wrong := range []string{"missing key", "unknown key", "missing section", "not YAML", "stand in the order"} {
				if strings.Contains(words, wrong) {
					t.Errorf("%s: the archetype has not what search/article wants:\n%s", wrong, words)
				}
			}
			first := article.Fields(section)[0].Key // what a writer must fill in first
			if !strings.Contains(words, "quite-new.md:3: warning: draft: "+first+": is empty") && !strings.Contains(words, "quite-new.md:4: warning: draft: unknown "+first+` ""`) {
				t.Errorf("the empty %s is not named:\n%s", first, words)
			}
		})
	}
}

func TestEveryKeyHasAHintInBothLanguages(t *testing.T) {
	hints := maker(t, "../../content").Hints
	for _, section := range article.Sections() {
		for _, field := range article.Fields(section) {
			for _, lang := range []string{"zh-hant", "en"} {
				if _, err := hints.Find(field.Key, lang); err != nil {
					t.Error(err)
				}
			}
		}
	}
}

func TestCommentsListTheLegalValues(t *testing.T) {
	m := maker(t, "../../content")
	text, err := m.Make("tactics", "zh-hant")
	if err != nil {
		t.Fatal(err)
	}
	channels := m.Legal.Entries("channels")
	if len(channels) == 0 {
		t.Fatal("no channels")
	}
	if i := slices.IndexFunc(channels, func(e article.Entry) bool { return !strings.Contains(text, e.ID+" "+e.Name["zh-hant"]) }); i >= 0 {
		t.Errorf("the channel %s is not listed:\n%s", channels[i].ID, text)
	}
}
