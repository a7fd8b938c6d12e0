package main

import (
	"fmt"

	"github.com/goccy/go-yaml"

	"fangzha/search/archetype"
	"fangzha/search/article"
)

// The names of the collections, as editors say them.
func sectionLabels() map[string][2]string {
	return map[string][2]string{
		"tactics":  {"騙局", "騙局文章"},
		"alerts":   {"預警", "預警"},
		"guides":   {"指南", "指南"},
		"seminars": {"講座", "講座"},
		"videos":   {"短片", "短片"},
		"items":    {"題庫", "題目"},
		"pages":    {"網站頁面", "頁面"},
	}
}

const slugPattern = `^[a-z0-9]+(-[a-z0-9]+)*$`

// settings is what the configuration is made of: hints, legal values, and the first text of an article.
type settings struct{ archetype.Maker }

// config is the text of config.yml: https://sveltiacms.app/en/docs/config-basics.
func (s settings) config(repository string) ([]byte, error) {
	backend := yaml.MapSlice{{Key: "name", Value: "github"}, {Key: "repo", Value: repository},
		// A token typed by the editor needs no server of ours; signing in through GitHub's page would.
		{Key: "auth_methods", Value: []string{"token"}}}
	if repository == "test" {
		backend = yaml.MapSlice{{Key: "name", Value: "test-repo"}}
	}
	var collections []yaml.MapSlice
	for _, section := range []string{"tactics", "alerts", "guides", "seminars", "videos", "items", "pages"} {
		c, err := s.collection(section)
		if err != nil {
			return nil, err
		}
		collections = append(collections, c)
	}
	text, err := yaml.Marshal(yaml.MapSlice{
		{Key: "backend", Value: backend},
		{Key: "app_title", Value: "防詐編輯台"},
		{Key: "media_folder", Value: "site/assets/images"},
		{Key: "public_folder", Value: "/images"},
		{Key: "show_preview_links", Value: false},
		{Key: "i18n", Value: yaml.MapSlice{{Key: "structure", Value: "multiple_folders"}, {Key: "locales", Value: []string{"zh-hant", "en"}}, {Key: "default_locale", Value: "zh-hant"}}},
		{Key: "output", Value: yaml.MapSlice{{Key: "omit_empty_optional_fields", Value: true}}},
		{Key: "collections", Value: collections},
	})
	return append([]byte("# Written by scripts/cms out of search/article, site/data and site/archetypes/hints.yaml.\n"), text...), err
}

func (s settings) collection(section string) (yaml.MapSlice, error) {
	label := sectionLabels()[section]
	fields, err := s.fields(section)
	if err != nil {
		return nil, err
	}
	return yaml.MapSlice{
		{Key: "name", Value: section},
		{Key: "label", Value: label[0]},
		{Key: "label_singular", Value: label[1]},
		{Key: "folder", Value: "content/{{locale}}/" + section},
		// A page of the site has a place in menus and templates: it is not made here.
		{Key: "create", Value: section != "pages"},
		// Addresses stand on posters and in other articles.
		{Key: "delete", Value: false},
		{Key: "slug", Value: yaml.MapSlice{
			{Key: "editable", Value: []string{"create"}},
			{Key: "pattern", Value: []string{slugPattern, "只可用小寫英文字母、數字和單個連字號，例如 fake-lottery"}},
			{Key: "hint", Value: "網頁地址，發布後不再更改。用英文或拼音，例如 fake-lottery。"},
		}},
		{Key: "i18n", Value: true},
		{Key: "editor", Value: yaml.MapSlice{{Key: "preview", Value: false}}},
		{Key: "fields", Value: fields},
	}, nil
}

// fields are the front matter of a section, then the body.
func (s settings) fields(section string) ([]yaml.MapSlice, error) {
	var fields []yaml.MapSlice
	for _, f := range article.Fields(section) {
		written, err := s.field(f)
		if err != nil {
			return nil, err
		}
		fields = append(fields, written)
	}
	hint, err := s.Hints.Find("body", "zh-hant")
	if err != nil {
		return nil, err
	}
	body := begin("body", hint, "markdown")
	// Raw: the rich editor knows neither heading ids nor shortcodes.
	body = append(body, yaml.MapItem{Key: "modes", Value: []string{"raw"}}, yaml.MapItem{Key: "i18n", Value: true})
	if len(article.Headings(section)) > 0 {
		text, err := s.Body(section, "zh-hant")
		if err != nil {
			return nil, err
		}
		body = append(body, yaml.MapItem{Key: "default", Value: text})
	}
	return append(fields, body), nil
}

func begin(name string, hint archetype.Hint, widget string) yaml.MapSlice {
	return yaml.MapSlice{{Key: "name", Value: name}, {Key: "label", Value: hint.Label}, {Key: "widget", Value: widget}, {Key: "hint", Value: hint.Text}}
}

// field turns a key of the front matter into a field of the editor.
func (s settings) field(f article.Field) (yaml.MapSlice, error) {
	hint, err := s.Hints.Find(f.Key, "zh-hant")
	if err != nil {
		return nil, err
	}
	widget, more, err := s.widget(f)
	if err != nil {
		return nil, err
	}
	field := append(begin(f.Key, hint, widget), more...)
	// Language-free values are typed once; so is draft, since both languages are published together here.
	if f.Shared || f.Key == "draft" {
		field = append(field, yaml.MapItem{Key: "i18n", Value: "duplicate"})
	} else {
		field = append(field, yaml.MapItem{Key: "i18n", Value: true})
	}
	if f.Optional {
		field = append(field, yaml.MapItem{Key: "required", Value: false})
	}
	return field, nil
}

// widget is the kind of input for a kind of value, and its settings.
func (s settings) widget(f article.Field) (string, yaml.MapSlice, error) {
	switch f.Kind {
	case "text":
		if f.Most > 100 {
			return "text", yaml.MapSlice{{Key: "maxlength", Value: f.Most}}, nil
		}
		return "string", yaml.MapSlice{{Key: "maxlength", Value: f.Most}}, nil
	case "texts":
		// Without fields: a list of its own for each language, an item on each line.
		return "list", yaml.MapSlice{{Key: "min", Value: 1}}, nil
	case "day":
		day := yaml.MapSlice{{Key: "type", Value: "date"}, {Key: "format", Value: "YYYY-MM-DD"}}
		if f.Key == "date" || f.Key == "reviewed" {
			day = append(day, yaml.MapItem{Key: "default", Value: "{{now}}"})
		}
		return "datetime", day, nil
	case "instant":
		return "datetime", yaml.MapSlice{{Key: "format", Value: "YYYY-MM-DDTHH:mm:ssZ"}, {Key: "input_timezone", Value: "Asia/Shanghai"}}, nil
	case "id":
		return "select", yaml.MapSlice{{Key: "options", Value: s.options(f.Vocabulary)}}, nil
	case "ids":
		ids := yaml.MapSlice{{Key: "options", Value: s.options(f.Vocabulary)}, {Key: "multiple", Value: true}}
		if !f.Optional {
			ids = append(ids, yaml.MapItem{Key: "min", Value: 1})
		}
		return "select", ids, nil
	case "sources":
		fields, err := s.source()
		return "list", yaml.MapSlice{{Key: "min", Value: 1}, {Key: "fields", Value: fields}}, err
	case "number":
		return "number", yaml.MapSlice{{Key: "value_type", Value: "int"}, {Key: "min", Value: 0}}, nil
	case "boolean":
		return "boolean", yaml.MapSlice{{Key: "default", Value: false}}, nil
	}
	return "", nil, fmt.Errorf("%s is of the kind %s, which scripts/cms does not know: add it to widget", f.Key, f.Kind)
}

// source is one of sources.
func (s settings) source() ([]yaml.MapSlice, error) {
	var fields []yaml.MapSlice
	for _, key := range []string{"title", "publisher", "url"} {
		hint, err := s.Hints.Find("sources."+key, "zh-hant")
		if err != nil {
			return nil, err
		}
		field := append(begin(key, hint, "string"), yaml.MapItem{Key: "i18n", Value: true})
		if key == "url" {
			field = append(field, yaml.MapItem{Key: "pattern", Value: []string{`^https://\S+$`, "以 https:// 開頭"}})
		}
		fields = append(fields, field)
	}
	return fields, nil
}

// options are the legal values with the names that editors know.
func (s settings) options(vocabulary string) []yaml.MapSlice {
	var options []yaml.MapSlice
	for _, e := range s.Legal.Entries(vocabulary) {
		label := e.ID
		if name := e.Name["zh-hant"]; name != "" {
			label = name + " (" + e.ID + ")"
		}
		options = append(options, yaml.MapSlice{{Key: "label", Value: label}, {Key: "value", Value: e.ID}})
	}
	return options
}
