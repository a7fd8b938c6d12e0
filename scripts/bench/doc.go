// Bench measures the portal with its real programs and prints a Markdown table for the README.
//
//	go run ./scripts/bench site       builds 1,000 and 10,000 generated articles per language with Hugo, beside the real site as the yardstick
//	go run ./scripts/bench search     asks the service from 50 clients at once, and Meilisearch the same requests, in one run
//	go run ./scripts/bench scans      presses on the service from 64 connections, on SQLite and on PostgreSQL, beside Echo alone
//
// A site that stays fast at two hundred times today's size has no step that looks at every page from every page. The generated
// articles are the real ones under new slugs, so that their length, headings, links and shortcodes are real; their share cards
// are those of the real ones, which Hugo has drawn before.
//
// Read site.go, search.go, scans.go. What generates the load (load.go; crowd.go as a process of its own) shares the machine's
// processors with what it measures.
package main
