package main

import (
	"bufio"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"fangzha/api/outreach"
)

// crowdOrder is what the crowd is told on its standard input.
type crowdOrder struct {
	Address     string // host:port
	Connections int
	Warmup      time.Duration
	Measured    time.Duration
	Path        string   // GET this; "" posts scan-ins of Codes
	Secret      string   // master secret of the service
	Codes       []screen // seminars whose screens are scanned
}

// screen is a seminar's printed code and its presenter.
type screen struct {
	ID        outreach.Code
	Presenter string
}

// crowdReport is what the crowd prints.
type crowdReport struct {
	Answers   int // within the measured time
	Refused   int // of them, other than 2xx
	Bytes     int // of the last body
	PerSecond float64
	P50, P99  time.Duration
	Example   string // of a refusal
}

// crowd keeps the connections busy, each asking again as soon as it is answered. It speaks HTTP by hand: a client as
// heavy as the server would measure itself.
func crowd(ctx context.Context, order crowdOrder) (crowdReport, error) {
	var screens atomic.Pointer[[]outreach.Code]
	refresh := func() {
		codes := make([]outreach.Code, len(order.Codes))
		for i, c := range order.Codes {
			target := outreach.Target{Code: c.ID, Presenter: &outreach.Presenter{ID: c.Presenter}}
			codes[i] = outreach.Secret(order.Secret).LiveCodes(target, time.Now(), 1)[0].Code
		}
		screens.Store(&codes)
	}
	refresh()
	ctx, cancel := context.WithTimeout(ctx, order.Warmup+order.Measured)
	defer cancel()
	go func() {
		for tick := time.Tick(outreach.LiveStep); ; {
			select {
			case <-ctx.Done():
				return
			case <-tick:
				refresh()
			}
		}
	}()
	begins := time.Now().Add(order.Warmup)
	phones := make([]phone, order.Connections)
	var all sync.WaitGroup
	for i := range phones {
		all.Go(func() { phones[i].run(ctx, order, &screens, begins) })
	}
	all.Wait()
	return report(phones, order.Measured)
}

func report(phones []phone, measured time.Duration) (crowdReport, error) {
	var r crowdReport
	var took []time.Duration
	var broken error
	for _, p := range phones {
		took = append(took, p.took...)
		r.Refused, r.Bytes = r.Refused+p.refused, p.bytes
		if p.example != "" {
			r.Example = p.example
		}
		if p.err != nil {
			broken = p.err
		}
	}
	if broken != nil || len(took) == 0 {
		return r, fmt.Errorf("a phone broke off: %w", broken)
	}
	slices.Sort(took)
	r.Answers, r.PerSecond = len(took), float64(len(took))/measured.Seconds()
	r.P50, r.P99 = took[len(took)/2], took[len(took)*99/100]
	return r, nil
}

// phone is one connection: a new phone scans in each time.
type phone struct {
	took    []time.Duration
	refused int
	bytes   int
	example string
	err     error
}

func (p *phone) run(ctx context.Context, order crowdOrder, screens *atomic.Pointer[[]outreach.Code], begins time.Time) {
	conn, err := net.Dial("tcp", order.Address)
	if err != nil {
		p.err = err
		return
	}
	defer conn.Close()                                            //nolint:errcheck // all is said
	random := rand.New(rand.NewPCG(rand.Uint64(), rand.Uint64())) //nolint:gosec // a crowd, no secret
	in, out := bufio.NewReader(conn), make([]byte, 0, 2048)
	for ctx.Err() == nil {
		if order.Path != "" {
			out = fmt.Appendf(out[:0], "GET %s HTTP/1.1\r\nHost: bench\r\n\r\n", order.Path)
		} else {
			codes := *screens.Load()
			out = appendScan(out[:0], random, codes[random.IntN(len(codes))], time.Now())
		}
		asked := time.Now()
		if _, err := conn.Write(out); err != nil {
			p.err = err
			return
		}
		status, body, err := answerOf(in)
		if err != nil {
			p.err = err
			return
		}
		if now := time.Now(); asked.After(begins) && ctx.Err() == nil {
			p.took, p.bytes = append(p.took, now.Sub(asked)), len(body)
			if status/100 != 2 {
				p.refused++
				p.example = fmt.Sprintf("%d %.300s", status, body)
			}
		}
	}
}

// appendScan writes the request of a phone that was never here, from one of 60,000 halls.
func appendScan(to []byte, random *rand.Rand, code outreach.Code, now time.Time) []byte {
	key := now.UnixMilli()<<16 | 0x7000 | int64(random.IntN(0x1000))
	var tail [8]byte
	for i := range tail {
		tail[i] = byte(random.Uint32())
	}
	tail[0] = tail[0]&0x3f | 0x80
	high := fmt.Sprintf("%016x", uint64(key))
	low := hex.EncodeToString(tail[:])
	body := `{"code":"` + string(code) + `","key":"` + high[:8] + "-" + high[8:12] + "-" + high[12:] + "-" + low[:4] + "-" + low[4:] +
		`","seen_at":"` + now.UTC().Format(time.RFC3339) + `","locale":"zh-hant"}`
	hall := random.IntN(60_000)
	return fmt.Appendf(to, "POST /api/v1/scans HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nX-Forwarded-For: 10.%d.%d.7\r\nContent-Length: %d\r\n\r\n%s",
		hall>>8, hall&0xff, len(body), body)
}

// answerOf reads one answer that tells its length.
func answerOf(in *bufio.Reader) (status int, body []byte, err error) {
	line, err := in.ReadSlice('\n')
	if err != nil {
		return 0, nil, err
	}
	if len(line) < 12 {
		return 0, nil, fmt.Errorf("%q is no HTTP answer", line)
	}
	if status, err = strconv.Atoi(string(line[9:12])); err != nil {
		return 0, nil, err
	}
	length := -1
	for {
		if line, err = in.ReadSlice('\n'); err != nil {
			return 0, nil, err
		}
		if len(line) <= 2 {
			break
		}
		if name, value, _ := strings.Cut(string(line), ":"); strings.EqualFold(name, "Content-Length") {
			if length, err = strconv.Atoi(strings.TrimSpace(value)); err != nil {
				return 0, nil, err
			}
		}
	}
	if length < 0 {
		return 0, nil, errors.New("an answer does not tell its length")
	}
	body = make([]byte, length)
	_, err = io.ReadFull(in, body)
	return status, body, err
}

// runCrowd is the process of its own that presses.
func runCrowd(ctx context.Context, in io.Reader, out io.Writer) error {
	var order crowdOrder
	if err := json.NewDecoder(in).Decode(&order); err != nil {
		return err
	}
	r, err := crowd(ctx, order)
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(r)
}
