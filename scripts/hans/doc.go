// Hans writes the Simplified Chinese half of the site out of the Traditional half, so that editors
// keep one Chinese text only.
//
//	content/zh-hant/**        -> site/.generated/content/zh-hans/**   unless content/zh-hans/** has the same file
//	site/i18n/zh-hant.yaml    -> site/.generated/i18n/zh-hans.yaml
//	site/data/**.yaml         -> site/.generated/data/hans.json       {"Traditional text": "Simplified text"}
//
// Characters are converted by OpenCC (configuration hk2s), then corrections.tsv mends what OpenCC leaves
// odd for a mainland reader. A file is only written when its bytes change, because Hugo watches the folder.
//
// Read convert.go first. The program imports OpenCC, goccy/go-yaml and the standard library, nothing of ours.
package main
