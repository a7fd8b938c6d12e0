// Command search checks the articles, publishes them to Meilisearch and asks it.
//
//	go run ./search check                                      front matter and text of every article, with file and line
//	go run ./search index --documents FILE --meili-url URL     publishes search-documents.json
//	go run ./search key --meili-url URL                        prints a key that may only search our indexes
//	go run ./search query --lang zh-hans "刷单"                 what a reader would find
//	go run ./search tables > FILE                              folding tables and lexicon for the page's own index
//	go run ./search gaps --data DIR                            what readers looked for on three days and did not find
//	go run ./search eval                                       how well search does on labelled queries (search/eval)
//
// Packages: normalize folds words, article checks Markdown, document reads what Hugo wrote, index publishes it, query asks, eval measures.
// Read run.go first.
package main
