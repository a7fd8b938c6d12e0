package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"strconv"
	"strings"
	"time"
)

// files looks up and serves the files of one folder.
type files struct{ folder string }

// found is what a path leads to: a file, a folder's page under its address with a slash, or nothing.
type found struct {
	name  string // of the file, relative to the folder
	moved string // where the page is, if not here
}

func (f found) exists() bool { return f.name != "" || f.moved != "" }

// find resolves a path as Netlify does: the file itself, x.html for /x, and x/index.html for /x/; /x then moves to /x/.
func (f files) find(urlPath string) found {
	root, err := os.OpenRoot(f.folder)
	if err != nil {
		return found{}
	}
	defer root.Close()
	isFile := func(name string) bool {
		info, err := root.Stat(name)
		return err == nil && info.Mode().IsRegular()
	}
	name := strings.Trim(urlPath, "/")
	index := path.Join(name, "index.html")
	switch {
	case strings.HasSuffix(urlPath, "/"):
		if isFile(index) {
			return found{name: index}
		}
	case isFile(name):
		return found{name: name}
	case isFile(name + ".html"):
		return found{name: name + ".html"}
	case isFile(index):
		return found{moved: (&url.URL{Path: urlPath + "/"}).EscapedPath()}
	}
	return found{}
}

// serve answers with a file, compressed if the client takes it. A status other than 200 gets the whole file.
func (f files) serve(w http.ResponseWriter, r *http.Request, name string, status int) {
	data, modified, err := f.read(name)
	if err != nil {
		http.Error(w, "500 cannot read the page", http.StatusInternalServerError)
		return
	}
	header := w.Header()
	kind := header.Get("Content-Type")
	if kind == "" {
		kind = contentType(name)
		header.Set("Content-Type", kind)
	}
	sum := sha256.Sum256(data)
	tag := fmt.Sprintf("%x", sum[:12])
	if compressible(kind) {
		header.Add("Vary", "Accept-Encoding")
		// A range counts bytes of the plain file.
		if r.Header.Get("Range") == "" && takesGzip(r.Header.Get("Accept-Encoding")) && len(data) > 512 {
			data, tag = compress(data), tag+"-gz"
			header.Set("Content-Encoding", "gzip")
		}
	}
	header.Set("ETag", `"`+tag+`"`)
	if status != http.StatusOK {
		header.Del("ETag")
		header.Set("Content-Length", strconv.Itoa(len(data)))
		w.WriteHeader(status)
		if r.Method != http.MethodHead {
			_, _ = w.Write(data) // the client is gone when this fails
		}
		return
	}
	http.ServeContent(w, r, name, modified, bytes.NewReader(data))
}

// read goes through os.Root, which never leaves the folder, by symbolic links neither.
func (f files) read(name string) ([]byte, time.Time, error) {
	root, err := os.OpenRoot(f.folder)
	if err != nil {
		return nil, time.Time{}, err
	}
	defer root.Close()
	file, err := root.Open(name)
	if err != nil {
		return nil, time.Time{}, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, time.Time{}, err
	}
	if !info.Mode().IsRegular() {
		return nil, time.Time{}, fs.ErrInvalid
	}
	data, err := io.ReadAll(file)
	return data, info.ModTime(), err
}

// contentType has its own table, because Go's asks the operating system, and machines differ.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js", ".mjs":
		return "text/javascript; charset=utf-8"
	case ".json", ".map":
		return "application/json; charset=utf-8"
	case ".webmanifest":
		return "application/manifest+json; charset=utf-8"
	case ".xml":
		return "application/xml; charset=utf-8"
	case ".txt":
		return "text/plain; charset=utf-8"
	case ".csv":
		return "text/csv; charset=utf-8"
	case ".vtt":
		return "text/vtt; charset=utf-8"
	case ".mp4":
		return "video/mp4"
	case ".ics":
		return "text/calendar; charset=utf-8"
	case ".yaml":
		return "application/yaml; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".png":
		return "image/png"
	case ".jpg", ".jpeg":
		return "image/jpeg"
	case ".webp":
		return "image/webp"
	case ".ico":
		return "image/x-icon"
	case ".pdf":
		return "application/pdf"
	}
	return "application/octet-stream"
}

func compressible(kind string) bool {
	return strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "charset=utf-8") || kind == "image/svg+xml"
}

func takesGzip(accept string) bool {
	for _, part := range strings.Split(accept, ",") {
		coding, quality, _ := strings.Cut(strings.ReplaceAll(part, " ", ""), ";")
		if (coding == "gzip" || coding == "*") && quality != "q=0" && quality != "q=0.0" {
			return true
		}
	}
	return false
}

func compress(data []byte) []byte {
	var out bytes.Buffer
	writer := gzip.NewWriter(&out)
	_, _ = writer.Write(data) // a bytes.Buffer does not fail
	_ = writer.Close()
	return out.Bytes()
}
