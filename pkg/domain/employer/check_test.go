package employer_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/domain/employer/specimen"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
)

func inForce(t testing.TB) programme.Programme {
	t.Helper()
	p, err := programme.Load()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// named writes faults as "pointer code".
func named(faults []problem.Fault) []string {
	var all []string
	for _, f := range faults {
		all = append(all, f.Pointer+" "+f.Code)
	}
	return all
}

func TestTheThreeKindsOfTheStatutePass(t *testing.T) {
	t.Parallel()
	p := inForce(t)
	for name, form := range map[string]employer.Particulars{"legal": specimen.Form(), "natural": specimen.Natural(), "branch": specimen.Branch()} {
		if got := named(form.Faults(p)); got != nil {
			t.Errorf("%s: want no faults, got %v", name, got)
		}
	}
}

func TestAnEmptyFormIsAnsweredWithEveryFaultAtOnce(t *testing.T) {
	t.Parallel()
	want := []string{"/kind not-listed", "/voen required", "/name required", "/sector not-listed", "/address/city required",
		"/address/street required", "/contact/email required", "/representative/family_name representative-nameless",
		"/representative/position required", "/language not-listed", "/declaration/truthful declaration-missing",
		"/declaration/entitled declaration-missing", "/declaration/data_processing declaration-missing"}
	if diff := cmp.Diff(want, named(employer.Particulars{}.Faults(inForce(t)))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestEachRuleOfTheFormHasTwoSides(t *testing.T) {
	t.Parallel()
	p := inForce(t)
	long := func(n int) string { return strings.Repeat("ə", n) }
	tests := []struct {
		name   string
		change func(*employer.Particulars)
		want   []string
	}{
		{"a kind that the statute does not name", func(f *employer.Particulars) { f.Kind = "ministry" }, []string{"/kind not-listed"}},
		{"a name of 200 letters", func(f *employer.Particulars) { f.Name = long(200) }, nil},
		{"a name of 201 letters", func(f *employer.Particulars) { f.Name = long(201) }, []string{"/name too-long"}},
		{"a name of spaces", func(f *employer.Particulars) { f.Name = "  " }, []string{"/name required"}},
		{"an activity of 1000 letters", func(f *employer.Particulars) { f.Activity = long(1000) }, nil},
		{"an activity of 1001 letters", func(f *employer.Particulars) { f.Activity = long(1001) }, []string{"/activity too-long"}},
		{"a sector outside the programme", func(f *employer.Particulars) { f.Sector = "fishing" }, []string{"/sector not-listed"}},
		{"the programme's own other sector", func(f *employer.Particulars) { f.Sector = "other" }, nil},
		{"a foreign parent of a legal person", func(f *employer.Particulars) { f.Parent.Name = "Ege" }, []string{"/parent parent-not-needed"}},
		{"a branch without a parent", func(f *employer.Particulars) { f.Kind = employer.ForeignBranch },
			[]string{"/parent/name required", "/parent/country required"}},
		{"a branch of a parent in no state", func(f *employer.Particulars) { *f = specimen.Branch(); f.Parent.Country = "XYZ" },
			[]string{"/parent/country unknown-state"}},
		{"a branch of a parent at home", func(f *employer.Particulars) { *f = specimen.Branch(); f.Parent.Country = "AZE" },
			[]string{"/parent/country parent-not-foreign"}},
		{"a website without a scheme", func(f *employer.Particulars) { f.Contact.Website = "caspian.example" }, []string{"/contact/website not-address"}},
		{"a website that would run", func(f *employer.Particulars) { f.Contact.Website = "javascript://x/%0aalert(1)" }, []string{"/contact/website not-address"}},
		{"no website", func(f *employer.Particulars) { f.Contact.Website = "" }, nil},
		{"an e-mail address with a name", func(f *employer.Particulars) { f.Contact.Email = "A <a@example.org>" }, []string{"/contact/email bad-format"}},
		{"a phone of 7 digits", func(f *employer.Particulars) { f.Contact.Phone = "+9941234" }, nil},
		{"a phone of 6 digits", func(f *employer.Particulars) { f.Contact.Phone = "+994123" }, []string{"/contact/phone bad-format"}},
		{"a phone of 15 digits", func(f *employer.Particulars) { f.Representative.Phone = "+994123456789012" }, nil},
		{"a phone of 16 digits", func(f *employer.Particulars) { f.Representative.Phone = "+9941234567890123" }, []string{"/representative/phone bad-format"}},
		{"a single name in either field", func(f *employer.Particulars) { f.Representative.FamilyName = "" }, nil},
		{"no name at all", func(f *employer.Particulars) { f.Representative.FamilyName, f.Representative.GivenNames = "", "" },
			[]string{"/representative/family_name representative-nameless"}},
		{"a legal person's representative without a position", func(f *employer.Particulars) { f.Representative.Position = "" },
			[]string{"/representative/position required"}},
		{"a natural person without a position", func(f *employer.Particulars) { *f = specimen.Natural() }, nil},
		{"a language that is not ours", func(f *employer.Particulars) { f.Language = "de" }, []string{"/language not-listed"}},
		{"nobody says that they may act", func(f *employer.Particulars) { f.Declaration.Entitled = false }, []string{"/declaration/entitled declaration-missing"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := specimen.Form()
			tt.change(&f)
			if diff := cmp.Diff(tt.want, named(f.Faults(p))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
