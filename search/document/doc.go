// Package document reads search-documents.json, the one file in which Hugo hands every searchable page to the index.
//
// It imports the standard library only. The reader is strict: a field that Hugo's template and this package do not both
// know is a mistake in one of them, and is better found while building than as a search that misses.
package document
