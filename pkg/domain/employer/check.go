package employer

import (
	"fmt"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"hsmp.example/cases/pkg/domain/characters"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
)

// Faults lists everything that keeps the form from being registered, all at once and each with its place.
func (f Particulars) Faults(p programme.Programme) []problem.Fault {
	var k checks
	if !slices.Contains(Kinds, f.Kind) {
		k.listed("/kind", words(Kinds))
	}
	_, faults := CheckVOEN("/voen", f.VOEN, f.Kind)
	k = append(k, faults...)
	k.text("/name", f.Name, 200)
	k.length("/trade_name", f.TradeName, 200)
	k.parent(f.Kind, f.Parent)
	k.sector(f.Sector, p)
	k.length("/activity", f.Activity, 1000)
	k.text("/address/city", f.Address.City, 100)
	k.text("/address/street", f.Address.Street, 300)
	k.length("/address/postcode", f.Address.Postcode, 20)
	k.contact(f.Contact)
	k.representative(f.Kind, f.Representative)
	if !f.Language.Valid() {
		k.listed("/language", "az, tr, en, ru")
	}
	k.declaration(f.Declaration)
	return k
}

type checks []problem.Fault

func (k *checks) add(pointer, code string, args ...string) {
	*k = append(*k, problem.At(pointer, code, args...))
}

func (k *checks) listed(pointer, options string) { k.add(pointer, "not-listed", "options", options) }

// text checks a needed text of at most most characters.
func (k *checks) text(pointer, value string, most int) {
	if characters.Trim(value) == "" {
		k.add(pointer, "required")
	}
	k.length(pointer, value, most)
}

func (k *checks) length(pointer, value string, most int) {
	if characters.Longer(value, most) {
		k.add(pointer, "too-long", "max", fmt.Sprint(most))
	}
}

// parent is needed of a branch and means nothing beside another kind, where it would be a slip in the kind.
func (k *checks) parent(kind Kind, p Parent) {
	if kind != ForeignBranch {
		if p != (Parent{}) {
			k.add("/parent", "parent-not-needed")
		}
		return
	}
	k.text("/parent/name", p.Name, 200)
	switch {
	case p.Country == "":
		k.add("/parent/country", "required")
	case !evidence.IsState(p.Country):
		k.add("/parent/country", "unknown-state")
	case p.Country == "AZE":
		k.add("/parent/country", "parent-not-foreign")
	}
}

// sector is one of the programme's fields of expertise (fact 52), so that employers and migrants are sorted alike
// (assumed).
func (k *checks) sector(sector string, p programme.Programme) {
	if _, ok := p.Field(programme.FieldID(sector)); ok {
		return
	}
	options := make([]programme.FieldID, len(p.Fields))
	for i, f := range p.Fields {
		options[i] = f.ID
	}
	k.listed("/sector", words(options))
}

func (k *checks) contact(c ContactPoint) {
	if c.Email == "" {
		k.add("/contact/email", "required")
	}
	k.email("/contact/email", c.Email)
	k.phone("/contact/phone", c.Phone)
	k.length("/contact/website", c.Website, 300)
	site, err := url.Parse(c.Website)
	if c.Website != "" && (err != nil || site.Host == "" || site.Scheme != "https" && site.Scheme != "http") {
		k.add("/contact/website", "not-address")
	}
}

func (k *checks) representative(kind Kind, r Representative) {
	if r.FamilyName+r.GivenNames == "" {
		k.add("/representative/family_name", "representative-nameless")
	}
	k.length("/representative/family_name", r.FamilyName, 100)
	k.length("/representative/given_names", r.GivenNames, 100)
	if kind != NaturalPerson && r.Position == "" {
		k.add("/representative/position", "required")
	}
	k.length("/representative/position", r.Position, 200)
	k.email("/representative/email", r.Email)
	k.phone("/representative/phone", r.Phone)
}

func (k *checks) declaration(d Affirmation) {
	for _, one := range []struct {
		pointer  string
		affirmed bool
	}{{"truthful", d.Truthful}, {"entitled", d.Entitled}, {"data_processing", d.DataProcessing}} {
		if !one.affirmed {
			k.add("/declaration/"+one.pointer, "declaration-missing")
		}
	}
}

func (k *checks) email(pointer, text string) {
	address, err := mail.ParseAddress(text)
	if text != "" && (err != nil || address.Address != text || len(text) > 254) {
		k.add(pointer, "bad-format", "wanted", "name@example.org")
	}
}

var phone = regexp.MustCompile(`^\+[1-9]\d{6,14}$`)

func (k *checks) phone(pointer, number string) {
	if number != "" && !phone.MatchString(number) {
		k.add(pointer, "bad-format", "wanted", "+994501234567")
	}
}

func words[W ~string](all []W) string {
	texts := make([]string, len(all))
	for i, w := range all {
		texts[i] = string(w)
	}
	return strings.Join(texts, ", ")
}
