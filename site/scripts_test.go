package site_test

import (
	"os/exec"
	"testing"
)

// The modules of assets/js that need no page are tested by Node.
func TestScriptsInNode(t *testing.T) {
	if out, err := exec.Command("node", "--test", "unit/").CombinedOutput(); err != nil {
		t.Errorf("node --test site/unit: %v\n%s", err, out)
	}
}
