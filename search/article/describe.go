package article

import "slices"

// Field describes a key of the front matter to the programs that write articles: scripts/article and scripts/cms.
type Field struct {
	Key        string
	Kind       string // text, texts, day, instant, id, ids, sources, number or boolean
	Optional   bool
	Shared     bool   // the same in every language
	Vocabulary string // of the kinds id and ids: the data file, or the section of content/, whose ids are legal
	Most       int    // greatest length of a text in characters; 0 for no limit
}

// Sections are the names of the folders in content/<lang>, in alphabetical order.
func Sections() []string { return sectionNames() }

// Fields are the keys of a section's front matter in their order; nil for an unknown section.
func Fields(section string) []Field {
	var described []Field
	for _, f := range schemas()[section].fields {
		described = append(described, Field{f.key, f.kind.String(), f.optional, f.shared, f.vocabulary, f.most})
	}
	return described
}

// Headings are the ids of the ## headings that an article of the section has, in their order; nil for a free body.
func Headings(section string) []string { return slices.Clone(schemas()[section].headings) }

// Slug tells whether s may name an article: it becomes part of an address.
func Slug(s string) bool { return kebab(s) }

// Entry is one entry of a vocabulary.
type Entry struct {
	ID   string
	Name map[string]string // by language; empty if the entry has no name
}

// Vocabularies are the legal values of the kinds id and ids.
type Vocabularies struct{ c *checker }

// ReadVocabularies reads the data files and the articles. What is wrong in them is Check's to say.
func ReadVocabularies(folders Folders) (Vocabularies, error) {
	c := newChecker(folders)
	return Vocabularies{c}, c.read()
}

// Entries returns the entries of a vocabulary: of a data file in its order, or of a section of content/ by slug, with the
// titles as names.
func (v Vocabularies) Entries(name string) []Entry {
	if _, section := v.c.schemas[name]; section {
		return v.articles(name)
	}
	var entries []Entry
	for _, item := range v.c.data.entries[name] {
		e := Entry{item.string("id"), map[string]string{}}
		if value, ok := item.values["name"]; ok {
			if texts := newMapping(value.node, 0); texts != nil {
				for _, lang := range texts.keys {
					e.Name[lang] = texts.string(lang)
				}
			}
		}
		entries = append(entries, e)
	}
	return entries
}

func (v Vocabularies) articles(section string) []Entry {
	var entries []Entry
	for _, slug := range v.c.slugs(section) {
		e := Entry{slug, map[string]string{}}
		for lang, files := range v.c.files {
			if f := files[section+"/"+slug]; f != nil && f.front != nil {
				e.Name[lang] = f.front.string("title")
			}
		}
		entries = append(entries, e)
	}
	return entries
}
