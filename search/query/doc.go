// Package query turns a reader's words into requests to Meilisearch and the answers into hits. api/web and `search query`
// use it; it and search/index alone import meilisearch-go.
//
// Read searcher.go first. A search goes through five files: request.go checks it, plan.go recognises what was typed (a
// keyword, pinyin, a story) and makes probes of it, ask.go sends the probes in one request, rank.go brings the answers
// together by the evidence that a page shares with the reader's words, highlight.go marks what matched in the original text.
//
// Nothing here logs, and no error holds, what a reader typed.
package query
