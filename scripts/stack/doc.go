// Stack is the supervisor behind scripts/up: it builds the site and the programs, starts Meilisearch, publishes the
// index, starts the service and the host, says when all is ready, and stops every child when it is stopped.
//
//	host         127.0.0.1:<--port>   pages, and everything else passed on to the api (scripts/host, netlify.toml)
//	api          127.0.0.1:<free>     records and counts; it may stop, the pages stay up
//	meilisearch  127.0.0.1:<free>     without it, pages search by their own index
//
// Everything that is written at run time is in the data folder: the service's database and secret, meilisearch/, bin/,
// logs/, and stack.json (addresses and process ids of the running stack).
//
// What the death of a child means: host, the whole stack ends; api, told loudly, started again if it crashed and left alone if it
// was stopped (status 0) or with --no-restart; meilisearch, told, nothing else.
//
// With --edit, saved articles appear on the running site within two seconds, drafts included: edit.go says how. The index of
// Meilisearch and the service's registry stay as they were at the start.
//
// Read run.go first. The package imports the standard library, nothing of ours: the parts are programs to it.
package main
