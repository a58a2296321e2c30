package evidence_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/problem"
)

func TestTransliteration(t *testing.T) {
	t.Parallel() // invariant 9
	for name, want := range map[string]string{
		"Əliyev":               "ELIYEV",
		"Çingiz Ğəribov-Şıxlı": "CINGIZ<GERIBOV<SIXLI",
		"İbrahimoğlu":          "IBRAHIMOGLU",
		"ıspartalı":            "ISPARTALI",
		"Öztürk":               "OZTURK",
		"Щербаков Юрий Подъячев": "SHCHERBAKOV<IURII<PODIEIACHEV",
		"Соловьёв":               "SOLOVEV",
		"Їжакевич Євген":         "IZHAKEVICH<IEVGEN",
		"O'Connor, Jr.":          "OCONNOR<JR",
		"Jean  -  Luc":           "JEAN<LUC",
		"Nguyễn":                 "NGUYEN",
		"Straße":                 "STRASSE",
		"Åström":                 "AASTROM",
		"S\u0327ule\u0308":       "SULE",
		"Þór":                    "THOR",
		"გიორგი":                 "",
		"李 Wei":                  "<WEI",
		"":                       "",
	} {
		if got := evidence.Transliterate(name); got != want {
			t.Errorf("%s: want %q, got %q", name, want, got)
		}
	}
}

func TestSameName(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		typed, printed string
		truncated      bool
		want           bool
	}{
		"ə as E":                               {"Əliyev", "ELIYEV", false, true},
		"ə as A":                               {"Əliyev", "ALIYEV", false, true},
		"ü as UE":                              {"Müller", "MUELLER", false, true},
		"ü as U":                               {"Müller", "MULLER", false, true},
		"ü left out":                           {"Müller", "MLLER", false, false},
		"an older Cyrillic scheme":             {"Юлия", "YULIYA", false, true},
		"a soft sign":                          {"Соловьев", "SOLOVEV", false, true},
		"another name":                         {"Əliyev", "HUSEYNOV", false, false},
		"one letter more":                      {"Aliyeva", "ALIYEV", false, false},
		"one letter less":                      {"Aliyev", "ALIYEVA", false, false},
		"a patronymic only in the passport":    {"Ivan", "IVAN PETROVICH", false, true},
		"a patronymic only in what was typed":  {"Ivan Petrovich", "IVAN", false, true},
		"cut off in the zone":                  {"Konstantinopoulos", "KONSTANTIN", true, true},
		"cut off in the middle of two letters": {"Иванченкощ", "IVANCHENKOSHC", true, true},
		"short in a zone with room":            {"Konstantinopoulos", "KONSTANTIN", false, false},
		"a script that no table has":           {"გიორგი", "GIORGI", false, true},
		"nothing typed":                        {"", "ALIYEV", false, true},
		"hyphens and spaces alike":             {"Jean-Luc", "JEAN LUC", false, true},
	} {
		if got := evidence.SameName(test.typed, test.printed, test.truncated); got != test.want {
			t.Errorf("%s: want %v, got %v", name, test.want, got)
		}
	}
}

func TestTypedFieldsAreLaidBesideTheZone(t *testing.T) {
	t.Parallel()
	m, _ := evidence.ParseMRZ(icaoTD3, 2026)
	same := evidence.Typed{
		Number: "l898902c3", BirthDate: day(t, "1974-08-12"), ExpiresOn: day(t, "2012-04-15"), FamilyName: "Eriksson",
		GivenNames: "Anna Maria", PersonAt: "/identity", PaperAt: "/identity/papers/0",
	}
	single := same
	single.FamilyName, single.GivenNames = "", "Eriksson Anna Maria"
	wrong := evidence.Typed{
		Number: "L898902C4", BirthDate: day(t, "1974-08-13"), ExpiresOn: day(t, "2012-04-16"), FamilyName: "Larsson",
		GivenNames: "Eva", PersonAt: "/identity", PaperAt: "/identity/papers/0",
	}
	for name, test := range map[string]struct {
		typed            evidence.Typed
		faults, warnings []problem.Fault
	}{
		"the same":                         {same, nil, nil},
		"nothing typed":                    {evidence.Typed{}, nil, nil},
		"all names in one field":           {single, nil, nil},
		"a number with spaces and hyphens": {evidence.Typed{Number: "L-898 902 C3"}, nil, nil},
		"everything different": {wrong, []problem.Fault{
			problem.At("/identity/papers/0/number", "mrz-number-differs"),
			problem.At("/identity/birth_date", "mrz-birth-date-differs", "mrz", "1974-08-12"),
			problem.At("/identity/papers/0/expires_on", "mrz-expiry-date-differs", "mrz", "2012-04-15"),
		}, []problem.Fault{
			problem.At("/identity/family_name", "mrz-name-differs", "mrz", "ERIKSSON"),
			problem.At("/identity/given_names", "mrz-name-differs", "mrz", "ANNA MARIA"),
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			faults, warnings := evidence.Compare(m, test.typed)
			if diff := cmp.Diff(test.faults, faults); diff != "" {
				t.Error("faults (-want +got)", diff)
			}
			if diff := cmp.Diff(test.warnings, warnings); diff != "" {
				t.Error("warnings (-want +got)", diff)
			}
		})
	}
}
