package web

import (
	"fmt"
	"net/http"
	"net/netip"

	"github.com/golang-jwt/jwt/v5"
)

// Netlify's headers on what it passes on (https://docs.netlify.com/routing/redirects/rewrites-proxies/#signed-proxy-redirects).
const (
	signatureHeader = "X-Nf-Sign"
	clientHeader    = "X-Nf-Client-Connection-Ip"
	signatureIssuer = "netlify"
)

// minSignature is in characters; RFC 7518, 3.2 wants a key as long as the hash.
const minSignature = 32

// Signature is the secret with which Netlify signs the requests that it passes on. Netlify has no fixed addresses, so
// nothing else tells its requests from those of anybody who knows where the service is. Empty: nobody signs.
type Signature []byte

// ParseSignature refuses a secret that could be guessed. "" means none.
func ParseSignature(text string) (Signature, error) {
	if text != "" && len(text) < minSignature {
		return nil, fmt.Errorf("has %d characters, needs at least %d random ones (try: openssl rand -hex 32)", len(text), minSignature)
	}
	return Signature(text), nil
}

// client gives the address of the reader that Netlify saw; false unless the request is signed and in time.
func (s Signature) client(r *http.Request) (netip.Addr, bool) {
	text := r.Header.Get(signatureHeader)
	if len(s) == 0 || text == "" {
		return netip.Addr{}, false
	}
	key := func(*jwt.Token) (any, error) { return []byte(s), nil }
	_, err := jwt.Parse(text, key, jwt.WithValidMethods([]string{"HS256"}), jwt.WithIssuer(signatureIssuer), jwt.WithExpirationRequired())
	if err != nil {
		return netip.Addr{}, false
	}
	client, err := netip.ParseAddr(r.Header.Get(clientHeader))
	return client.Unmap(), err == nil
}
