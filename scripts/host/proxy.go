package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"time"
)

// newProxy passes requests on to the API. It tells the API who asked: X-Forwarded-For holds this connection's address
// only, because what the client sent there proves nothing.
func newProxy(origin *url.URL, down func(http.ResponseWriter, *http.Request, int), log io.Writer) *httputil.ReverseProxy {
	return &httputil.ReverseProxy{
		Rewrite: func(p *httputil.ProxyRequest) {
			p.Out.URL.Scheme, p.Out.URL.Host = origin.Scheme, origin.Host
			p.Out.Host = origin.Host
			p.SetXForwarded()
		},
		Transport: &http.Transport{
			DialContext:           (&net.Dialer{Timeout: 2 * time.Second}).DialContext,
			ResponseHeaderTimeout: 20 * time.Second,
			IdleConnTimeout:       30 * time.Second,
			MaxIdleConnsPerHost:   64,
			// The API's answer reaches the browser as it is, compressed or not.
			DisableCompression: true,
		},
		ErrorHandler: func(w http.ResponseWriter, r *http.Request, err error) {
			if r.Context().Err() != nil {
				return // the reader left
			}
			status := http.StatusBadGateway
			var network *net.OpError
			if errors.As(err, &network) && network.Op == "dial" {
				status = http.StatusServiceUnavailable
			}
			// The error of the transport holds no path and no query.
			fmt.Fprintf(log, "host: the API does not answer: %v\n", err)
			down(w, r, status)
		},
	}
}
