package web

import (
	"net/netip"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"fangzha/api/outreach"
)

// limits are what may be asked of the service, by kind of request. One address is one hall: 300 phones record, answer
// and try again within a minute. So a phone is held back long before its address is.
type limits struct {
	recording limit // scan-ins, feedback and what else a phone records
	reading   limit // boards and lists
	searching limit
	signingIn limit // with a one-time link
	staffing  limit // what staff ask once signed in
	digits    limit // wrong ones (guess.go)
	tags      limit // likewise
}

func newLimits() limits {
	return limits{
		// A phone that was offline for long brings a hundred records at once.
		recording: limit{newBuckets(2, 120), networks(25, 1500)},
		reading:   limit{nil, networks(50, 1500)},
		searching: limit{nil, networks(30, 1500)},
		signingIn: limit{nil, networks(0.5, 30)},
		staffing:  limit{nil, networks(10, 600)},
		// 60 people of a hall may mistype at once; who tries all eight digits needs years.
		digits: limit{newBuckets(0.05, 6), networks(0.5, 60)},
		// Nobody guesses forty bits at the pace of recording, and who tries must not stop a hall's live codes.
		tags: limit{newBuckets(0.05, 6), nil},
	}
}

// limit is one kind of request: tokens of the phone's own, and of the networks it comes from.
type limit struct {
	device   *buckets // nil where no device is known: search and boards read no cookie
	networks []network
}

// network is how wide a neighbourhood shares one bucket, in bits of the address. IPv4 has no wider one: its
// neighbours are strangers. In IPv6 a home or a hall has a /64, a customer a /56 or a /48.
type network struct {
	ipv4, ipv6 int // 0: not counted
	*buckets
}

func networks(perSecond float64, burst int) []network {
	return []network{
		{0, 48, newBuckets(4*perSecond, 4*burst)},
		{0, 56, newBuckets(2*perSecond, 2*burst)},
		{32, 64, newBuckets(perSecond, burst)},
	}
}

// buckets are those of one request, the phone's first, then the networks from wide to narrow.
func (l limit) buckets(device *outreach.Device, address netip.Addr) []bucket {
	var found []bucket
	if l.device != nil && device != nil {
		found = append(found, of(l.device, *device))
	}
	for _, n := range l.networks {
		bits := n.ipv6
		if address.Is4() {
			bits = n.ipv4
		}
		if prefix, err := address.Prefix(bits); err == nil && bits > 0 {
			found = append(found, of(n.buckets, prefix))
		}
	}
	return found
}

// wait is 0 when every bucket has a token.
func wait(asked []bucket, now time.Time) time.Duration {
	var longest time.Duration
	for _, b := range asked {
		longest = max(longest, b.wait(now))
	}
	return longest
}

// limited refuses a request before its body is read. A refused request costs nothing further: a phone that goes on
// asking does not use up its hall's share, and makes no bucket.
func (s *Server) limited(l limit) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if s.NoLimits {
				return next(c)
			}
			now := s.Now()
			asked := s.buckets(c, l)
			if w := wait(asked, now); w > 0 {
				return s.tooMany(c, w)
			}
			for _, b := range asked {
				b.take(now)
			}
			return next(c)
		}
	}
}

func (s *Server) buckets(c echo.Context, l limit) []bucket {
	address, _ := netip.ParseAddr(c.RealIP()) // unreadable: only the phone's own bucket is left
	var device *outreach.Device
	if l.device != nil {
		device = s.device(c)
	}
	return l.buckets(device, address.Unmap().WithZone(""))
}

// spread is how far the times of refused phones lie apart, so that they do not come back as one.
const spread = 5 // seconds

func (s *Server) tooMany(c echo.Context, w time.Duration) error {
	var random [1]byte
	if _, err := s.Random.Read(random[:]); err != nil {
		return err
	}
	seconds := int(w/time.Second) + 1 + int(random[0])%spread
	c.Response().Header().Set("Retry-After", strconv.Itoa(seconds))
	return &outreach.Error{Code: outreach.RateLimited, Message: "error.rate_limited"}
}
