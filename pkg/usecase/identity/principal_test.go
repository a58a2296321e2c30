package identity_test

import (
	"testing"

	"hsmp.example/cases/pkg/usecase/identity"
)

func TestAPersonIsKnownByIssuerAndSubjectOnly(t *testing.T) {
	t.Parallel()
	one := identity.Principal{Issuer: "https://a.example", Subject: "1", Name: "A"}
	same := identity.Principal{Issuer: "https://a.example", Subject: "1", Name: "B", Roles: []identity.Role{identity.Auditor}}
	other := identity.Principal{Issuer: "https://b.example", Subject: "1"}
	if one.Person() != same.Person() {
		t.Error("want the same person under another name and role")
	}
	if one.Person() == other.Person() {
		t.Error("want another person at another issuer")
	}
	if got := len(one.Person()); got != 32 {
		t.Errorf("want 32 digits, got %d", got)
	}
}
