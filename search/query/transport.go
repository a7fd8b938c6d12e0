package query

import (
	"io"
	"net/http"
)

// maxAnswer is the most that is read of one answer, in bytes. The largest honest one is about a tenth of it.
const maxAnswer = 4 << 20

// boundedTransport cuts bodies at maxAnswer, because meilisearch-go reads them to the end whatever their size.
type boundedTransport struct{ next http.RoundTripper }

func (t boundedTransport) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := t.next.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	response.Body = boundedBody{Reader: io.LimitReader(response.Body, maxAnswer), Closer: response.Body}
	return response, nil
}

type boundedBody struct {
	io.Reader
	io.Closer
}
