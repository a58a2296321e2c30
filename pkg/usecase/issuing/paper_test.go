package issuing

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/evidence/specimen"
	"hsmp.example/cases/pkg/testkit/drafts"
)

// identity is a person whose name nobody has looked at yet: long, with signs that no typeface has, or in several
// scripts.
func identity() *rapid.Generator[application.Identity] {
	letters := rapid.OneOf(
		rapid.StringMatching(`[A-Za-zƏəŞşİıẞŁÑʻʼ’ -]{0,110}`),
		rapid.StringMatching(`[A-Z][a-z]{55,99}`),
		rapid.StringMatching(`([A-Z][a-z]{9,12} ){4,7}`),
		rapid.StringMatching(`[A-Za-z]{0,8}[😀\x{200b}\x{202e}\x{301}Ａ王Жм]{0,2}`),
		rapid.String(),
	)
	native := rapid.OneOf(rapid.StringMatching(`[А-Яа-я]{30,200}`), rapid.StringMatching(`([А-Я][а-я]{9} ){0,20}`), rapid.String())
	return rapid.Custom(func(t *rapid.T) application.Identity {
		i := drafts.Form().Identity
		i.FamilyName, i.GivenNames, i.NativeName = letters.Draw(t, "family"), letters.Draw(t, "given"), native.Draw(t, "native")
		i.Nationalities = []string{rapid.SampledFrom(evidence.States()).Draw(t, "nationality")}
		if rapid.Bool().Draw(t, "typed nothing") {
			i.FamilyName, i.GivenNames = "", ""
		}
		if rapid.Bool().Draw(t, "machine-readable") {
			i.Papers[0].MRZ = zone(i)
		}
		return i
	})
}

func zone(i application.Identity) string {
	p := i.Papers[0]
	return specimen.Person{Surname: "Yılmaz", GivenNames: "Emre", Issuer: p.Issuer, Nationality: "TUR", Number: p.Number, Sex: "M",
		Birth: evidence.BirthDate{Year: i.BirthDate.Year, Month: int(i.BirthDate.Month), Day: i.BirthDate.Day}, Expires: p.ExpiresOn}.TD3()
}

func TestWhateverIsTakenCanBeIssued(t *testing.T) {
	t.Parallel()
	table, err := drafts.Timetable(0)
	if err != nil {
		t.Fatal(err)
	}
	taken := 0
	rapid.Check(t, func(t *rapid.T) {
		c := drafts.Draft("app_1")
		c.Form.Identity = identity().Draw(t, "identity")
		if len(c.Completeness(table.Programme, drafts.Day)) > 0 {
			return
		}
		taken++
		if faults := holder(c.Form.Identity).Faults(); len(faults) > 0 {
			t.Fatalf("want a holder without fault, got %v", faults)
		}
	})
	if taken < 10 {
		t.Errorf("want the property tried, only %d were complete", taken)
	}
}

// Names that were taken before completeness looked at every character.
func TestANameIsPrintedAsFarAsADocumentCan(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		identity      application.Identity
		family, given string
	}{
		"long given names": {application.Identity{FamilyName: "Silva", GivenNames: strings.Repeat("Maria da Conceicao ", 4)},
			"Silva", "Maria da Conceicao Maria da Conceicao Maria da Conceicao"},
		"only in Cyrillic, and long": {application.Identity{NativeName: strings.Repeat("Ш", 80)}, strings.Repeat("SH", 30), ""},
		"a picture":                  {application.Identity{FamilyName: "Anna😀"}, "Anna", ""},
		"a space that nobody sees":   {application.Identity{GivenNames: "Anna\u200bMaria"}, "", "AnnaMaria"},
		"a turn of direction":        {application.Identity{FamilyName: "Anna\u202e"}, "Anna", ""},
		"a picture for a name":       {application.Identity{FamilyName: "😀", NativeName: "Борис"}, "BORIS", ""},
		"an Uzbek name":              {application.Identity{GivenNames: "O\u02bbktam"}, "", "O\u02bbktam"},
	} {
		got := holder(c.identity)
		if got.FamilyName != c.family || got.GivenNames != c.given {
			t.Errorf("%s: want %q and %q, got %q and %q", name, c.family, c.given, got.FamilyName, got.GivenNames)
		}
	}
}
