package outreach

import (
	"strings"
	"testing"
)

func TestASlipIsKnownAgainAsItIsTyped(t *testing.T) {
	secret := Secret("a secret of this test, 32 characters")
	for _, number := range []int{1, 24, 25, 1000, MaxSlip} {
		slip := secret.Slip("a", "VA8HT6J7", number)
		for _, typed := range []string{string(slip), slip.Print(), strings.ToLower(" " + slip.Print() + "。")} {
			if got, ok := secret.CheckSlip("a", "VA8HT6J7", typed); !ok || got != number {
				t.Errorf("slip %d typed as %q is read as %d, %t", number, typed, got, ok)
			}
		}
		if secret.Slip("a", "VA8HT6J7", number) != slip {
			t.Errorf("slip %d is another one the second time", number)
		}
	}
}

func TestASlipThatWeDidNotPrintIsRefused(t *testing.T) {
	secret := Secret("a secret of this test, 32 characters")
	slip := secret.Slip("a", "VA8HT6J7", 7)
	for name, c := range map[string]struct {
		secret    Secret
		presenter string
		code      Code
		typed     string
	}{
		"of another presenter": {secret, "b", "VA8HT6J7", string(slip)},
		"of another code":      {secret, "a", "FR23R1AV", string(slip)},
		"of another secret":    {Secret("another secret of this test, 32 char"), "a", "VA8HT6J7", string(slip)},
		"with another number":  {secret, "a", "VA8HT6J7", "008" + string(slip[3:])},
		"with number 0":        {secret, "a", "VA8HT6J7", string(secret.Slip("a", "VA8HT6J7", 0))},
		"cut off":              {secret, "a", "VA8HT6J7", string(slip[:7])},
		"empty":                {secret, "a", "VA8HT6J7", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if number, ok := c.secret.CheckSlip(c.presenter, c.code, c.typed); ok {
				t.Errorf("%q is taken for slip %d", c.typed, number)
			}
		})
	}
}

// One in 2^25 guesses is right; here every sign of the tag is changed once.
func TestEverySignOfASlipCounts(t *testing.T) {
	secret := Secret("a secret of this test, 32 characters")
	slip := secret.Slip("a", "VA8HT6J7", 7)
	for i := range slip {
		for _, sign := range crockford {
			other := string(slip[:i]) + string(sign) + string(slip[i+1:])
			if _, ok := secret.CheckSlip("a", "VA8HT6J7", other); ok != (other == string(slip)) {
				t.Errorf("%s beside %s: %t", other, slip, ok)
			}
		}
	}
}
