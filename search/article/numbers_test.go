package article

import "testing"

func TestNumbers(t *testing.T) {
	for _, test := range []struct {
		text    string
		refused bool
	}{
		{"請撥 110。", true},
		{"call 96110 now", true},
		{"dial 110 96110", true},
		{"轉了 110 元", false},
		{"110 people came", false},
		{"在 2026-11-22 之前", false},
		{"13800138000", true},
		{"400-123-4567", true},
		{"95588 來電", true},
		{"00 44 20 7946 0000", true},
		{"步驟 1、2、3", false},
		{"12,345 yuan", false},
		{"號碼前面有 00 或 +", false},
		{"1101 號房", false},
		{"１１０", true},
		{"撥 11O", true},
		{"撥 l10 報警", true},
		{"call 96|1O now", true},
		{"撥11O報警", true},
		{"cyrillic 11О", true},
		{"l3800l38000", true},
		{"Room 1O, IO stories", false},
		{"3D 列印, O2O, 5G", false},
	} {
		c := &checker{report: &Report{}, data: &data{hotlines: map[string]string{"110": "report", "96110": "advise"}}}
		c.checkNumbers(&file{}, 1, test.text, "")
		if refused := c.report.Errors() > 0; refused != test.refused {
			t.Errorf("%q: refused %v, want %v", test.text, refused, test.refused)
		}
	}
}
