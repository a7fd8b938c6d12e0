package main

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"strings"
)

// apiDown answers for an API that does not: in the API's own error shape below /api/, else as a page.
// The pages of the site keep working, and the answer says so.
func (h *handler) apiDown(w http.ResponseWriter, r *http.Request, status int) {
	h.setHeaders(w, r.URL.Path, status)
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Retry-After", "5")
	language := readerLanguage(r)
	sentence := downSentence(language)
	if strings.HasPrefix(r.URL.Path, "/api/") {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(map[string]any{ // the client is gone when this fails
			"error": map[string]any{"code": "unavailable", "message": sentence, "fields": []string{}},
		})
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	fmt.Fprint(w, h.downPage(language, sentence))
}

// downPage puts the sentence into the page shell that Hugo built for the API, or into a bare page without one.
func (h *handler) downPage(language, sentence string) string {
	title := html.EscapeString(sentence)
	main := fmt.Sprintf(`<h1>%s</h1><p><a href="/%s/">Fangzha 防詐</a></p>`, title, language)
	shell, _, err := h.files.read("shell/" + language + ".html")
	if err != nil {
		shell = []byte(`<!doctype html><html lang="` + language + `"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{fz:title}}</title><main>{{fz:main}}</main></html>`)
	}
	return strings.NewReplacer("{{fz:title}}", title, "{{fz:main}}", main).Replace(string(shell))
}

// readerLanguage is `lang`, or else the first language the browser asks for that we have.
func readerLanguage(r *http.Request) string {
	wanted := r.URL.Query().Get("lang")
	for _, ours := range []string{"zh-hant", "zh-hans", "en"} {
		if wanted == ours {
			return ours
		}
	}
	for _, part := range strings.Split(strings.ToLower(r.Header.Get("Accept-Language")), ",") {
		tag, _, _ := strings.Cut(strings.TrimSpace(part), ";")
		switch {
		case strings.HasPrefix(tag, "zh-hant") || tag == "zh-tw" || tag == "zh-hk" || tag == "zh-mo":
			return "zh-hant"
		case tag == "zh" || strings.HasPrefix(tag, "zh-"):
			return "zh-hans"
		case tag == "en" || strings.HasPrefix(tag, "en-"):
			return "en"
		}
	}
	return "en"
}

func downSentence(language string) string {
	switch language {
	case "zh-hant":
		return "這項服務暫時沒有回應，請稍後再試。文章和緊急電話照常可看。"
	case "zh-hans":
		return "这项服务暂时没有回应，请稍后再试。文章和紧急电话照常可看。"
	}
	return "This service is not answering for the moment; please try again soon. Articles and emergency numbers still work."
}
