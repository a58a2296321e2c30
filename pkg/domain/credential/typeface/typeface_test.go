package typeface_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/domain/credential/typeface"
)

func TestTheFacesHaveEveryLetterOfTheFourLanguages(t *testing.T) {
	t.Parallel()
	for name, letters := range map[string]string{
		"az":    "AaBbCcÇçDdEeƏəFfGgĞğHhXxIıİiJjKkQqLlMmNnOoÖöPpRrSsŞşTtUuÜüVvYyZz",
		"tr":    "ÂâÎîÛûÇçĞğIıİiÖöŞşÜü",
		"ru":    "АаБбВвГгДдЕеЁёЖжЗзИиЙйКкЛлМмНнОоПпРрСсТтУуФфХхЦцЧчШшЩщЪъЫыЬьЭэЮюЯя№",
		"signs": "0123456789.,:;!?()[]/+-–—·…“”«»‘’'\"%&@#*=<>°€§",
	} {
		for _, r := range letters {
			if !typeface.Has(r) {
				t.Errorf("%s: want %q shown, got a box", name, r)
			}
		}
	}
	for _, r := range "王مד₼कา𠮷😀\u0301\u202e\u200b\ufffd" {
		if r != '\ufffd' && typeface.Has(r) {
			t.Errorf("want %q (%U) not shown, got that it is", r, r)
		}
	}
}

func TestANameLosesAMarkRatherThanTheDocument(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Zoë": "Zoë", "Zoe\u0308": "Zoë", "Ngu\u0302\u0303": "Ngu\u0302\u0303"[:3], "  Two   Spaces ": "Two Spaces", "x\u0323": "x", "Ａｎｎａ": "Anna",
		"O\u02bbktam": "O\u02bbktam", "Mar\u02bcyam": "Mar\u02bcyam", "D\u2019Angelo": "D\u2019Angelo", // official spellings (Uzbek, Hawaiian)
	} {
		got := typeface.Plain(name)
		if name == "Ngu\u0302\u0303" {
			if !typeface.Prints(name) || !strings.HasPrefix(got, "Ng") {
				t.Errorf("want %q printable, got %q", name, got)
			}
			continue
		}
		if want != got || !typeface.Prints(name) {
			t.Errorf("%q: want %q, got %q", name, want, got)
		}
	}
	for _, name := range []string{"王", "محمد", "Li 王", "Anna😀", "Anna\u200bMaria", "Anna\u202e"} {
		if typeface.Prints(name) {
			t.Errorf("want %q unprintable", name)
		}
	}
}

func TestAnyNamePrintsWithoutWhatTheFacesLack(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{"Anna😀": "Anna", "Anna\u200bMaria": "AnnaMaria", "Anna\u202e": "Anna", "Li 😀 Na": "Li Na", "王": ""} {
		if got := typeface.Only(name); want != got {
			t.Errorf("%q: want %q, got %q", name, want, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.String().Draw(t, "name")
		got := typeface.Only(name)
		if !typeface.Prints(got) || typeface.Only(got) != got {
			t.Fatalf("want a name that prints and stays, got %q", got)
		}
		if typeface.Prints(name) && typeface.Plain(name) != got {
			t.Fatalf("want all of %q, which prints, got %q", name, got)
		}
	})
}
