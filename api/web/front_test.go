package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

func TestTheAddressBehindTrustedProxiesIsFound(t *testing.T) {
	proxies, err := ParseProxies("127.0.0.0/8, 10.0.0.0/8,::1/128")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ remote, forwarded, want string }{
		"no proxy":                      {"203.0.113.5:1", "", "203.0.113.5"},
		"a stranger's header":           {"203.0.113.5:1", "198.51.100.1", "203.0.113.5"},
		"our proxy":                     {"127.0.0.1:1", "203.0.113.5", "203.0.113.5"},
		"our proxy over IPv6":           {"[::1]:1", "203.0.113.5", "203.0.113.5"},
		"two of ours and a forged one":  {"127.0.0.1:1", "198.51.100.1, 203.0.113.5, 10.1.2.3", "203.0.113.5"},
		"a private network is no proxy": {"192.168.1.9:1", "203.0.113.5", "192.168.1.9"},
	} {
		t.Run(name, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodGet, "/", nil)
			r.RemoteAddr = c.remote
			if c.forwarded != "" {
				r.Header.Set("X-Forwarded-For", c.forwarded)
			}
			if got := (Front{Proxies: proxies}).extractor()(r); got != c.want {
				t.Errorf("address %s, want %s", got, c.want)
			}
		})
	}
}

func TestNetlifysSignatureProvesWhoAsks(t *testing.T) {
	secret := strings.Repeat("s", minSignature)
	sign := func(method jwt.SigningMethod, key any, claims jwt.MapClaims) string {
		text, err := jwt.NewWithClaims(method, claims).SignedString(key)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	soon, past := time.Now().Add(time.Minute).Unix(), time.Now().Add(-time.Minute).Unix()
	netlify := jwt.MapClaims{"iss": "netlify", "exp": soon}
	const reader, edge = "198.51.100.7", "203.0.113.5"
	for name, c := range map[string]struct {
		sign, client, want string
	}{
		"signed":               {sign(jwt.SigningMethodHS256, []byte(secret), netlify), reader, reader},
		"signed, over IPv6":    {sign(jwt.SigningMethodHS256, []byte(secret), netlify), "2001:db8::7", "2001:db8::7"},
		"signed, no address":   {sign(jwt.SigningMethodHS256, []byte(secret), netlify), "", edge},
		"not signed":           {"", reader, edge},
		"another secret":       {sign(jwt.SigningMethodHS256, []byte(strings.Repeat("t", minSignature)), netlify), reader, edge},
		"another hash":         {sign(jwt.SigningMethodHS512, []byte(secret), netlify), reader, edge},
		"no hash at all":       {sign(jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, netlify), reader, edge},
		"another issuer":       {sign(jwt.SigningMethodHS256, []byte(secret), jwt.MapClaims{"iss": "me", "exp": soon}), reader, edge},
		"too late":             {sign(jwt.SigningMethodHS256, []byte(secret), jwt.MapClaims{"iss": "netlify", "exp": past}), reader, edge},
		"valid for ever":       {sign(jwt.SigningMethodHS256, []byte(secret), jwt.MapClaims{"iss": "netlify"}), reader, edge},
		"no signature of ours": {"x.y.z", reader, edge},
	} {
		t.Run(name, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodGet, "http://service.example/", nil)
			r.RemoteAddr = edge + ":443"
			r.Header.Set(signatureHeader, c.sign)
			r.Header.Set(clientHeader, c.client)
			r.Header.Set("X-Forwarded-Proto", "https")
			r.Header.Set("X-Forwarded-Host", "fangzha.example")
			front := Front{Signature: Signature(secret)}
			if got := front.extractor()(r); got != c.want {
				t.Errorf("address %s, want %s", got, c.want)
			}
			believed := c.want != edge
			if front.secure(r) != believed || (front.host(r) == "fangzha.example") != believed {
				t.Errorf("https %t at %s, want the headers believed: %t", front.secure(r), front.host(r), believed)
			}
			if got := (Front{}).extractor()(r); got != edge {
				t.Errorf("without a secret the address is %s, want %s", got, edge)
			}
		})
	}
}
