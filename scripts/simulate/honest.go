package main

import (
	"math"
	"time"

	"fangzha/api/outreach"
)

// crowd is how a hall scans in.
type crowd struct {
	filled   float64       // of the seats
	shown    time.Time     // when the presenter shows the code and says so
	reaction float64       // median seconds until a phone is lifted and the code read
	typed    float64       // share that types the digits
	bad      float64       // share of requests that get lost and are tried again
	outage   time.Duration // the network fails from shortly after shown
	shared   float64       // share of phones on which somebody else scans in again
	refuse   float64       // share without a cookie
}

// usual is an ordinary hall.
func (w *world) usual(h hall) crowd {
	return crowd{
		filled: w.between(0.6, 1), shown: h.ends.Add(-w.seconds(w.between(60, 600))), reaction: w.between(10, 30),
		typed: w.between(0, 0.1), bad: w.between(0, 0.05), shared: w.between(0, 0.08), refuse: 0.04,
	}
}

// attend lets the crowd scan in.
func (w *world) attend(h hall, c crowd) {
	fails := c.shown.Add(w.seconds(w.between(0, 30)))
	for range int(c.filled * float64(h.seats)) {
		p := w.newPhone()
		begins := c.shown
		if w.chance(0.06) { // the code is on the screen before people sit down, and while they leave
			begins = h.starts.Add(w.seconds(w.between(-900, 7200)))
		}
		w.scanIn(h, c, p, begins, fails)
		if w.chance(c.shared) {
			w.scanIn(h, c, p, begins.Add(w.around(60, 0.6)), fails)
		}
	}
}

// scanIn is one person: sees, presses, and the phone sends until there is an answer.
func (w *world) scanIn(h hall, c crowd, p *phone, begins, fails time.Time) {
	seen := begins.Add(w.around(c.reaction, 0.6))
	code, pressed := h.screen(seen), seen.Add(w.around(7, 0.6))
	if w.chance(0.04) { // reads every word first
		pressed = seen.Add(w.around(45, 0.5))
	}
	if w.chance(c.typed) {
		code, pressed = h.digits(seen), seen.Add(w.around(40, 0.5))
	}
	w.deliver(c, p, code, seen, pressed, fails)
}

func (w *world) deliver(c crowd, p *phone, code outreach.Code, seen, pressed, fails time.Time) {
	at := pressed.Add(w.around(0.4, 0.7))
	back := fails.Add(c.outage)
	if c.outage > 0 && at.After(fails) && at.Before(back) {
		at = back.Add(w.seconds(w.between(0, 4))) // all phones notice at about the same time
	}
	first := w.send(p, code, seen, pressed, at, false)
	first.refuses = w.chance(c.refuse)
	for wait := 2.0; w.chance(c.bad); wait *= 2 { // the request or the answer is lost
		again := *first
		if w.chance(0.5) { // the request: it never arrived
			first.at = first.at.Add(w.seconds(wait))
			continue
		}
		first.lost = true
		again.at = first.at.Add(w.seconds(wait))
		w.arrivals = append(w.arrivals, again)
		first = &w.arrivals[len(w.arrivals)-1]
	}
}

// honest are the halls where nobody cheats.
func honest() []kind {
	return []kind{
		{name: "a hall, 30 to 300 phones behind one address", event: func(w *world, h []hall) {
			w.attend(h[0], w.usual(h[0]))
		}},
		{name: "everybody at once when the code appears", event: func(w *world, h []hall) {
			c := w.usual(h[0])
			c.reaction, c.filled = w.between(9, 14), w.between(0.85, 1)
			w.attend(h[0], c)
		}},
		{name: "a bad network: losses, retries, an outage", event: func(w *world, h []hall) {
			c := w.usual(h[0])
			c.bad, c.outage = w.between(0.2, 0.45), w.seconds(w.between(15, 120))
			w.attend(h[0], c)
		}},
		{name: "no network: sent in the evening (half confirmed)", event: func(w *world, h []hall) {
			late := h[0]
			for range int(w.between(0.6, 1) * float64(late.seats)) {
				seen := late.ends.Add(-w.around(120, 0.6))
				w.send(w.newPhone(), late.screen(seen), seen, seen.Add(w.around(7, 0.6)), seen.Add(w.around(3*3600, 0.7)), false)
			}
			if w.chance(0.5) {
				w.offline = append(w.offline, late)
			}
		}},
		{name: "elders with typed codes, helped one by one", seats: [2]float64{30, 80}, event: func(w *world, h []hall) {
			c := w.usual(h[0])
			c.typed, c.reaction = w.between(0.5, 0.8), 40
			c.filled = w.between(0.3, 0.5)
			w.attend(h[0], c)
			for range 1 + w.IntN(3) { // volunteers, each with a queue
				at := c.shown
				for range int(w.between(4, 12)) {
					at = at.Add(w.around(w.between(25, 45), 0.5))
					p := w.newPhone()
					w.send(p, h[0].digits(at.Add(-w.around(20, 0.3))), at, at, at.Add(w.around(0.4, 0.7)), false)
				}
			}
		}},
		{name: "families who share phones", event: func(w *world, h []hall) {
			c := w.usual(h[0])
			c.shared = w.between(0.25, 0.5)
			w.attend(h[0], c)
		}},
		{name: "one queue at the door", seats: [2]float64{30, 120}, event: func(w *world, h []hall) {
			at, spread, pace := h[0].starts.Add(-20*time.Minute), w.between(0.45, 0.7), w.between(6, 15)
			for range int(w.between(0.5, 0.9) * float64(h[0].seats)) {
				at = at.Add(w.around(pace, spread))
				if w.chance(0.12) { // nobody comes for a while
					at = at.Add(w.around(40, 0.8))
				}
				seen := at.Add(-w.around(5, 0.4))
				w.send(w.newPhone(), h[0].screen(seen), seen, at, at.Add(w.around(0.4, 0.7)), false)
			}
		}},
		{name: "a stall with the presenter's badge", event: func(w *world, h []hall) {
			badge := w.badge(h[0])
			at := seminarDay.Add(w.seconds(w.between(9, 16) * 3600))
			for range int(w.between(10, 35)) {
				at = at.Add(w.seconds(-math.Log(1-w.Float64()) * w.between(60, 400)))
				for next := at; ; next = next.Add(w.around(12, 0.7)) { // groups
					w.send(w.newPhone(), badge.screen(next), next, next.Add(w.around(6, 0.5)), next.Add(w.around(7, 0.5)), false)
					if w.chance(0.6) {
						break
					}
				}
			}
		}},
		{name: "standing room: up to a fifth more than seats", event: func(w *world, h []hall) {
			c := w.usual(h[0])
			c.filled = w.between(1, 1.2)
			w.attend(h[0], c)
		}},
		{name: "a fair: four presenters with badges", halls: 4, event: func(w *world, h []hall) {
			for i := range h {
				h[i] = w.badge(h[i])
			}
			for range int(w.between(30, 60)) {
				p, at := w.newPhone(), h[0].starts.Add(w.seconds(w.between(0, 5000)))
				for _, i := range w.Perm(4)[:1+w.IntN(4)] {
					w.send(p, h[i].screen(at), at, at.Add(w.around(6, 0.5)), at.Add(w.around(7, 0.5)), false)
					at = at.Add(w.around(240, 0.5))
				}
			}
		}},
		{name: "a conference day: four talks in a row", halls: 4, apart: time.Hour, event: func(w *world, h []hall) {
			phones := make([]*phone, int(w.between(25, 60)))
			for i := range phones {
				phones[i] = w.newPhone()
			}
			for _, talk := range h {
				for _, p := range phones {
					if w.chance(0.8) {
						w.scanIn(talk, crowd{reaction: 20}, p, talk.starts.Add(50*time.Minute), talk.ends)
					}
				}
			}
		}},
		{name: "a talk that runs over by up to 40 minutes", event: func(w *world, h []hall) {
			c := w.usual(h[0])
			c.shown = h[0].ends.Add(w.seconds(w.between(300, 2400)))
			w.attend(h[0], c)
		}},
	}
}
