package index

// Name returns the uid of the index that readers search, such as fangzha_zh-hant.
func Name(prefix, lang string) string { return prefix + "_" + lang }

// nextName is the uid under which an index is built before it is swapped.
func nextName(prefix, lang string) string { return Name(prefix, lang) + "_next" }
