// Package query turns a reader's words into requests to Meilisearch and the answers into hits. api/web and `search query`
// use it; it and search/index alone import meilisearch-go.
//
// Read searcher.go first. A search goes through these files: request.go checks it; evidence.go reads out of the text what
// speaks for which tactic, by the phrases of lexicon.tsv and evidence.tsv; plan.go recognises what was typed (a keyword,
// pinyin, a story) and makes probes of it; ask.go sends the probes in one request; rank.go brings the answers together by the
// evidence, by the page's names (names.go) and by the words that page and reader share (grams.go); confidence.go says how
// sure that is; highlight.go marks what matched in the original text. sounds.go and correct.go help with pinyin and typos,
// breaker.go with a Meilisearch that hangs.
//
// The page's own search (site/assets/js/fallback.js) ranks by the same tables: ExportLexicon gives them to it.
//
// Nothing here logs, and no error holds, what a reader typed.
package query
