package employer

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/domain/employer/specimen"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/web/page"
)

func in(l locale.Language) page.Page { return page.Page{Language: l, Path: "/employer"} }

func rules(t testing.TB) programme.Programme {
	t.Helper()
	p, err := programme.Load()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// A family's text of a value that has none is the key itself.
func TestEveryValueOfEveryFamilyHasWords(t *testing.T) {
	t.Parallel()
	for _, l := range locale.All {
		p := in(l)
		var keys []string
		for _, k := range Kinds {
			keys = append(keys, "employer.kind."+string(k), "employer.kind-hint."+string(k))
		}
		for _, s := range States {
			keys = append(keys, "employer.state."+string(s), "employer.next."+string(s))
		}
		for _, o := range Outcomes {
			keys = append(keys, "employer.rule."+string(o), "employer.rule-hint."+string(o), "employer.event."+string(o), "employer.done."+string(o))
		}
		for _, s := range Sections {
			keys = append(keys, "employer.section."+s)
		}
		for _, r := range Rows(p, specimen.Branch(), rules(t)) {
			keys = append(keys, "employer.label."+r.Field)
		}
		keys = append(keys, "employer.done.sent", "employer.done.corrected", "employer.label.outcome", "employer.label.reason",
			"employer.label.declaration-truthful", "employer.label.declaration-entitled", "employer.label.declaration-data_processing")
		for _, key := range keys {
			if p.Say(key) == key {
				t.Errorf("%s: no text %q", l, key)
			}
		}
	}
}

func TestEveryStatementStandsInASectionThatIsShown(t *testing.T) {
	t.Parallel()
	v := RegistrationView{Employer: employer.Employer{Form: specimen.Branch()}, Programme: rules(t)}
	shown := 0
	for _, section := range Sections {
		shown += len(v.stated(in(locale.English), section))
	}
	if all := len(Rows(in(locale.English), specimen.Branch(), rules(t))); shown != all {
		t.Errorf("want all %d statements of a full form shown, got %d", all, shown)
	}
	if rows := v.stated(in(locale.Turkish), "who"); rows[5].Value != "Türkiye" || rows[6].Value != "Bilişim teknolojileri" && rows[6].Value == "it" {
		t.Errorf("want countries and sectors by their names, got %+v", rows)
	}
}

func TestOnlyWhatDiffersIsADifference(t *testing.T) {
	t.Parallel()
	mine, theirs := specimen.Form(), specimen.Form()
	if got := Differences(in(locale.English), mine, theirs, rules(t)); len(got) != 0 {
		t.Errorf("want none, got %+v", got)
	}
	mine.Name, mine.TradeName, theirs.Sector = "Another", "", "no-such-sector"
	want := []Difference{{"Name", "Another", "Caspian Software MMC"}, {"Trade name", "not stated", "Caspian Software"},
		{"Sector", "Information technology", "no-such-sector"}}
	if diff := cmp.Diff(want, Differences(in(locale.English), mine, theirs, rules(t))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTheHistoryIsToldFromTheEnd(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 1, 5, 6, 0, 0, 0, time.UTC)
	v := RegistrationView{Employer: employer.Employer{State: employer.Returned, Version: 2, CreatedAt: start, SubmittedAt: start.Add(2 * time.Hour),
		Rulings: []employer.Ruling{{Outcome: employer.Returned, Reason: "First", By: "off_1", At: start.Add(time.Hour)}, {Outcome: employer.Returned, Reason: "Second", By: "off_1", At: start.Add(3 * time.Hour)}}}}
	var got []string
	for _, e := range v.events(in(locale.English)) {
		got = append(got, e.Title+" "+e.Text)
		if e.Who != "" {
			t.Errorf("want nobody named, got %q", e.Who)
		}
	}
	want := []string{"The Service returned the form Second", "A correction was sent ", "The Service returned the form First", "The registration was sent "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if asked(v.Employer) != "Second" || !mendable(v.Employer) || mendable(employer.Employer{State: employer.Refused}) {
		t.Error("want what was asked last, of somebody who can still mend it")
	}
}

func TestStatesHaveColoursOfTheirOwn(t *testing.T) {
	t.Parallel()
	var seen []page.TagKind
	for _, s := range States {
		if kind := tag(s); slices.Contains(seen, kind) {
			t.Errorf("%s: want a colour of its own, got %s again", s, kind)
		} else {
			seen = append(seen, kind)
		}
	}
}
