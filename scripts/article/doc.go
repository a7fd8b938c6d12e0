// Article makes the two files of a new article, zh-hant and en, out of site/archetypes; scripts/new calls it.
//
//	./scripts/new tactic|alert|seminar|guide <slug>
//
// The files are drafts: `scripts/up --edit` shows them, a published site does not have them, and `search check` names what is still
// to be filled in. It refuses a slug that is taken or cannot be an address, and then writes nothing.
//
// It imports search/archetype and search/article. Read main.go.
package main
