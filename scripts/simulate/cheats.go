package main

import (
	"math"
	"time"
)

// flood sends n scan-ins of new devices with one code, as fast as a machine and its network are.
func (w *world) flood(h hall, shown, from time.Time, n int) {
	code, perSecond := h.screen(shown), 8*math.Pow(25, w.Float64())
	for at := from; n > 0; n-- {
		at = at.Add(w.seconds(-math.Log(1-w.Float64()) / perSecond))
		w.send(w.newRobot(), code, at, at, at, true)
	}
}

// newRobot is a device that no person holds; it runs on a machine whose clock is right.
func (w *world) newRobot() *phone { return &phone{} }

// serial sends n scan-ins of new devices one after another; each reads the screen anew.
func (w *world) serial(h hall, from time.Time, n int, gap func() time.Duration) {
	for at := from; n > 0; n-- {
		seen := at.Add(-w.seconds(w.between(1, 6)))
		w.send(w.newRobot(), h.screen(seen), seen, at, at, true)
		at = at.Add(gap())
	}
}

// The paces of one who pretends to be many, from careless to careful.
func (w *world) clearing() func() time.Duration { // a person clears cookies and scans again
	median, spread := w.between(8, 25), w.between(0.12, 0.4)
	return func() time.Duration { return w.around(median, spread) }
}

func (w *world) fixed() func() time.Duration { // sleep(s)
	pause := w.between(0.5, 20)
	return func() time.Duration { return w.seconds(pause + w.between(0.05, 0.3)) }
}

func (w *world) jittered() func() time.Duration { // sleep(random(a, b))
	pause := w.between(1, 20)
	return func() time.Duration { return w.seconds(pause * w.between(0.5, 1.5)) }
}

func (w *world) likeAHall() func() time.Duration { // whoever has read this file
	pause := w.between(1, 5)
	return func() time.Duration { return w.seconds(-math.Log(1-w.Float64()) * pause) }
}

// script lets a script run beside an honest hall.
func script(run func(w *world, h hall, begins time.Time, n int)) func(*world, []hall) {
	return func(w *world, h []hall) {
		c := w.usual(h[0])
		w.attend(h[0], c)
		run(w, h[0], c.shown.Add(w.seconds(w.between(-600, 300))), int(w.between(50, 500)))
	}
}

// ghost is a seminar to which nobody comes.
func ghost(run func(w *world, h hall, at time.Time, n int)) func(*world, []hall) {
	return func(w *world, h []hall) {
		run(w, h[0], h[0].ends.Add(-15*time.Minute), int(w.between(0.5, 1.2)*float64(h[0].seats)))
	}
}

// cheats are events with false scan-ins, most of them among honest ones.
func cheats() []kind {
	return []kind{
		{name: "a photo of the code in a chat group", event: func(w *world, h []hall) {
			c := w.usual(h[0])
			w.attend(h[0], c)
			taken := c.shown.Add(w.seconds(w.between(5, 120)))
			code := h[0].screen(taken)
			for range int(w.between(20, 150)) {
				seen := taken.Add(w.seconds(5)).Add(w.around(480, 1.4)) // when they read the chat
				pressed := seen.Add(w.around(7, 0.6))
				w.send(w.newPhone(), code, seen, pressed, pressed.Add(w.around(0.4, 0.7)), true)
			}
		}},
		{name: "one phone with cleared cookies, in a hall", event: func(w *world, h []hall) {
			c := w.usual(h[0])
			w.attend(h[0], c)
			w.serial(h[0], c.shown.Add(w.seconds(w.between(0, 300))), int(w.between(15, 60)), w.clearing())
		}},
		{group: "a script", weight: 0.35, name: "a flood of requests", event: script(func(w *world, h hall, begins time.Time, n int) {
			w.flood(h, begins, begins.Add(w.seconds(w.between(1, 10))), n)
		})},
		{group: "a script", weight: 0.3, name: "equal pauses", event: script(func(w *world, h hall, begins time.Time, n int) {
			w.serial(h, begins, n, w.fixed())
		})},
		{group: "a script", weight: 0.25, name: "pauses with chance in them", event: script(func(w *world, h hall, begins time.Time, n int) {
			w.serial(h, begins, n, w.jittered())
		})},
		{group: "a script", weight: 0.1, name: "as if a hall came in", event: script(func(w *world, h hall, begins time.Time, n int) {
			w.serial(h, begins, n, w.likeAHall())
		})},
		{group: "a ghost seminar", weight: 0.25, name: "one phone with cleared cookies", event: ghost(func(w *world, h hall, at time.Time, n int) {
			w.serial(h, at, min(n, 60), w.clearing())
		})},
		{group: "a ghost seminar", weight: 0.2, name: "a script with equal pauses", event: ghost(func(w *world, h hall, at time.Time, n int) {
			w.serial(h, at, n, w.fixed())
		})},
		{group: "a ghost seminar", weight: 0.2, name: "a script with chance in it", event: ghost(func(w *world, h hall, at time.Time, n int) {
			w.serial(h, at, n, w.jittered())
		})},
		{group: "a ghost seminar", weight: 0.15, name: "a flood of requests", event: ghost(func(w *world, h hall, at time.Time, n int) {
			w.flood(h, at, at, n)
		})},
		{group: "a ghost seminar", weight: 0.05, name: "as if a hall came in", event: ghost(func(w *world, h hall, at time.Time, n int) {
			w.serial(h, at, n, w.likeAHall())
		})},
		{group: "a ghost seminar", weight: 0.15, name: "at home, at another hour", event: ghost(func(w *world, h hall, at time.Time, n int) {
			if w.chance(0.5) {
				h = w.badge(h)
			}
			w.serial(h, seminarDay.Add(23*time.Hour+time.Duration(w.IntN(4))*time.Hour), n, w.likeAHall())
		})},
		{group: "framing a rival", weight: 0.5, name: "a flood with a photo of the code", event: func(w *world, h []hall) {
			c := w.usual(h[0])
			w.attend(h[0], c)
			taken := c.shown.Add(w.seconds(w.between(0, 60)))
			w.flood(h[0], taken, taken.Add(w.seconds(w.between(10, 25))), int(w.between(60, 600)))
		}},
		{group: "framing a rival", weight: 0.25, name: "a regular script with the photo", event: func(w *world, h []hall) {
			c := w.usual(h[0])
			w.attend(h[0], c)
			pause := w.between(0.2, 1.5)
			begins := c.shown.Add(w.seconds(w.between(10, 40)))
			code := h[0].screen(begins.Add(-10 * time.Second))
			for at := begins; at.Before(begins.Add(45 * time.Second)); at = at.Add(w.seconds(pause)) {
				w.send(w.newRobot(), code, at, at, at, true)
			}
		}},
		{group: "framing a rival", weight: 0.25, name: "a script with the photo, afterwards", event: func(w *world, h []hall) {
			c := w.usual(h[0])
			w.attend(h[0], c)
			taken := c.shown.Add(w.seconds(w.between(0, 60)))
			at := taken.Add(w.around(1800, 1))
			for range int(w.between(50, 300)) { // it claims to have waited in a queue since the code was on the screen
				w.send(w.newRobot(), h[0].screen(taken), taken, taken, at, true)
				at = at.Add(w.seconds(w.between(0.1, 5)))
			}
		}},
		{name: "one phone for many presenters", halls: 12, seats: [2]float64{30, 60}, event: func(w *world, h []hall) {
			for range int(w.between(10, 25)) { // colleagues and their relatives, from screen to screen
				p, at := w.newPhone(), h[0].starts.Add(w.seconds(w.between(0, 600)))
				for _, i := range w.Perm(len(h)) {
					at = at.Add(w.around(60, 0.6))
					w.send(p, h[i].screen(at), at, at.Add(w.around(6, 0.5)), at.Add(w.around(7, 0.5)), true)
				}
			}
		}},
	}
}
