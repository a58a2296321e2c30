package dynamo

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/testkit"
)

// storedRows returns the case as its rows would lie in the table.
func storedRows(t *testing.T, c application.Case) ([]stored, Key) {
	t.Helper()
	key, _, err := testkit.NewVault().NewKey(t.Context(), string(c.ID))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := encode(&c)
	if err != nil {
		t.Fatal(err)
	}
	var all []stored
	for _, r := range rows {
		i, err := r.seal(casePartition(c.ID), 7, key)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, stored{r.key, i})
	}
	return all, key
}

func TestEveryFieldOfACaseComesBack(t *testing.T) {
	t.Parallel()
	want := fullCase()
	rows, key := storedRows(t, want)
	got, err := decode(want.ID, rows, key)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("a field is not stored (-want +got):\n%s", diff)
	}
}

func TestAnEmptyCaseComesBackEmpty(t *testing.T) {
	t.Parallel()
	want := application.Case{ID: "app_1", State: application.Draft}
	rows, key := storedRows(t, want)
	got, err := decode(want.ID, rows, key)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWhatPeopleWroteIsSealed(t *testing.T) {
	t.Parallel()
	c := fullCase()
	rows, _ := storedRows(t, c)
	var clear strings.Builder
	for _, r := range rows {
		delete(r.item, sealedAttribute)
		data, err := json.Marshal(r.item)
		if err != nil {
			t.Fatal(err)
		}
		clear.Write(data)
	}
	secrets := map[string]string{
		"family name": c.Form.Identity.FamilyName, "passport": c.Form.Identity.Papers[0].Number, "e-mail": c.Form.Contact.Email,
		"employer": c.Form.Experience[1].Employer, "file name": c.Documents[0].FileName, "finding": c.Documents[0].Report.Findings[0].Code,
		"justification": c.Lanes[0].Outcome.Justification, "routing": c.Lanes[1].Routings[1].Reason,
		"objection": c.Objections[0].Reason, "legal basis": c.Objections[0].LegalBasis, "ruling": c.Objections[0].Resolution.Reason,
		"correction": c.Corrections[0].Request, "reply": c.Corrections[0].Reply.Text,
		"extension": c.Extension.Reason, "approval": c.Extension.Approval.Reason,
		"explanation": c.Proposal.Explanation.Criteria[0].Justification, "credential": c.Certificate.Credential,
	}
	for name, secret := range secrets {
		if secret == "" || strings.Contains(clear.String(), secret) {
			t.Errorf("%s %q stands in the clear", name, secret)
		}
	}
}

func TestASealedRowOpensInItsOwnPlaceOnly(t *testing.T) {
	t.Parallel()
	c := fullCase()
	rows, key := storedRows(t, c)
	var lanes []int
	for i, r := range rows {
		if _, is := r.key.(laneRow); is {
			lanes = append(lanes, i)
		}
	}
	first, second := rows[lanes[0]].item, rows[lanes[1]].item
	first[sealedAttribute], second[sealedAttribute] = second[sealedAttribute], first[sealedAttribute]
	if _, err := decode(c.ID, rows, key); err == nil {
		t.Error("want exchanged justifications found, got none")
	}
}

func TestRowsOfANewerVersionArePassedOver(t *testing.T) {
	t.Parallel()
	want := fullCase()
	rows, key := storedRows(t, want)
	rows = append(rows, stored{key: factsRow, item: item{"Anything": text("new")}})
	got, err := decode(want.ID, rows, key)
	if err != nil || cmp.Diff(want, got) != "" {
		t.Errorf("want the case as it was, got %v", err)
	}
}

func TestOnlyOpenLanesOfAssessedCasesAreOnTheWorkList(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		state application.State
		lane  func(*application.Lane)
		want  bool
	}{
		"an open lane of an assessed case":  {application.Assessing, func(*application.Lane) {}, true},
		"a claimed lane":                    {application.Assessing, func(l *application.Lane) { l.Claim = &application.Claim{By: "a"} }, true},
		"a scored lane":                     {application.Assessing, func(l *application.Lane) { l.Outcome = &application.Outcome{} }, false},
		"a withdrawn lane":                  {application.Assessing, func(l *application.Lane) { l.Withdrawn = true }, false},
		"an open lane of a withdrawn case":  {application.Withdrawn, func(*application.Lane) {}, false},
		"an open lane of a case in review":  {application.Reviewing, func(*application.Lane) {}, false},
		"an open lane of a case in a draft": {application.Draft, func(*application.Lane) {}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := fullCase()
			c.State, c.Lanes = test.state, []application.Lane{{ID: "education", Kind: programme.CriterionLane, Authority: "ministry"}}
			test.lane(&c.Lanes[0])
			rows, _ := storedRows(t, c)
			for _, r := range rows {
				_, partition := r.item[contract.WorkPartitionKey]
				_, sort := r.item[contract.WorkSortKey]
				_, lane := r.key.(laneRow)
				if got := partition && sort; got != (test.want && lane) || partition != sort {
					t.Errorf("row %s on the work list: want %v, got %v", r.key.sort(), test.want && lane, got)
				}
			}
		})
	}
}

func TestTheFingerprintTellsSequencesApart(t *testing.T) {
	t.Parallel()
	base := sequences{"META": 3, "LANE#a": 5}
	for name, other := range map[string]sequences{
		"an older row":   {"META": 2, "LANE#a": 5},
		"a newer row":    {"META": 3, "LANE#a": 6},
		"a missing row":  {"META": 3},
		"another row":    {"META": 3, "LANE#a": 5, "LANE#b": 5},
		"exchanged rows": {"META": 5, "LANE#a": 3},
	} {
		if base.fingerprint() == other.fingerprint() {
			t.Errorf("%s is not noticed", name)
		}
	}
}
