package application_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/testkit/drafts"
)

// Facts 41 and 53: the passport, or the document of who has none.
func TestOneOfTheTwoTravelPapersIsAskedFor(t *testing.T) {
	t.Parallel()
	rules := timetable(t).Programme
	for name, c := range map[string]struct {
		papers []string // kinds
		want   programme.DocumentKind
	}{
		"nothing stated yet":                 {nil, "passport"},
		"a paper whose kind is not said yet": {[]string{""}, "passport"},
		"a passport":                         {[]string{"passport"}, "passport"},
		"a travel document":                  {[]string{"travel-document"}, "travel-document"},
		"two travel documents":               {[]string{"travel-document", "travel-document"}, "travel-document"},
		"a travel document and a passport":   {[]string{"travel-document", "passport"}, "passport"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := drafts.Draft("app_1")
			d.Form.Identity.Papers = nil
			for _, kind := range c.papers {
				d.Form.Identity.Papers = append(d.Form.Identity.Papers, application.TravelPapers{Kind: kind})
			}
			got := slices.DeleteFunc(required(d.Checklist(rules)), func(k programme.DocumentKind) bool { return k != "passport" && k != "travel-document" })
			if diff := cmp.Diff([]programme.DocumentKind{c.want}, got); diff != "" {
				t.Errorf("asked for (-want +got):\n%s", diff)
			}
		})
	}
}

func required(list []programme.Requirement) (kinds []programme.DocumentKind) {
	for _, r := range list {
		if r.Need == programme.Required {
			kinds = append(kinds, r.Kind)
		}
	}
	return kinds
}

// Contradiction C6: years without a document are a reason to warn, and never a bar.
func TestAnUndocumentedWorkHistoryIsAWarningAndNoFault(t *testing.T) {
	t.Parallel()
	table := timetable(t)
	c := drafts.Draft("app_1")
	want := []programme.DocumentKind{"work-history"}
	if diff := cmp.Diff(want, c.Undocumented(table.Programme)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if faults := c.Completeness(table.Programme, drafts.Day); len(faults) > 0 {
		t.Errorf("want nothing in the way, got %v", faults)
	}
	c.Documents = append(c.Documents, evidence.Document{ID: "doc_work-history", Kind: "work-history", State: evidence.Accepted})
	if got := c.Undocumented(table.Programme); len(got) > 0 {
		t.Errorf("want nothing to warn of, got %v", got)
	}
}
