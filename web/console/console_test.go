package console

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/points"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/web/page"
)

func in(l locale.Language) page.Page { return page.Page{Language: l, Path: "/console"} }

func TestEveryWordOfEveryFamilyIsThereInFourLanguages(t *testing.T) {
	t.Parallel()
	states := []application.State{application.Draft, application.Assessing, application.Reviewing, application.Confirming,
		application.Issuing, application.Recognised, application.Refused, application.Withdrawn}
	families := map[string][]string{"console.claim": Claims, "console.urgency": Urgencies, "console.lane-state": States, "console.duty": Duties,
		"console.done": Done, "console.act": LaneActs, "console.act-about": LaneActs, "console.act-text": LaneActs, "console.act-do": LaneActs,
		"console.ruling-is": Rulings, "console.extension-state": {"asked", "granted", "refused"}, "console.ground": Grounds, "console.outcome-is": Outcomes,
		"console.confirm": Outcomes, "console.role": Roles}
	for _, s := range states {
		families["console.case-state"] = append(families["console.case-state"], string(s))
	}
	for family, values := range families {
		for _, l := range locale.All {
			for _, value := range values {
				if text := in(l).Of(family, value, "days", "10", "reply", "5"); strings.HasPrefix(text, "console.") || text == "" {
					t.Errorf("%s: no text for %s.%s", l, family, value)
				}
			}
		}
	}
}

func TestATermSaysInWordsWhatItsColourSays(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		term Term
		want string
		kind page.TagKind
	}{
		{Term{Urgency: "in-time", Left: 20}, "20 working days left", page.Neutral},
		{Term{Urgency: "in-time", Left: 3}, "3 working days left", page.Neutral},
		{Term{Urgency: "near", Left: 1}, "1 working day left", page.Waiting},
		{Term{Urgency: "late"}, "The due date has passed", page.Bad},
		{Term{Urgency: "late", Late: 1}, "Late by 1 working day", page.Bad},
		{Term{Urgency: "late", Late: 12}, "Late by 12 working days", page.Bad},
	} {
		if got := test.term.left(in("en")); got != test.want || test.term.tag() != test.kind {
			t.Errorf("want %q in %q, got %q in %q", test.want, test.kind, got, test.term.tag())
		}
	}
	for n, want := range map[int]string{1: "Остался 1 рабочий день", 3: "Осталось 3 рабочих дня", 5: "Осталось 5 рабочих дней", 21: "Остался 21 рабочий день"} {
		if got := (Term{Urgency: "near", Left: n}).left(in("ru")); got != want {
			t.Errorf("want %q, got %q", want, got)
		}
	}
}

func TestNamesComeFromTheProgrammeAndUnknownOnesStayAsTheyAre(t *testing.T) {
	t.Parallel()
	p, err := programme.Load()
	if err != nil {
		t.Fatal(err)
	}
	n := Names{p}
	for want, got := range map[string]string{
		"Təhsil": n.Lane(in("az"), "education"), "Təhlükəsizlik yoxlaması": n.Lane(in("az"), "clearance"), "tea": n.Lane(in("az"), "tea"),
		"İqtisadiyyat Nazirliyi": n.Authority(in("az"), "economy"), "nobody": n.Authority(in("az"), "nobody"),
		"İnformasiya texnologiyaları": n.Field(in("az"), "it"), "tea leaves": n.Field(in("az"), "tea leaves"),
	} {
		if want != got {
			t.Errorf("want %q, got %q", want, got)
		}
	}
}

func TestADutyLeadsToThePageWhereItIsDone(t *testing.T) {
	t.Parallel()
	i := DutyItem{Case: "app_1", Number: 2}
	for duty, want := range map[string]string{"objection": "/console/cases/app_1/objections/2", "extension": "/console/cases/app_1/extensions/2",
		"confirmation": "/console/cases/app_1/confirmation"} {
		if got := (DutyView{Duty: duty}).path(i); got != want {
			t.Errorf("want %q, got %q", want, got)
		}
	}
}

func TestOnlyDocumentsThatWereAcceptedLeadAnywhere(t *testing.T) {
	t.Parallel()
	for _, opens := range []bool{true, false} {
		f := CaseView{ID: "app_1", Opens: opens}.evidenceFile(in("az"))
		for _, state := range []evidence.State{evidence.Expected, evidence.Uploaded, evidence.Accepted, evidence.Rejected} {
			want := ""
			if opens && state == evidence.Accepted {
				want = "/az/console/cases/app_1?document=doc_1#viewer"
			}
			if got := f.Open(evidence.Document{ID: "doc_1", State: state}); got != want {
				t.Errorf("%s, may open %v: want %q, got %q", state, opens, want, got)
			}
		}
	}
}

func TestThePageShowsTheSectionsThatItsLanesNeedInTheProgrammesOrder(t *testing.T) {
	t.Parallel()
	p, err := programme.Load()
	if err != nil {
		t.Fatal(err)
	}
	v := CaseView{Names: Names{p}}
	for _, spec := range p.Lanes("it") {
		if spec.ID == "languages" || spec.ID == "education" {
			v.Works = append(v.Works, LaneWork{Spec: spec})
		}
	}
	if diff := cmp.Diff([]programme.SectionID{"expertise", "education", "languages"}, v.sections()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWhoFoundItIsSaidByAuthorityAndNeverByName(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 1, 5, 6, 0, 0, 0, time.UTC)
	f := Finding{Points: 12, Maximum: 15, Justification: "Why", Evidence: []string{"diploma.pdf"}, Authority: "economy", At: at}
	p, err := programme.Load()
	if err != nil {
		t.Fatal(err)
	}
	last := func(f Finding) string {
		rows := f.rows(in("en"), Names{p})
		return rows[len(rows)-1].Value
	}
	if want, got := "Officer of: Ministry of Economy · 5 January 2026, 10:00", last(f); want != got {
		t.Errorf("want %q, got %q", want, got)
	}
	f.Mine = true
	if want, got := "You · 5 January 2026, 10:00", last(f); want != got {
		t.Errorf("want %q, got %q", want, got)
	}
	f.Maximum = 0 // the clearance
	if slices.ContainsFunc(f.rows(in("en"), Names{p}), func(r page.SummaryRow) bool { return r.Key == "Points" }) {
		t.Error("want no points of the clearance")
	}
}

func TestWordsOfRulings(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		want string
		got  string
	}{
		{"waits", ObjectionView{}.ruling()},
		{"lifted", ObjectionView{Objection: application.Objection{Resolution: &application.Resolution{Ruling: application.Lifted}}}.ruling()},
		{"upheld", ObjectionView{Objection: application.Objection{Resolution: &application.Resolution{Ruling: application.Upheld}}}.ruling()},
		{"withdrawn", ObjectionView{Objection: application.Objection{Resolution: &application.Resolution{Ruling: application.TakenBack}}}.ruling()},
	} {
		if test.want != test.got {
			t.Errorf("want %q, got %q", test.want, test.got)
		}
	}
	if outcomeKind(points.Recognised) == outcomeKind(points.Refused) {
		t.Error("want the outcomes told apart")
	}
}
