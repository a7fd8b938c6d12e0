package outreach

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"
	"testing"
	"time"
)

// lastScan keeps the scan-in it is given. The store's own behaviour is tested on real databases in storetest.
type lastScan struct{ Scan }

func (s *lastScan) RecordScan(_ context.Context, scan Scan) (Recorded, error) {
	s.Scan = scan
	return Recorded{ID: scan.ID, Counted: scan.Device != "", Fresh: true}, nil
}

func recorder(t *testing.T, store ScanStore) *Recorder {
	registry := readRegistry(t)
	now := time.Date(2026, 12, 31, 16, 30, 0, 0, time.UTC) // half past midnight of 2027 in Shanghai
	return &Recorder{Registry: func() *Registry { return registry }, Store: store, Secrets: secrets,
		Devices: &Devices{Secrets: secrets, Store: &salts{}, Random: rand.Reader}, Now: func() time.Time { return now }, Random: rand.Reader}
}

func request() ScanRequest {
	return ScanRequest{Code: "va8h-t6j7", Key: "017F22E2-79B0-7CC3-98C4-DC0C0C07398F", SeenAt: "2020-02-29T12:00:00+08:00", Locale: "en"}
}

func TestAScanInIsJudgedByTheServicesClock(t *testing.T) {
	var stored lastScan
	r := recorder(t, &stored)
	receipt, err := r.Record(t.Context(), request(), nil)
	if err != nil {
		t.Fatal(err)
	}
	s := stored.Scan
	if s.Code != "VA8HT6J7" || s.Presenter != "a" || s.Team != "t1" || s.Area != "s2" || s.Seminar != "sem" {
		t.Errorf("row %+v", s)
	}
	if s.Tier != Printed || s.Doubt != "" || s.Session != "s/sem" || s.Seats != 9 {
		t.Errorf("a printed code has tier %s, doubt %q, session %s for %d", s.Tier, s.Doubt, s.Session, s.Seats)
	}
	if s.Year != 2027 || s.Month != "2027-01" || !s.ReceivedAt.Equal(r.Now()) || s.SeenAt.Year() != 2020 {
		t.Errorf("year %d, month %s, received %s, seen %s", s.Year, s.Month, s.ReceivedAt, s.SeenAt)
	}
	if !s.ID.Time().Equal(r.Now()) {
		t.Errorf("id made at %s", s.ID.Time())
	}
	if receipt.NewDevice == nil || s.Device != hash(t, r.Devices, *receipt.NewDevice, "a", 2027) {
		t.Error("the row does not hold the hash of the device that the phone is given")
	}
}

func TestDevicesOfScanIns(t *testing.T) {
	var stored lastScan
	r := recorder(t, &stored)
	known := Device{1, 2, 3}
	for name, c := range map[string]struct {
		cookie          *Device
		withoutCookie   bool
		stored, isGiven bool
	}{
		"a new phone is given a device":      {nil, false, true, true},
		"a known phone keeps its own":        {&known, false, true, false},
		"without a cookie nothing is stored": {nil, true, false, false},
		"nor when there is one":              {&known, true, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			req := request()
			req.WithoutCookie = c.withoutCookie
			receipt, err := r.Record(t.Context(), req, c.cookie)
			if err != nil {
				t.Fatal(err)
			}
			if (stored.Device != "") != c.stored || (receipt.NewDevice != nil) != c.isGiven {
				t.Errorf("stored %q, given %v", stored.Device, receipt.NewDevice)
			}
		})
	}
}

func TestTheBodyHashComparesCanonicalFields(t *testing.T) {
	var stored lastScan
	r := recorder(t, &stored)
	hash := func(change func(*ScanRequest)) string {
		req := request()
		change(&req)
		if _, err := r.Record(t.Context(), req, nil); err != nil {
			t.Fatal(err)
		}
		return stored.BodyHash
	}
	first := hash(func(*ScanRequest) {})
	for name, change := range map[string]func(*ScanRequest){
		"the code typed otherwise":   func(q *ScanRequest) { q.Code = "VA8HT6J7" },
		"the moment in another zone": func(q *ScanRequest) { q.SeenAt = "2020-02-29T04:00:00Z" },
		"the key in another case":    func(q *ScanRequest) { q.Key = strings.ToLower(q.Key) },
	} {
		if hash(change) != first {
			t.Errorf("%s: taken for another body", name)
		}
	}
	for name, change := range map[string]func(*ScanRequest){
		"another code":     func(q *ScanRequest) { q.Code = "FR23R1AV" },
		"another moment":   func(q *ScanRequest) { q.SeenAt = "2020-02-29T12:00:01+08:00" },
		"another language": func(q *ScanRequest) { q.Locale = "zh-hant" },
		"no cookie":        func(q *ScanRequest) { q.WithoutCookie = true },
	} {
		if hash(change) == first {
			t.Errorf("%s: taken for the same body", name)
		}
	}
	if bodyHash("ab", "c") == bodyHash("a", "bc") {
		t.Error("fields run into each other")
	}
}

func TestWrongScanInsNameTheirFields(t *testing.T) {
	r := recorder(t, &lastScan{})
	_, err := r.Record(t.Context(), ScanRequest{Code: "?", SeenAt: "yesterday", Locale: "fr"}, nil)
	var e *Error
	if !errors.As(err, &e) || e.Code != Invalid {
		t.Fatalf("error is %v", err)
	}
	var got []string
	for _, f := range e.Fields {
		got = append(got, f.Field+" "+f.Message)
	}
	const want = "code field.code, key field.required, locale field.locale, seen_at field.seen_at"
	if strings.Join(got, ", ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
	nobody := request()
	nobody.Code = "00000000"
	if _, err := r.Record(t.Context(), nobody, nil); !errors.As(err, &e) || e.Code != NotFound {
		t.Errorf("error is %v, want not found", err)
	}
}
