package query

import "sync"

// mostRecent bounds how many answers are kept in each of two generations, about 10 kB each.
const mostRecent = 500

// recent keeps answers to the very same request, because many ask alike: a hall types the word on the screen, and everybody who
// types it a letter at a time passes through the same beginnings. What readers asked stays in memory and goes with the pages
// that it was answered from (pagesFor). It is safe for concurrent use.
type recent struct {
	mutex      sync.Mutex
	young, old map[Request]remembered // when young is full it becomes old, and what nobody asked for again is forgotten
}

type remembered struct {
	from   *pages
	answer Answer
}

func newRecent() *recent { return &recent{young: map[Request]remembered{}} }

// find returns the answer that was given from the same pages.
func (m *recent) find(r Request, from *pages) (Answer, bool) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	kept, ok := m.young[r]
	if !ok {
		kept, ok = m.old[r]
	}
	if !ok || kept.from != from {
		return Answer{}, false
	}
	m.keep(r, kept)
	return kept.answer, true
}

func (m *recent) add(r Request, from *pages, answer Answer) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.keep(r, remembered{from, answer})
}

func (m *recent) keep(r Request, kept remembered) {
	if len(m.young) >= mostRecent {
		m.young, m.old = map[Request]remembered{}, m.young
	}
	m.young[r] = kept
}
