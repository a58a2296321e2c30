package papers

import (
	"bytes"
	"encoding/json"
	"testing"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/testkit/drafts"
)

// The form is compared with the product's own idea of a complete one, so that the demo does not find out at the end.
func TestEverybodysFormIsCompleteAndHasItsDocuments(t *testing.T) {
	t.Parallel()
	timetable, err := drafts.Timetable(0)
	if err != nil {
		t.Fatal(err)
	}
	everybody := map[string]Applicant{"somebody": Somebody(7)}
	for user, a := range People {
		everybody[user] = a
	}
	for user, a := range everybody {
		raw, err := json.Marshal(a.Form())
		if err != nil {
			t.Fatal(err)
		}
		c := drafts.Draft("app_1")
		c.Form = application.Form{}
		strict := json.NewDecoder(bytes.NewReader(raw))
		strict.DisallowUnknownFields()
		err = strict.Decode(&c.Form)
		if err != nil {
			t.Fatalf("%s: %v", user, err)
		}
		if faults := c.Completeness(timetable.Programme, drafts.Day); len(faults) > 0 {
			t.Errorf("%s: %+v", user, faults)
		}
	}
}

func TestFilesAreWhatTheySay(t *testing.T) {
	t.Parallel()
	a := People["kenji"]
	files, err := a.Files()
	if err != nil {
		t.Fatal(err)
	}
	foreign, err := a.ForeignDiploma()
	if err != nil {
		t.Fatal(err)
	}
	translation, err := a.Translation("doc_1")
	if err != nil {
		t.Fatal(err)
	}
	if translation.TranslationOf != "doc_1" || translation.Language != "az" {
		t.Errorf("want a translation of doc_1 into Azerbaijani, got %+v", translation.Declare())
	}
	rules := evidence.Rules{Formats: []evidence.Kind{evidence.PDF, evidence.JPEG}, MaxBytes: 10 << 20, MaxPages: 8, MaxPixels: 40_000_000}
	for _, file := range append(files, foreign, translation) {
		report, err := evidence.Inspect(bytes.NewReader(file.Content), int64(len(file.Content)), rules)
		if err != nil {
			t.Fatal(err)
		}
		if len(report.Findings) > 0 || report.Kind.MediaType() != file.MediaType {
			t.Errorf("%s: want a clean %s, got %s with %+v", file.Name, file.MediaType, report.Kind.MediaType(), report.Findings)
		}
	}
}

func TestSomebodyIsToldApartByPassport(t *testing.T) {
	t.Parallel()
	if a, b := Somebody(7).Passport, Somebody(17).Passport; a != "T00000007" || b != "T00000017" {
		t.Errorf("want the number at the end of the passport's, got %s and %s", a, b)
	}
}
