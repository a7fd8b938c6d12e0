package web

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"fangzha/api/outreach"
)

// recheck is how often the files are looked at: a new build of the site shows within this time.
const recheck = 2 * time.Second

// Site is what the service reads of the folder that Hugo built: registry.json and the page shells. It follows
// new builds; while one is broken, the last good one stays in use.
type Site struct {
	dir string
	now func() time.Time
	log *slog.Logger

	mu      sync.Mutex
	checked time.Time
	stamp   string // of the files last read, good or broken
	files   *siteFiles
}

type siteFiles struct {
	registry *outreach.Registry
	raw      []byte
	shells   map[string]shell
}

// OpenSite reads the folder and fails when anything in it is missing or wrong.
func OpenSite(dir string, now func() time.Time, log *slog.Logger) (*Site, error) {
	s := &Site{dir: dir, now: now, log: log, checked: now(), stamp: stampOf(dir)}
	var err error
	if s.files, err = readSite(dir); err != nil {
		return nil, fmt.Errorf("%w\nBuild the site first: ./scripts/build", err)
	}
	return s, nil
}

// Registry is the present registry.
func (s *Site) Registry() *outreach.Registry { return s.present().registry }

// RegistryJSON is the file that Registry was read from. It must not be changed.
func (s *Site) RegistryJSON() []byte { return s.present().raw }

func (s *Site) present() *siteFiles {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := s.now(); now.Sub(s.checked) >= recheck {
		s.checked = now
		s.follow()
	}
	return s.files
}

// follow reads the files again when they changed.
func (s *Site) follow() {
	stamp := stampOf(s.dir)
	if stamp == s.stamp {
		return
	}
	s.stamp = stamp // a broken build is reported once
	files, err := readSite(s.dir)
	if err != nil {
		s.log.Error("the new build of the site is not usable, the last good one stays", "error", err.Error())
		return
	}
	s.files = files
	s.log.Info("read a new build of the site")
}

func registryFile(dir string) string    { return filepath.Join(dir, "registry.json") }
func shellFile(dir, lang string) string { return filepath.Join(dir, "shell", lang+".html") }

// stampOf changes whenever one of the files does. It is taken before they are read, so that a change while
// reading is seen next time.
func stampOf(dir string) string {
	files, _ := filepath.Glob(shellFile(dir, "*")) // the pattern is well-formed
	var stamp strings.Builder
	for _, file := range append(files, registryFile(dir)) {
		if info, err := os.Stat(file); err == nil {
			fmt.Fprintln(&stamp, file, info.ModTime().UnixNano(), info.Size())
		}
	}
	return stamp.String()
}

func readSite(dir string) (*siteFiles, error) {
	raw, err := os.ReadFile(registryFile(dir))
	if err != nil {
		return nil, err
	}
	registry, err := outreach.ParseRegistry(raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", registryFile(dir), err)
	}
	files := &siteFiles{registry: registry, raw: raw, shells: map[string]shell{}}
	for _, lang := range registry.Languages {
		text, err := os.ReadFile(shellFile(dir, lang))
		if err != nil {
			return nil, err
		}
		if files.shells[lang], err = parseShell(string(text)); err != nil {
			return nil, fmt.Errorf("%s: %w", shellFile(dir, lang), err)
		}
	}
	return files, nil
}

// shell is a page of the site around an empty <main>.
type shell struct{ before, after string }

const (
	titleMark = "{{fz:title}}"
	mainMark  = "{{fz:main}}"
)

func parseShell(text string) (shell, error) {
	before, after, ok := strings.Cut(text, mainMark)
	if !ok || strings.Contains(after, mainMark) || strings.Count(before, titleMark) != 1 {
		return shell{}, fmt.Errorf("must hold %s once and after it %s once", titleMark, mainMark)
	}
	return shell{before, after}, nil
}
