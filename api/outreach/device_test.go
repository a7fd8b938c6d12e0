package outreach

import (
	"context"
	"crypto/rand"
	"slices"
	"strings"
	"testing"
	"time"
)

// salts keeps salts in memory, one for each period. The store's own behaviour is tested on real databases.
type salts map[string]Salt

func (s *salts) Salt(_ context.Context, fresh Salt, known []string) (Salt, error) {
	if kept, ok := (*s)[fresh.Period]; ok && slices.Contains(known, kept.Secret) {
		return kept, nil
	}
	if *s == nil {
		*s = salts{}
	}
	(*s)[fresh.Period] = fresh
	return fresh, nil
}

var noon = time.Date(2026, 11, 20, 4, 0, 0, 0, time.UTC)

func hash(t *testing.T, d *Devices, device Device, presenter string, year int) string {
	t.Helper()
	h, err := d.Hash(t.Context(), device, presenter, year, noon)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestADeviceHashIsForOnePresenterAndYear(t *testing.T) {
	kept := &salts{}
	devices := &Devices{Secrets: Secrets{Current: current}, Store: kept, Random: rand.Reader}
	d := current.DeriveDevice("017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
	first := hash(t, devices, d, "p-1", 2026)
	if first != hash(t, devices, d, "p-1", 2026) || first != hash(t, &Devices{Secrets: secrets, Store: kept, Random: rand.Reader}, d, "p-1", 2026) {
		t.Error("the hash is not the same twice, or not on another replica")
	}
	if first != hash(t, &Devices{Secrets: Secrets{Current: previous, Previous: current}, Store: kept, Random: rand.Reader}, d, "p-1", 2026) {
		t.Error("after a change of the secret every phone is a new one")
	}
	day, err := devices.DayHash(t.Context(), d, "2026-11-20", noon)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{first: "the first"}
	for name, hash := range map[string]string{
		"another presenter": hash(t, devices, d, "p-2", 2026),
		"another year":      hash(t, devices, d, "p-1", 2027),
		"another device":    hash(t, devices, Device{1}, "p-1", 2026),
		"another salt":      hash(t, &Devices{Secrets: secrets, Store: &salts{}, Random: rand.Reader}, d, "p-1", 2026),
		"another secret":    hash(t, &Devices{Secrets: Secrets{Current: previous}, Store: kept, Random: rand.Reader}, d, "p-1", 2026),
		"that of the day":   day,
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
