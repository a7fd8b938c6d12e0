package poster

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"fangzha/api/outreach"
)

// Notice is what a sheet says of a seminar or a presenter, in one language.
type Notice struct {
	Lang       string // zh-hant, zh-hans or en
	Title      string // the seminar's, or what the presenter agreed to show
	Details    []string
	Code       outreach.Code
	CheckWords [2]string

	host string // as people type it
	url  string // of the QR
	say  func(key string, args map[string]string) string
}

// NewNotice collects the words for a printed code. origin is the site's address, such as https://fangzha.example.
func NewNotice(r *outreach.Registry, secret outreach.Secret, target outreach.Target, origin, lang string) (Notice, error) {
	site, err := url.Parse(origin)
	if err != nil || site.Host == "" || site.Scheme != "https" && site.Scheme != "http" {
		return Notice{}, fmt.Errorf("%q is not an address such as https://fangzha.example", origin)
	}
	n := Notice{
		Lang: lang, Code: target.Code, host: strings.ToLower(site.Host),
		say: func(key string, args map[string]string) string { return r.Message(key, lang, args) },
		// In capitals a QR needs fewer modules, and hosts lead /S/ where /s/ leads.
		url: strings.ToUpper(site.Scheme + "://" + site.Host + "/S/" + string(target.Code)),
	}
	presenter, team, area := target.Presenter.Label.In(lang), target.Team.Name.In(lang), target.Area.Name.In(lang)
	seminar := ""
	if target.Seminar == nil {
		n.Title = presenter
		if strings.HasPrefix(presenter, team) { // a label of team and number has said it
			n.Details = []string{area}
		} else {
			n.Details = []string{team, area}
		}
	} else {
		seminar = target.Seminar.ID
		n.Title = target.Seminar.Title.In(lang)
		n.Details = []string{
			n.when(r, target.Seminar), target.Seminar.Venue.In(lang),
			n.say("poster.presenter", map[string]string{"presenter": presenter}),
		}
	}
	n.CheckWords = r.CheckWords(secret, target.Presenter.ID, seminar).In(lang)
	return n, nil
}

// when says day and time as people of the language write them, in the registry's time zone.
func (n Notice) when(r *outreach.Registry, s *outreach.Seminar) string {
	starts, ends := r.Local(s.Starts), r.Local(s.Ends)
	weekday, month := starts.Weekday().String(), starts.Month().String()
	if n.Lang != "en" {
		weekday = "星期" + string([]rune("日一二三四五六")[starts.Weekday()])
		month = strconv.Itoa(int(starts.Month()))
	}
	return n.say("poster.when", map[string]string{
		"weekday": weekday, "day": strconv.Itoa(starts.Day()), "month": month, "year": strconv.Itoa(starts.Year()),
		"from": starts.Format("15:04"), "to": ends.Format("15:04"),
	})
}

// text is a message without placeholders.
func (n Notice) text(key string) string { return n.say(key, nil) }

// address is where a code is typed, check where a poster is compared, both as people type them. A long one may be
// broken before a dot or a stroke.
func (n Notice) address() string { return breakable(n.host + "/s") }

func (n Notice) check() string { return breakable(n.host + "/verify") }

func breakable(address string) string {
	return strings.NewReplacer(".", string(mayBreak)+".", "/", string(mayBreak)+"/").Replace(address)
}

// language is the BCP 47 tag of the notice.
func (n Notice) language() string {
	switch n.Lang {
	case "zh-hant":
		return "zh-Hant"
	case "zh-hans":
		return "zh-Hans"
	}
	return n.Lang
}
