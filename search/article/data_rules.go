package article

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// numberOfLevels is fixed by the design: from 防詐新丁 to 防詐巨匠.
const numberOfLevels = 6

// checkAreas: district > street > community, each under one of the kind above it.
func (d *data) checkAreas() {
	parents := map[string]string{"district": "", "street": "district", "community": "street"}
	for _, e := range d.entries["areas"] {
		level, id := e.string("level"), e.string("parent")
		above, known := parents[level]
		if !known {
			d.report.add(d.file("areas"), e.lines["level"], "level: %q is not one of district, street, community", level)
			continue
		}
		parent, ok := d.find("areas", id)
		switch {
		case above == "" && id == "":
		case above == "":
			d.report.add(d.file("areas"), e.lines["parent"], "parent: a district has none: write ''")
		case !ok:
			d.report.add(d.file("areas"), e.lines["parent"], "parent: there is no area %q%s", id, didYouMean(id, d.ids("areas")))
		case parent.string("level") != above:
			d.report.add(d.file("areas"), e.lines["parent"], "parent: a %s lies in a %s, and %q is a %s", level, above, id, parent.string("level"))
		}
	}
}

func (d *data) checkPeople() {
	for _, e := range d.entries["teams"] {
		d.reference("teams", e, "area", "areas.yaml", d.ids("areas"))
	}
	for _, e := range d.entries["presenters"] {
		d.reference("presenters", e, "area", "areas.yaml", d.ids("areas"))
		d.reference("presenters", e, "team", "teams.yaml", d.ids("teams"))
		_, named := e.values["name"]
		switch display := e.string("display"); {
		case display != "name" && display != "number":
			d.report.add(d.file("presenters"), e.lines["display"], "display: %q is not one of number, name", display)
		case display == "name" && !named:
			d.report.add(d.file("presenters"), e.line, "display is name, but there is no name")
		case display == "number" && named:
			d.report.add(d.file("presenters"), e.lines["name"], "name: the presenter chose to show the number only, and this file is public: delete the name")
		}
		if number, ok := e.values["number"]; ok {
			if text, is := number.text(); !is || text == "" {
				d.report.add(d.file("presenters"), number.line, "number: put quotes around it: a badge number may begin with 0")
			}
		}
	}
}

func (d *data) checkLevels() {
	levels := d.entries["levels"]
	if len(levels) != numberOfLevels {
		d.report.add(d.file("levels"), 0, "there must be %d levels, these are %d", numberOfLevels, len(levels))
	}
	before := int64(-1)
	for i, e := range levels {
		points, ok := e.values["points"].whole()
		switch {
		case !ok:
			continue
		case i == 0 && points != 0:
			d.report.add(d.file("levels"), e.lines["points"], "points: the first level begins at 0")
		case points <= before:
			d.report.add(d.file("levels"), e.lines["points"], "points: %d is not more than %d, the points of the level before", points, before)
		}
		before = points
	}
}

// checkCodes: a printed code hangs on walls for years, so that each names something that exists.
func (d *data) checkCodes(seminars []string) {
	seen := map[string]bool{}
	for _, e := range d.entries["codes"] {
		code, name := e.string("code"), d.file("codes")
		given, has := e.values["code"]
		_, isText := given.text()
		switch {
		case has && !isText:
			d.report.add(name, given.line, "code: YAML reads %s as a number: put quotes around it", given.node.String())
		case !crockford(code):
			d.report.add(name, e.lines["code"], "code: %q is not eight characters of 0-9 and A-Z without I, L, O and U", code)
		case strings.Trim(code, "0123456789") == "":
			d.report.add(name, e.lines["code"], "code: %q has no letter: eight digits are what people type from the presenter's screen; go run ./api codes new draws a code", code)
		}
		if seen[code] {
			d.report.add(name, e.lines["code"], "code: %q stands twice: each code names one presenter or seminar for ever", code)
		}
		seen[code] = true
		_, hasPresenter := e.values["presenter"]
		_, hasSeminar := e.values["seminar"]
		switch kind := e.string("kind"); {
		case kind == "presenter" && hasPresenter && !hasSeminar:
			d.reference("codes", e, "presenter", "presenters.yaml", d.ids("presenters"))
		case kind == "seminar" && hasSeminar && !hasPresenter:
			d.reference("codes", e, "seminar", "content/zh-hant/seminars", seminars)
		case kind == "presenter" || kind == "seminar":
			d.report.add(name, e.line, "a code of kind %s has the key %s and not the other one", kind, kind)
		default:
			d.report.add(name, e.lines["kind"], "kind: %q is not one of presenter, seminar", kind)
		}
	}
}

// checkCheckWords: people say them across a hall, so that no two may be the same in any language.
func (d *data) checkCheckWords() {
	name := d.file("checkwords")
	for _, lang := range languages() {
		seen := map[string]bool{}
		for _, e := range d.entries["checkwords"] {
			word, given := e.values[lang]
			if !given {
				continue // a missing key is reported already, and zh-hans is generated
			}
			text, _ := word.text()
			if strings.TrimSpace(text) == "" || strings.ContainsAny(text, " ,，、") {
				d.report.add(name, word.line, "%s: %q is not one word", lang, text)
			}
			if seen[text] {
				d.report.add(name, word.line, "%s: %q stands twice: choose another thing", lang, text)
			}
			seen[text] = true
		}
	}
}

func (d *data) checkEmergency() {
	name := d.file("emergency")
	keys := []string{"role", "number", "label", "url", "checked"}
	for _, place := range d.entries["emergency"] {
		numbers := d.numbers(place)
		if !slices.ContainsFunc(numbers, func(e entry) bool { return e.string("role") == "report" }) {
			d.report.add(name, place.line, "numbers: %q has no number with the role report, the one that articles tell readers to dial first", place.string("id"))
		}
		for _, e := range numbers {
			d.checkKeys(dataSchema{name: "emergency", required: keys}, e)
			d.checkName("emergency", e, "label")
			if role := e.string("role"); !slices.Contains(hotlineRoles(), role) {
				d.report.add(name, e.lines["role"], "role: %q is not one of %s", role, strings.Join(hotlineRoles(), ", "))
			}
			if number := e.string("number"); !regexp.MustCompile(`^\d[\d ]*\d$`).MatchString(number) {
				d.report.add(name, e.lines["number"], "number: must be digits and spaces in quotes, such as \"110\": %s", number)
			}
			if address, err := url.Parse(e.string("url")); err != nil || address.Scheme != "https" || address.Host == "" {
				d.report.add(name, e.lines["url"], "url: must begin with https://, so that editors can compare the number with its office")
			}
			if day := e.string("checked"); !isDay(day) {
				d.report.add(name, e.lines["checked"], "checked: %q is not a day as YYYY-MM-DD", day)
			}
		}
	}
}
