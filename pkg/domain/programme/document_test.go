package programme_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/programme"
)

func TestChecklistFollowsTheFactsOfTheApplication(t *testing.T) {
	t.Parallel()
	for _, person := range []struct {
		name  string
		facts programme.Facts
		want  map[programme.DocumentKind]programme.Need
	}{
		{"somebody without a passport brings a travel document (fact 53)", programme.Facts{},
			map[programme.DocumentKind]programme.Need{"passport": programme.Optional, "travel-document": programme.Required}},
		{"somebody with a passport brings it (fact 41)", programme.Facts{programme.HasPassport: true},
			map[programme.DocumentKind]programme.Need{"passport": programme.Required, "travel-document": programme.Optional}},
		{"nobody has to prove income (fact 50, C5)", programme.Facts{programme.HasPassport: true},
			map[programme.DocumentKind]programme.Need{"income-proof": programme.Optional, "bank-statement": programme.Optional}},
		{"who claims funds proves them (fact 48)", programme.Facts{programme.ClaimsFunds: true},
			map[programme.DocumentKind]programme.Need{"income-proof": programme.Optional, "bank-statement": programme.Required}},
		{"who claims income proves it (fact 48)", programme.Facts{programme.ClaimsIncome: true},
			map[programme.DocumentKind]programme.Need{"income-proof": programme.Required, "bank-statement": programme.Optional}},
		{"missing work history is a warning (C6)", programme.Facts{programme.ClaimsExperience: true},
			map[programme.DocumentKind]programme.Need{"reference": programme.Required, "work-history": programme.Expected}},
		{"a language certificate is proved where it is claimed (fact 49)", programme.Facts{programme.ClaimsLanguageCertificate: true},
			map[programme.DocumentKind]programme.Need{"language-certificate": programme.Required}},
		{"documents in other languages are translated (fact 47, C4)", programme.Facts{programme.NeedsTranslation: true},
			map[programme.DocumentKind]programme.Need{"translation": programme.Required}},
		{"a degree is proved by a diploma (fact 42)", programme.Facts{programme.ClaimsDegree: true},
			map[programme.DocumentKind]programme.Need{"diploma": programme.Required}},
	} {
		t.Run(person.name, func(t *testing.T) {
			t.Parallel()
			got := needs(load(t).Required(programme.Recognition, person.facts))
			for kind, want := range person.want {
				if got[kind] != want {
					t.Errorf("%s: want %s, got %s", kind, want, got[kind])
				}
			}
		})
	}
}

// Fact 46, C13.
func TestMedicalCertificateIsOptionalForTheStatusAndRequiredForThePermit(t *testing.T) {
	t.Parallel()
	p := load(t)
	if got := needs(p.Required(programme.Recognition, nil))["medical-certificate"]; got != programme.Optional {
		t.Errorf("recognition: want optional, got %s", got)
	}
	if got := needs(p.Required(programme.PermitStage, nil))["medical-certificate"]; got != programme.Required {
		t.Errorf("permit: want required, got %s", got)
	}
	if _, asked := needs(p.Required(programme.PermitStage, nil))["diploma"]; asked {
		t.Error("want no diploma at the permit stage")
	}
}

// Fact 42.
func TestDiplomasAndTranslationsAreAuthenticated(t *testing.T) {
	t.Parallel()
	var got []programme.DocumentKind
	for _, d := range load(t).Documents {
		if d.Authenticated {
			got = append(got, d.Kind)
		}
	}
	if diff := cmp.Diff([]programme.DocumentKind{"diploma", "translation"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Fact 47: the language of whatever may have to be translated is asked for.
func TestEveryKindButPassportAndPhotographBearsWords(t *testing.T) {
	t.Parallel()
	var got []programme.DocumentKind
	for _, d := range load(t).Documents {
		if !d.BearsWords {
			got = append(got, d.Kind)
		}
	}
	if diff := cmp.Diff([]programme.DocumentKind{"passport", "photo"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDocumentsNeedNoTranslationFromAzerbaijaniAndEnglish(t *testing.T) {
	t.Parallel()
	p := load(t)
	for language, want := range map[string]bool{"az": true, "en": true, "tr": false, "ru": false, "de": false, "": false} {
		if got := p.Untranslated(language); got != want {
			t.Errorf("%q: want %t, got %t", language, want, got)
		}
	}
}

func TestEveryDocumentTakesTenMegabytesOfKnownFormats(t *testing.T) {
	t.Parallel()
	types := map[programme.Format]string{programme.PDF: "application/pdf", programme.JPEG: "image/jpeg", programme.PNG: "image/png"}
	for _, d := range load(t).Documents {
		if d.MaxBytes != 10<<20 {
			t.Errorf("%s: want 10 MB, got %d", d.Kind, d.MaxBytes)
		}
		for _, f := range d.Formats {
			if want, got := types[f], f.MediaType(); want != got {
				t.Errorf("%s: want %s, got %s", f, want, got)
			}
		}
	}
}

func TestBestAnswersOfACriterionReachItsMaximumAndNoMore(t *testing.T) {
	t.Parallel()
	p := load(t)
	for _, c := range p.Criteria {
		var best programme.Points
		for _, q := range p.Indicative.QuestionsOf(c.ID) {
			last := q.Answers[len(q.Answers)-1]
			if found, ok := q.Answer(last.ID); !ok || found.Max != last.Max {
				t.Errorf("%s: want %s found by its id", q.ID, last.ID)
			}
			best += last.Max
		}
		if best != c.Maximum {
			t.Errorf("%s: want %d, got %d", c.ID, c.Maximum, best)
		}
	}
	if _, ok := p.Indicative.Questions[0].Answer("perhaps"); ok {
		t.Error("want no answer of an unknown id")
	}
}

func needs(list []programme.Requirement) map[programme.DocumentKind]programme.Need {
	found := map[programme.DocumentKind]programme.Need{}
	for _, r := range list {
		found[r.Kind] = r.Need
	}
	return found
}
