// Package archetype makes the first text of a new article out of site/archetypes: its front matter with comments that
// explain each key and list the legal values, and the headings of its body. The values come from site/data while the file is made,
// so that they are never typed twice. scripts/article writes such files; scripts/cms offers the same hints in the browser.
//
// It imports search/article, the YAML reader and the standard library. Read archetype.go first; hints.go reads hints.yaml.
package archetype
