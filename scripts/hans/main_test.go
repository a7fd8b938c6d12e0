package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestGenerate(t *testing.T) {
	root := project(t, map[string]string{
		"content/zh-hant/tactics/a.md":     "---\ntitle: 詐騙\n---\n",
		"content/zh-hant/tactics/b.md":     "詐騙",
		"content/zh-hant/guides/x/pic.png": "\x89PNG 詐騙",
		"content/zh-hans/tactics/b.md":     "手写",
		"site/i18n/zh-hant.yaml":           "search: 搜尋\n",
		"site/data/areas.yaml":             "- id: a\n  name: {zh-hant: 東門, en: East Gate}\n- id: b\n  name: {zh-hant: 後街, zh-hans: 后街（手写）}\n",
		"site/data/messages.yaml":          "late: {zh-hant: [請稍後, 再試], en: [a, b]}\n",
	})
	out := filepath.Join(root, "site", ".generated")

	first, err := generate(root)
	if err != nil {
		t.Fatal(err)
	}
	if first.written != 4 {
		t.Errorf("first run wrote %d files, want 4", first.written)
	}
	wantFile(t, filepath.Join(out, "content/zh-hans/tactics/a.md"), "---\ntitle: 诈骗\n---\n")
	wantFile(t, filepath.Join(out, "content/zh-hans/guides/x/pic.png"), "\x89PNG 詐騙")
	wantFile(t, filepath.Join(out, "i18n/zh-hans.yaml"), "search: 搜索\n")
	wantNone(t, filepath.Join(out, "content/zh-hans/tactics/b.md"))
	var texts map[string]string
	data, err := os.ReadFile(filepath.Join(out, "data/hans.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &texts); err != nil {
		t.Fatal(err)
	}
	for traditional, want := range map[string]string{"東門": "东门", "後街": "后街（手写）", "請稍後": "请稍后", "再試": "再试"} {
		if texts[traditional] != want {
			t.Errorf("hans.json[%q] = %q, want %q", traditional, texts[traditional], want)
		}
	}

	before := modified(t, filepath.Join(out, "content/zh-hans/tactics/a.md"))
	second, err := generate(root)
	if err != nil {
		t.Fatal(err)
	}
	if second.written != 0 || !modified(t, filepath.Join(out, "content/zh-hans/tactics/a.md")).Equal(before) {
		t.Errorf("a second run wrote %d files; an unchanged file must not be touched", second.written)
	}

	if err := os.Remove(filepath.Join(root, "content/zh-hant/tactics/a.md")); err != nil {
		t.Fatal(err)
	}
	third, err := generate(root)
	if err != nil {
		t.Fatal(err)
	}
	if third.removed != 1 {
		t.Errorf("removed %d files, want 1", third.removed)
	}
	wantNone(t, filepath.Join(out, "content/zh-hans/tactics/a.md"))
}

func TestRunSaysWhatIsWrong(t *testing.T) {
	good := map[string]string{"content/zh-hant/a.md": "a", "site/i18n/zh-hant.yaml": "a: b\n", "site/data/a.yaml": "a: b\n"}
	for _, test := range []struct {
		name    string
		replace map[string]string
		args    []string
		status  int
		want    string
	}{
		{"two hand-written texts for one", map[string]string{"site/data/a.yaml": "- {zh-hant: 後, zh-hans: 后}\n- {zh-hant: 後, zh-hans: 後}\n"}, nil, 1, `"後" has two zh-hans texts`},
		{"broken YAML", map[string]string{"site/data/a.yaml": "a: [\n"}, nil, 1, "a.yaml"},
		{"no interface texts", map[string]string{"site/i18n/zh-hant.yaml": ""}, nil, 1, "zh-hant.yaml"},
		{"an unknown argument", nil, []string{"more"}, 2, `unexpected argument "more"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			files := map[string]string{}
			for path, text := range good {
				files[path] = text
			}
			for path, text := range test.replace {
				files[path] = text
				if text == "" {
					delete(files, path)
				}
			}
			var stdout, stderr bytes.Buffer
			status := run(append([]string{"--root", project(t, files)}, test.args...), &stdout, &stderr)
			if status != test.status || !strings.Contains(stderr.String(), test.want) {
				t.Errorf("status %d, stderr %q; want %d and %q", status, stderr.String(), test.status, test.want)
			}
		})
	}
}

// BenchmarkGenerate converts 100 articles of about 1,000 characters; the target is under one second.
func BenchmarkGenerate(b *testing.B) {
	files := map[string]string{"site/i18n/zh-hant.yaml": "a: b\n", "site/data/a.yaml": "a: b\n"}
	for i := range 100 {
		files["content/zh-hant/"+string(rune('a'+i/10))+string(rune('a'+i%10))+".md"] = strings.Repeat("電話響起。對方自稱通信管理局、快遞公司或銀行，說你的身份被人冒用。", 30)
	}
	root := project(b, files)
	for b.Loop() {
		if err := os.RemoveAll(filepath.Join(root, "site", ".generated")); err != nil {
			b.Fatal(err)
		}
		if _, err := generate(root); err != nil {
			b.Fatal(err)
		}
	}
}

func project(t testing.TB, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for path, text := range files {
		path = filepath.Join(root, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func wantFile(t *testing.T, path, want string) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil {
		t.Error(err)
	} else if string(got) != want {
		t.Errorf("%s holds %q, want %q", path, got, want)
	}
}

func wantNone(t *testing.T, path string) {
	t.Helper()
	if _, err := os.Stat(path); err == nil {
		t.Errorf("%s exists; it must not", path)
	}
}

func modified(t *testing.T, path string) time.Time {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.ModTime()
}
