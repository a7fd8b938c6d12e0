// Command search checks the articles, publishes them to Meilisearch and asks it.
//
//	go run ./search check                                      front matter and text of every article, with file and line
//	go run ./search index --documents FILE --meili-url URL     publishes search-documents.json
//	go run ./search key --meili-url URL                        prints a key that may only search our indexes
//	go run ./search query --lang zh-hans "刷单"                 what a reader would find
//	go run ./search tables > FILE                              the folding tables for the page's own index
//
// Packages: normalize folds words, article checks Markdown, document reads what Hugo wrote, index publishes it, query asks.
// Read run.go first.
package main
