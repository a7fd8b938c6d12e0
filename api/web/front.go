package web

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"
)

// Proxies are the networks whose X-Forwarded-* headers are believed. Anybody else could write them freely.
type Proxies []netip.Prefix

// ParseProxies reads networks in CIDR form, separated by commas: "127.0.0.0/8,::1/128". "" means none.
func ParseProxies(text string) (Proxies, error) {
	var p Proxies
	for part := range strings.SplitSeq(text, ",") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		network, err := netip.ParsePrefix(part)
		if err != nil {
			return nil, fmt.Errorf("%q is not a network such as 10.0.0.0/8", part)
		}
		p = append(p, network.Masked())
	}
	return p, nil
}

// holds says whether the connection comes out of one of the networks.
func (p Proxies) holds(r *http.Request) bool {
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	return err == nil && slices.ContainsFunc(p, func(n netip.Prefix) bool { return n.Contains(from.Addr().Unmap()) })
}

// Front is what stands between the reader and the service, and how it proves that it does: by where it connects from, or
// by Netlify's signature.
type Front struct {
	Proxies   Proxies
	Signature Signature
}

// extractor finds the reader's address: the one that Netlify signed for, else the one that the nearest trusted proxy saw.
// It is held in memory only.
func (f Front) extractor() echo.IPExtractor {
	options := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, network := range f.Proxies {
		options = append(options, echo.TrustIPRange(&net.IPNet{
			IP:   network.Addr().AsSlice(),
			Mask: net.CIDRMask(network.Bits(), network.Addr().BitLen()),
		}))
	}
	forwarded := echo.ExtractIPFromXFFHeader(options...)
	return func(r *http.Request) string {
		if client, ok := f.Signature.client(r); ok {
			return client.String()
		}
		return forwarded(r)
	}
}

// sent says whether the request's X-Forwarded-* headers are the front's own.
func (f Front) sent(r *http.Request) bool {
	_, signed := f.Signature.client(r)
	return signed || f.Proxies.holds(r)
}

// secure says whether the reader's browser speaks https with us or with our proxy.
func (f Front) secure(r *http.Request) bool {
	return r.TLS != nil || f.sent(r) && r.Header.Get("X-Forwarded-Proto") == "https"
}

// host is the address the reader sees: a proxy may ask us under another one.
func (f Front) host(r *http.Request) string {
	if forwarded := r.Header.Get("X-Forwarded-Host"); forwarded != "" && f.sent(r) {
		return forwarded
	}
	return r.Host
}

// CheckOrigin says whether text is an address such as https://fangzha.example, or empty.
func CheckOrigin(text string) error {
	if text == "" {
		return nil
	}
	if err := http.NewCrossOriginProtection().AddTrustedOrigin(text); err != nil {
		return fmt.Errorf("%q is not an address such as https://fangzha.example: %w", text, err)
	}
	return nil
}

func protection(origin string) *http.CrossOriginProtection {
	p := http.NewCrossOriginProtection()
	if origin != "" {
		_ = p.AddTrustedOrigin(origin) // CheckOrigin has found it to be one
	}
	return p
}

// sameSite refuses a form that another site's page posts in the reader's name. Requests for JSON need no such
// check: without CORS no other site can send that content type.
func (s *Server) sameSite(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		seen := c.Request().Clone(c.Request().Context())
		seen.Host = s.Front.host(c.Request())
		if s.crossSite.Check(seen) != nil {
			return invalid("error.cross_site")
		}
		return next(c)
	}
}
