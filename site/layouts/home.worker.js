{{- /*
  /sw.js: the service worker (assets/js/worker.js) with the list of what it keeps, by params.offline of hugo.toml; switched off, the one
  that takes the kept away. The version is a digest of all that can change a kept page: a build that changes nothing changes no phone.
*/ -}}
{{- $off := ne (string site.Params.offline.on) "true" -}}
{{- $landing := "/scan/" -}}
{{- $pages := dict -}}
{{- $offline := dict -}}
{{- $scripts := slice "site" "landing" -}}
{{- $sources := slice (partialCached "func/digest.html" "layouts" "layouts") (partialCached "func/digest.html" "i18n" "i18n") (jsonify hugo.Data) -}}
{{- range $there := hugo.Sites -}}
  {{- $paths := slice -}}
  {{- range site.Params.offline.pages -}}
    {{- with $there.GetPage . -}}{{- /* a part that is not there yet has no page */ -}}
      {{- $paths = $paths | append .RelPermalink -}}
      {{- with .Params.script -}}{{- $scripts = $scripts | append . -}}{{- end -}}
    {{- end -}}
  {{- end -}}
  {{- $lang := .Language.Lang -}}
  {{- $pages = merge $pages (dict $lang $paths) -}}
  {{- with .GetPage "/offline" -}}{{- $offline = merge $offline (dict $lang .RelPermalink) -}}{{- end -}}
  {{- with .GetPage "/items" -}}{{- range .RegularPages -}}{{- $sources = $sources | append (print .File.Path .RawContent (jsonify .Params)) -}}{{- end -}}{{- end -}}{{- /* scenes are listed nowhere else */ -}}
  {{- range .Pages -}}{{- $sources = $sources | append (print .RelPermalink .Title .RawContent (jsonify .Params)) -}}{{- end -}}
{{- end -}}
{{- $assets := slice (partialCached "func/style.html" "").RelPermalink (resources.Get "svg/favicon.svg" | fingerprint).RelPermalink -}}
{{- range uniq $scripts -}}{{- $assets = $assets | append (partialCached "func/script.html" . .).RelPermalink -}}{{- end -}}
{{- $version := substr (sha256 (delimit ($sources | append $assets) "\n")) 0 16 -}}
{{- $list := dict "version" $version "landing" $landing "pages" $pages "offline" $offline "assets" $assets -}}
{{- $source := cond $off "js/worker-off.js" "js/worker.js" -}}
{{- $options := dict "targetPath" "worker.js" "format" "iife" "target" "es2019" "minify" true "params" $list -}}
{{- (resources.Get $source | js.Build $options).Content | safeJS -}}
