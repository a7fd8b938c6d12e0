// Package index publishes documents to Meilisearch: one index per language, built under another name and then swapped, so
// that readers never see a half-built one.
//
// It and search/query alone import meilisearch-go. Read publish.go first. settings/ holds the settings as plain JSON, to be
// reviewed like code: zh.json serves both Chinese indexes, synonyms stand in a file of their own.
package index
