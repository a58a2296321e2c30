package identity

import (
	"slices"
	"testing"
)

func TestEverySeededPersonIsComplete(t *testing.T) {
	t.Parallel()
	d, err := Read()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, p := range d.People {
		if p.Name == "" || p.Email == "" || p.Locale == "" || len(p.Roles) == 0 {
			t.Errorf("%s lacks a name, an e-mail, a locale or a role", p.User)
		}
		if seen[p.Sub] || seen[p.User] {
			t.Errorf("%s or its sub is there twice", p.User)
		}
		seen[p.Sub], seen[p.User] = true, true
		if !slices.Contains([]string{"az", "en", "ru", "tr"}, p.Locale) {
			t.Errorf("%s has the locale %q, want one of the four languages", p.User, p.Locale)
		}
		if slices.Contains(p.Roles, "officer") && p.Authority == "" {
			t.Errorf("%s is an officer of no authority", p.User)
		}
	}
}

func TestEveryRoleAndAuthorityHasSomebody(t *testing.T) {
	t.Parallel()
	d, err := Read()
	if err != nil {
		t.Fatal(err)
	}
	for _, role := range []string{"applicant", "officer", "supervisor", "decision-officer", "objection-reviewer",
		"employer", "auditor", "administrator"} {
		if len(d.WithRole(role)) == 0 {
			t.Errorf("nobody has the role %s", role)
		}
	}
	if got := len(d.WithRole("applicant")); got < 12 {
		t.Errorf("want at least 12 applicants, got %d", got)
	}
	for _, authority := range []string{"sms", "economy", "science-education", "labour", "digital",
		"energy", "health", "finance", "culture", "youth-sports"} {
		served := slices.ContainsFunc(d.WithRole("officer"), func(p Person) bool { return p.Authority == authority })
		if !served {
			t.Errorf("the authority %s has no officer", authority)
		}
	}
}
