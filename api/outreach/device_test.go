package outreach

import (
	"strings"
	"testing"
)

func TestADeviceHashIsForOnePresenterAndYear(t *testing.T) {
	secret, other := Secret(strings.Repeat("a", 32)), Secret(strings.Repeat("b", 32))
	d := secret.DeriveDevice("017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
	first := secret.DeviceHash(d, "p-1", 2026)
	if first != secret.DeviceHash(d, "p-1", 2026) {
		t.Error("the hash is not the same twice")
	}
	seen := map[string]string{first: "the first"}
	for name, hash := range map[string]string{
		"another presenter":      secret.DeviceHash(d, "p-2", 2026),
		"another year":           secret.DeviceHash(d, "p-1", 2027),
		"another secret":         other.DeviceHash(d, "p-1", 2026),
		"another device":         secret.DeviceHash(Device{1}, "p-1", 2026),
		"year and presenter mix": secret.DeviceHash(d, "6 p-1", 202),
	} {
		if seen[hash] != "" {
			t.Errorf("%s has the hash of %s", name, seen[hash])
		}
		seen[hash] = name
	}
	if strings.Contains(first, d.String()) {
		t.Error("the hash shows the device")
	}
}

func TestDevicesAreReadBack(t *testing.T) {
	secret := Secret(strings.Repeat("a", 32))
	d := secret.DeriveDevice("017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
	if d != secret.DeriveDevice("017f22e2-79b0-7cc3-98c4-dc0c0c07398f") || d == secret.DeriveDevice("017f22e2-79b0-7cc3-98c4-dc0c0c073990") {
		t.Error("the derived device must follow the key")
	}
	if got, ok := ParseDevice(d.String()); !ok || got != d {
		t.Errorf("%q is read as %v, %t", d.String(), got, ok)
	}
	for _, text := range []string{"", "a", d.String() + "A", d.String()[:21] + "=", strings.Repeat("!", 22), d.String()[:21] + "_"} {
		if _, ok := ParseDevice(text); ok {
			t.Errorf("%q is taken for a device", text)
		}
	}
}

func TestAShortSecretIsRefused(t *testing.T) {
	if _, err := NewSecret(strings.Repeat("a", 31)); err == nil {
		t.Error("31 characters are accepted")
	}
	if _, err := NewSecret(strings.Repeat("a", 32)); err != nil {
		t.Error(err)
	}
}
