package web

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/labstack/echo/v4"

	"fangzha/api/outreach"
)

// decode reads a JSON body into the struct that to points at. It is strict, so that a client's mistake is heard
// at its first request: an unknown or repeated name, a name in another case, null, anything after the object,
// broken UTF-8, an empty body or another content type are each an *outreach.Error with its own message.
func decode(c echo.Context, to any) error {
	if !isJSON(c.Request().Header.Get("Content-Type")) {
		return invalid("error.content_type")
	}
	data, err := readBody(c)
	if err != nil {
		return err
	}
	d := jsontext.NewDecoder(bytes.NewReader(data))
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		return invalid("error.body_empty")
	case !utf8.Valid(data):
		return invalid("error.body_utf8")
	case d.PeekKind() != '{':
		return notAnObject(d)
	}
	if err := json.UnmarshalDecode(d, to, json.RejectUnknownMembers(true)); err != nil {
		return explain(err, reflect.TypeOf(to).Elem())
	}
	if _, err := d.ReadToken(); !errors.Is(err, io.EOF) {
		return invalid("error.body_trailing")
	}
	return refuseNull(data)
}

func isJSON(contentType string) bool {
	media, parameters, err := mime.ParseMediaType(contentType)
	charset := parameters["charset"]
	return err == nil && media == "application/json" && (charset == "" || strings.EqualFold(charset, "utf-8"))
}

// readBody gives the whole body, whose size Server.bound limits. A body that breaks off is the sender's
// affair and not logged: such errors hold addresses.
func readBody(c echo.Context) ([]byte, error) {
	data, err := io.ReadAll(c.Request().Body)
	return data, bodyError(err)
}

func bodyError(err error) error {
	var tooLarge *http.MaxBytesError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &tooLarge):
		return &outreach.Error{Code: outreach.TooLarge, Message: "error.too_large"}
	}
	return invalid("error.body_unreadable")
}

func notAnObject(d *jsontext.Decoder) error {
	if _, err := d.ReadValue(); err != nil {
		return invalid("error.body_not_json")
	}
	return invalid("error.body_not_object")
}

// explain finds the field that an error of the decoder is about.
func explain(err error, shape reflect.Type) error {
	var syntactic *jsontext.SyntacticError
	if errors.As(err, &syntactic) {
		if errors.Is(syntactic.Err, jsontext.ErrDuplicateName) {
			return invalid("error.invalid", outreach.FieldError{Field: fieldName(syntactic.JSONPointer), Message: "field.duplicate"})
		}
		return invalid("error.body_not_json")
	}
	var semantic *json.SemanticError
	if !errors.As(err, &semantic) {
		return invalid("error.body_not_json")
	}
	name := fieldName(semantic.JSONPointer)
	if errors.Is(semantic.Err, json.ErrUnknownName) {
		if proper, ok := nameInOtherCase(shape, name); ok {
			return invalid("error.invalid", outreach.FieldError{Field: name, Message: "field.case", Args: map[string]string{"name": proper}})
		}
		return invalid("error.invalid", outreach.FieldError{Field: name, Message: "field.unknown"})
	}
	message := "field.text"
	switch semantic.GoType.Kind() {
	case reflect.Int:
		message = "field.number"
	case reflect.Bool:
		message = "field.boolean"
	case reflect.Slice:
		message = "field.list"
	case reflect.Struct:
		message = "field.object"
	}
	return invalid("error.invalid", outreach.FieldError{Field: name, Message: message})
}

// fieldName is the place of a field as errors name it: answers.0.item.
func fieldName(at jsontext.Pointer) string {
	return strings.Join(slices.Collect(at.Tokens()), ".")
}

func nameInOtherCase(shape reflect.Type, name string) (string, bool) {
	for i := range shape.NumField() {
		if proper := shape.Field(i).Tag.Get("json"); strings.EqualFold(proper, name) {
			return proper, true
		}
	}
	return "", false
}

// refuseNull refuses null where the decoder would take it for the empty value.
func refuseNull(data []byte) error {
	var members map[string]jsontext.Value
	if err := json.Unmarshal(data, &members); err != nil {
		return invalid("error.body_not_json")
	}
	for name, value := range members {
		if value.Kind() == 'n' {
			return invalid("error.invalid", outreach.FieldError{Field: name, Message: "field.null"})
		}
	}
	return nil
}

// answer sends a body as JSON.
func answer(c echo.Context, status int, body any) error {
	data, err := json.Marshal(body)
	if err != nil {
		return err
	}
	c.Response().Header().Set("Content-Length", strconv.Itoa(len(data))) // else answers above 2 KB go out in chunks
	return c.Blob(status, "application/json; charset=utf-8", data)
}
