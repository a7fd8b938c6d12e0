package poster

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"fangzha/api/outreach"
)

func readFace(t *testing.T) *Face {
	t.Helper()
	raw, err := os.ReadFile("../../site/assets/fonts/NotoSansSC_700Bold.ttf")
	if err != nil {
		t.Fatal(err)
	}
	face, err := NewFace(raw)
	if err != nil {
		t.Fatal(err)
	}
	return face
}

// longest are texts as long as `search check` lets them be (80 characters), of ordinary words.
func longest() map[string]string {
	return map[string]string{
		"zh-hant": strings.Repeat("社區長者與家人一起學會分辨電話騙局", 5)[:80*3],
		"zh-hans": strings.Repeat("社区长者与家人一起学会分辨电话骗局", 5)[:80*3],
		"en":      "Neighbourhood workshop for grandparents: how investment mentors win your trust !",
	}
}

// notices gives one of a seminar and one of a badge in every language, with texts of the longest and the shortest kind.
func notices(t *testing.T) map[string]Notice {
	t.Helper()
	raw, err := os.ReadFile("../testdata/site/registry.json")
	if err != nil {
		t.Fatal(err)
	}
	var tree map[string]any
	if err := json.Unmarshal(raw, &tree); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("../../site/data/messages.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var messages map[string]map[string]string
	if err := yaml.Unmarshal(text, &messages); err != nil {
		t.Fatal(err)
	}
	tree["messages"] = messages
	if raw, err = json.Marshal(tree); err != nil {
		t.Fatal(err)
	}
	registry, err := outreach.ParseRegistry(raw)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]Notice{}
	for lang, long := range longest() {
		for _, code := range []outreach.Code{"FR23R1AV", "VA8HT6J7"} {
			for name, origin := range map[string]string{"short": "https://fz.cn", "long": "https://anti-fraud.xihe-district.example.gov.cn"} {
				target, _ := registry.Find(code)
				n, err := NewNotice(registry, outreach.Secret("a secret of this test, 32 characters"), target, origin, lang)
				if err != nil {
					t.Fatal(err)
				}
				if name == "long" {
					n.Title = long
					n.Details[len(n.Details)-1] = string([]rune(long)[:40]) // who
					if target.Seminar != nil {
						n.Details[1] = long // where
					}
					n.CheckWords = [2]string{"strawberry", "thermometer"}
				}
				all[fmt.Sprintf("%s %s %s", name, code, lang)] = n
			}
		}
	}
	return all
}

// everySheet draws each kind of each notice.
func everySheet(t *testing.T, face *Face, draw func(name string, s *Sheet)) {
	t.Helper()
	for name, n := range notices(t) {
		a4, err := A4(face, n)
		if err != nil {
			t.Errorf("A4, %s: %v", name, err)
			continue
		}
		draw("A4, "+name, a4)
		card, err := Card(face, n)
		if err != nil {
			t.Errorf("card, %s: %v", name, err)
			continue
		}
		draw("card, "+name, card)
		slips, err := Slips(face, n, 1365, func(number int) outreach.SlipID {
			return outreach.Secret("a secret of this test, 32 characters").Slip("p-1", n.Code, number)
		})
		if err != nil {
			t.Errorf("slips, %s: %v", name, err)
			continue
		}
		draw("slips, "+name, slips)
	}
}

// frame is the rectangle that a mark covers.
type frame struct {
	what                     string
	left, top, right, bottom float64
}

func (f frame) crosses(other frame) bool {
	const touch = 0.05 // mm
	return f.left < other.right-touch && other.left < f.right-touch && f.top < other.bottom-touch && other.top < f.bottom-touch
}

func frames(face *Face, s *Sheet) (text []frame) {
	for _, m := range s.marks {
		switch m := m.(type) {
		case words: // from the top of capitals and Chinese characters to below the descenders
			text = append(text, frame{m.text, m.x, m.y - 0.86*m.size, m.x + face.width(m.text, m.size), m.y + 0.2*m.size})
		case rule:
			if !m.dashed {
				text = append(text, frame{"a line", m.x1, m.y1 - 0.3, m.x2, m.y2 + 0.3})
			}
		case modules:
			last := m.runs[len(m.runs)-1]
			text = append(text, frame{"the QR", m.x, m.y, m.x + float64(last.row+1)*m.side, m.y + float64(last.row+1)*m.side})
		}
	}
	return text
}

func TestNoTextLeavesTheSheetOrCrossesAnother(t *testing.T) {
	face := readFace(t)
	everySheet(t, face, func(name string, s *Sheet) {
		text := frames(face, s)
		for i, a := range text {
			const margin = 9
			if a.left < margin || a.top < margin || a.right > s.Width-margin || a.bottom > s.Height-margin {
				t.Errorf("%s: %q leaves the page: %+v", name, a.what, a)
			}
			for _, b := range text[i+1:] {
				if a.crosses(b) {
					t.Errorf("%s: %q and %q lie upon each other: %+v %+v", name, a.what, b.what, a, b)
				}
			}
		}
		if len(text) < 8 {
			t.Errorf("%s: only %d marks", name, len(text))
		}
	})
}

func TestTextStaysInItsBox(t *testing.T) {
	face := readFace(t)
	everySheet(t, face, func(name string, s *Sheet) {
		for _, m := range s.marks {
			b, ok := m.(box)
			if !ok {
				continue
			}
			around := frame{"", b.x, b.y, b.x + b.width, b.y + b.height}
			for _, text := range frames(face, s) {
				inside := text.left >= around.left && text.right <= around.right && text.top >= around.top && text.bottom <= around.bottom
				if text.crosses(around) && !inside {
					t.Errorf("%s: %q stands half in a box: %+v in %+v", name, text.what, text, around)
				}
			}
		}
	})
}

func TestSlipsStayBetweenTheirCuts(t *testing.T) {
	face := readFace(t)
	everySheet(t, face, func(name string, s *Sheet) {
		for _, m := range s.marks {
			cut, ok := m.(rule)
			if !ok || !cut.dashed {
				continue
			}
			for _, text := range frames(face, s) {
				if text.crosses(frame{"", cut.x1 - 0.5, cut.y1 - 0.5, cut.x2 + 0.5, cut.y2 + 0.5}) {
					t.Errorf("%s: a cut goes through %q", name, text.what)
				}
			}
		}
	})
}

func TestAPosterIsReadFromAMetreAway(t *testing.T) {
	face := readFace(t)
	for name, n := range notices(t) {
		s, err := A4(face, n)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range s.marks {
			if m, ok := m.(modules); ok && m.side < 2 {
				t.Errorf("%s: a module is %.1f mm", name, m.side)
			}
		}
	}
}

func TestATextThatCannotBePrintedIsAnError(t *testing.T) {
	face := readFace(t)
	for name, c := range map[string]struct{ title, says string }{
		"far too long":                 {strings.Repeat("騙局", 400), "shorten it"},
		"a word wider than the page":   {strings.Repeat("a", 200), "shorten it"},
		"a character the font has not": {"Coffee ☕︎ morning", "the font has no character"},
		"a control character":          {"two\nlines", "the font has no character"},
	} {
		t.Run(name, func(t *testing.T) {
			n := notices(t)["short VA8HT6J7 en"]
			n.Title = c.title
			for kind, draw := range map[string]func(*Face, Notice) (*Sheet, error){"A4": A4, "card": Card} {
				if _, err := draw(face, n); err == nil || !strings.Contains(err.Error(), c.says) {
					t.Errorf("%s: %v, want %q in it", kind, err, c.says)
				}
			}
		})
	}
}

func TestLinesBreakWhereChineseMayBreak(t *testing.T) {
	for text, want := range map[string]string{
		"不索取金錢，也不叫人":          "不|索|取|金|錢，|也|不|叫|人",
		"按「登記」就可以":            "按|「登|記」|就|可|以",
		"打開 fz.cn/s 看":        "打|開 |fz.cn/s |看",
		"two short words.":    "two |short |words.",
		"fz\u200b.cn\u200b/s": "fz|.cn|/s",
	} {
		if got := strings.Join(unbreakable(text), "|"); got != want {
			t.Errorf("%q breaks as %s, want %s", text, got, want)
		}
	}
}

func TestTheSameSheetMakesTheSameFile(t *testing.T) {
	face := readFace(t)
	s, err := A4(face, notices(t)["short VA8HT6J7 zh-hant"])
	if err != nil {
		t.Fatal(err)
	}
	made := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	var first, second bytes.Buffer
	for _, to := range []*bytes.Buffer{&first, &second} {
		if err := WritePDF(to, face, []*Sheet{s}, made); err != nil {
			t.Fatal(err)
		}
		if err := WriteSVG(to, face, s); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("two files of one sheet differ")
	}
}

// The colours of paper are those of the screen.
func TestInksAreTokensOfTheSite(t *testing.T) {
	css, err := os.ReadFile("../../site/assets/css/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	for token, ink := range map[string]ink{
		"ink": inkColour(), "quiet": quiet(), "line": line(), "jade": jade(), "jade-deep": jadeDeep(), "jade-wash": jadeWash(),
		"amber": amber(), "amber-wash": amberWash(), "surface": white(),
	} {
		first := regexp.MustCompile(`--fz-` + token + `: (#[0-9a-f]{6});`).FindSubmatch(css) // the light scheme stands first
		if first == nil || string(first[1]) != ink.String() {
			t.Errorf("%s is %s on paper and %s on the screen", token, ink, first)
		}
	}
}
