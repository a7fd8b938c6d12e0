package web

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"fangzha/api/outreach"
)

// admit asks for one request as limited does, and says whether it was let in.
func admit(l limit, phone *outreach.Device, address string, now time.Time) bool {
	asked := l.buckets(phone, netip.MustParseAddr(address))
	if wait(asked, now) > 0 {
		return false
	}
	for _, b := range asked {
		b.take(now)
	}
	return true
}

func phone(n int) *outreach.Device { return &outreach.Device{byte(n), byte(n >> 8), byte(n >> 16)} }

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func TestThreeHundredPhonesBehindOneAddressAllGetInWithinAMinute(t *testing.T) {
	for _, address := range []string{"203.0.113.5", "2001:db8::5"} {
		t.Run(address, func(t *testing.T) {
			l := newLimits().recording
			for try := range 4 { // a scan-in whose answer was lost, twice, and a feedback
				for n := range 300 {
					if !admit(l, phone(n), address, noon.Add(time.Duration(try)*20*time.Second)) {
						t.Fatalf("try %d of phone %d was refused", try, n)
					}
				}
			}
		})
	}
}

func TestOnePhoneIsHeldBackBeforeItsHallIs(t *testing.T) {
	l := newLimits().recording
	in := 0
	for range 10_000 {
		if admit(l, phone(0), "203.0.113.5", noon) {
			in++
		}
	}
	if in != l.device.burst {
		t.Errorf("%d requests of one phone came in, want %d", in, l.device.burst)
	}
	for n := range 300 {
		if !admit(l, phone(1+n), "203.0.113.5", noon) {
			t.Fatalf("phone %d pays for its neighbour", n)
		}
	}
	if !admit(l, phone(0), "203.0.113.5", noon.Add(time.Second)) {
		t.Error("the phone is still refused a second later")
	}
}

func TestWhoShedsItsCookieIsHeldBackByItsNetwork(t *testing.T) {
	for name, c := range map[string]struct {
		address func(n int) string
		bursts  int // of one address that the network is worth
	}{
		"one IPv4 address":                         {func(int) string { return "203.0.113.5" }, 1},
		"its IPv4 neighbours are strangers":        {func(n int) string { return fmt.Sprintf("203.0.113.%d", n%10) }, 10},
		"all addresses of a /64 are one hall":      {func(n int) string { return fmt.Sprintf("2001:db8:1:1::%x", 1+n%10) }, 1},
		"all /64 of a /56 are one customer":        {func(n int) string { return fmt.Sprintf("2001:db8:1:%x::1", n%10) }, 2},
		"all /56 of a /48 are one larger customer": {func(n int) string { return fmt.Sprintf("2001:db8:1:%x00::1", n%10) }, 4},
		"all /48 are strangers":                    {func(n int) string { return fmt.Sprintf("2001:db8:%x::1", n%10) }, 10},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLimits().recording
			in := 0
			for n := range 20 * 1500 {
				if admit(l, nil, c.address(n), noon) {
					in++
				}
			}
			if want := c.bursts * 1500; in != want {
				t.Errorf("%d came in, want %d", in, want)
			}
		})
	}
}

func TestRequestsSideBySideAreAllPaidFor(t *testing.T) {
	table := newBuckets(1, 10)
	one := of(table, "somebody")
	for range 1000 { // each has asked and heard that there is a token
		one.take(noon)
	}
	if wait := one.wait(noon); wait < 10*time.Second || wait > 12*time.Second {
		t.Errorf("the debt is worked off in %v, want one burst and no more", wait)
	}
}

func TestMemoryIsBounded(t *testing.T) {
	table := newBuckets(1, 10)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for n := range 1_000_000 {
		of(table, n).take(noon)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if held := len(table.young) + len(table.old); held > bucketsAtOnce {
		t.Errorf("%d buckets are held, want %d at most", held, bucketsAtOnce)
	}
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 8<<20 {
		t.Errorf("a million keys hold %d bytes", grown)
	}
	runtime.KeepAlive(table)
}

func TestAKeyInUseIsNotForgotten(t *testing.T) {
	table := newBuckets(0.001, 1)
	of(table, -1).take(noon)
	for n := range 10 * bucketsAtOnce {
		of(table, n).take(noon)
		if n%1000 == 0 && of(table, -1).wait(noon) == 0 {
			t.Fatalf("after %d other keys it is full again", n)
		}
	}
}

// unread fails the test when somebody reads it.
type unread struct{ t *testing.T }

func (u unread) Read([]byte) (int, error) {
	u.t.Error("the body of a refused request was read")
	return 0, io.EOF
}

func TestARefusalIsCheapAndSpreadsTheRetries(t *testing.T) {
	s, log := newTestServer(t, func(c echo.Context) error { return c.NoContent(http.StatusNoContent) })
	tight := limit{nil, []network{{32, 64, newBuckets(0.1, 1)}}}
	s.echo.POST("/tight", func(c echo.Context) error { return c.NoContent(http.StatusNoContent) }, s.limited(tight))
	ask := func() *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodPost, "/tight", unread{t})
		r.RemoteAddr = "203.0.113.77:4711"
		s.ServeHTTP(w, r)
		return w
	}
	if w := ask(); w.Code != http.StatusNoContent {
		t.Fatalf("the first is answered %d", w.Code)
	}
	seen := map[int]bool{}
	for range 100 {
		w := ask()
		seconds, err := strconv.Atoi(w.Header().Get("Retry-After"))
		if w.Code != http.StatusTooManyRequests || err != nil || seconds < 1 || seconds > 10+spread || !strings.Contains(w.Body.String(), `"code":"rate_limited"`) {
			t.Fatalf("status %d, Retry-After %q, body %s", w.Code, w.Header().Get("Retry-After"), w.Body)
		}
		seen[seconds] = true
	}
	if len(seen) < 3 {
		t.Errorf("100 phones are told to come back in %v seconds: all at once", seen)
	}
	if strings.Contains(log.String(), "203.0.113") {
		t.Errorf("an address is in the log:\n%s", log)
	}
	s.NoLimits = true
	if w := ask(); w.Code != http.StatusNoContent {
		t.Errorf("with limits off it is answered %d", w.Code)
	}
}

// A request of a known phone over IPv6 asks and pays four buckets.
func BenchmarkLimit(b *testing.B) {
	l := limit{newBuckets(1e9, 1e9), networks(1e9, 1e9)}
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		n++
		admit(l, phone(n%1000), "2001:db8::1", noon)
	}
}
