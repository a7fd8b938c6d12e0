// Package normalize is the one definition of "the same words". Index and query both pass through Fold, and so does the
// page's own index: `search tables` prints the same tables for it.
//
// It may import nothing of ours: everything else may import it. Read fold.go first.
//
// The tables are plain files, because editors correct them:
//
//	chars.tsv     Traditional and variant characters -> Simplified; made from OpenCC by chartable (see below)
//	variants.tsv  characters that OpenCC keeps apart and readers mix up (帐/账); written by hand, wins over chars.tsv
//	words.tsv     one word for what several regions call differently (螢幕, 屏幕); written by hand
//	readings.tsv  words whose characters have several readings, for Pinyin
package normalize

//go:generate go run ./chartable -out chars.tsv
