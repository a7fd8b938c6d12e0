// Host serves site/public and passes API requests on, by the rules of netlify.toml, so that one machine answers as
// Netlify does. It is what `scripts/up` puts in front of everything; the API may stop and the pages stay up.
//
// Applied as Netlify documents it: redirects from top to bottom, first match wins; an existing file wins unless
// `force`; placeholders and splats; 200 (rewrite, or proxy when `to` is absolute), 301, 302, 404; a slash at the end makes no
// difference to a rule; [[headers]] on files, never on proxied answers. A key this program does not apply
// (conditions, query, signed, ...) is an error, because a rule that is silently left out would be worse.
//
// Unlike Netlify it keeps no access log: an address can hold somebody's story.
//
// Read handler.go first. The package imports go-toml and the standard library, nothing of ours.
package main
