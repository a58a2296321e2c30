package credential

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/locale"
)

func drawStatement(t interface {
	Helper()
	Fatal(...any)
}, s Statement) *sheet {
	t.Helper()
	drawing, err := drawReasons(s)
	if err != nil {
		t.Fatal(err)
	}
	return drawing
}

// flat is all the text of a document in the order it was drawn, without the heads and feet that a page's turn puts
// between.
func (s *sheet) flat() string {
	var words []string
	for _, d := range s.texts {
		if d.y > 15 && d.y < flowBottom {
			words = append(words, strings.Fields(d.text)...)
		}
	}
	return strings.Join(words, " ")
}

func TestTheStatementOfReasonsInEveryLanguage(t *testing.T) {
	t.Parallel()
	for _, l := range locale.All {
		s := goodStatement(l)
		s.Objections = []ObjectionReasons{objection(Upheld), objection(Lifted)}
		drawing := drawStatement(t, s)
		golden(t, "reasons."+string(l), drawing)
		tidyPages(t, drawing)
		file, err := Reasons(s)
		if err != nil {
			t.Fatal(err)
		}
		valid(t, file)
		keep(t, "reasons-"+string(l), file)
		if !bytes.Contains(file, []byte("/Lang ("+l+")")) {
			t.Errorf("want the file's language %s, got another", l)
		}
	}
}

func TestTheStatementIsInTheApplicantsLanguageAndInAzerbaijani(t *testing.T) {
	t.Parallel()
	title := map[locale.Language]string{
		locale.Azerbaijani: "İmtinanın əsaslandırılması", locale.English: "Statement of Reasons for Refusal",
		locale.Russian: "Обоснование отказа", locale.Turkish: "Ret Kararının Gerekçesi",
	}
	for _, l := range locale.All {
		drawing := drawStatement(t, goodStatement(l))
		for other, text := range title {
			if want := other == l || other == locale.Azerbaijani; want != drawing.says(text) {
				t.Errorf("applied in %s: want a part in %s %t, got %t", l, other, want, !want)
			}
		}
	}
}

func TestNothingOfALongJustificationIsLostOrOverflows(t *testing.T) {
	t.Parallel()
	word := rapid.StringMatching(`[A-Za-zƏəĞğİıÖöŞşÇçÜüЖждЫы0-9]{1,18}`)
	rapid.Check(t, func(t *rapid.T) {
		s := goodStatement(rapid.SampledFrom(locale.All).Draw(t, "language"))
		words := rapid.SliceOfN(word, 400, 600).Draw(t, "words")
		long := strings.Join(words, " ")
		at := rapid.IntRange(0, len(s.Criteria)-1).Draw(t, "criterion")
		s.Criteria[at].Justification = long
		s.Objections = []ObjectionReasons{{Authority: service().Name, LegalBasis: long[:60], Reason: long, Resolution: Lifted, ResolutionReason: long}}
		drawing := drawStatement(t, s)
		tidyPages(t, drawing)
		parts := 2
		if s.Language == locale.Azerbaijani {
			parts = 1
		}
		if want, got := 3*parts, strings.Count(drawing.flat(), long); want != got {
			t.Fatalf("want the whole text %d times, got %d", want, got)
		}
	})
}

func TestFourThousandCharactersWithoutASpaceStayInsideTheMargins(t *testing.T) {
	t.Parallel()
	s := goodStatement(locale.English)
	s.Criteria[0].Justification = strings.Repeat("Ə", 4000)
	drawing := drawStatement(t, s)
	tidyPages(t, drawing)
	if want, got := 2*4000, strings.Count(drawing.flat(), "Ə")-strings.Count(drawStatement(t, goodStatement(locale.English)).flat(), "Ə"); want != got {
		t.Errorf("want %d letters, got %d", want, got)
	}
}

func TestEveryPageSaysWhichOfHowManyItIs(t *testing.T) {
	t.Parallel()
	s := goodStatement(locale.Azerbaijani)
	s.Criteria[2].Justification = strings.Repeat(lorem, 30)
	drawing := drawStatement(t, s)
	pages := drawing.pdf.PageCount()
	if pages < 4 {
		t.Fatalf("want several pages, got %d", pages)
	}
	for page := 1; page <= pages; page++ {
		if want := fmt.Sprintf("Səhifə %d / %d", page, pages); !drawing.says(want) {
			t.Errorf("want %q, got none", want)
		}
	}
}

// A programme may ask for no legal basis (gap G1): then the statement is silent about one.
func TestAnObjectionIsToldWithTheLegalBasisThatItHas(t *testing.T) {
	t.Parallel()
	for basis, want := range map[string]bool{"Migration Code, article 16": true, "": false} {
		s, o := goodStatement(locale.English), objection(Withdrawn)
		o.LegalBasis = basis
		s.Objections = []ObjectionReasons{o}
		if err := s.Check(); err != nil {
			t.Fatalf("basis %q: want the statement taken, got %v", basis, err)
		}
		text := drawStatement(t, s).flat()
		if got := strings.Count(text, "Legal basis") > 1; got != want { // that of an appeal is always named
			t.Errorf("basis %q: want it named %t, got %t", basis, want, got)
		}
		if !strings.Contains(text, "Withdrawn") {
			t.Errorf("basis %q: want the withdrawal told, got nothing of it", basis)
		}
	}
}

func TestTheOutcomeSaysWhyItIsARefusal(t *testing.T) {
	t.Parallel()
	const low, objected = "at least 70 of 100", "An objection of a state authority was upheld"
	above := func(s *Statement) { s.Criteria[0].Points, s.Score.Points = 35, 80 }
	for name, c := range map[string]struct {
		change        func(*Statement)
		low, objected bool
	}{
		"69 points":                         {func(*Statement) {}, true, false},
		"80 points and an upheld objection": {func(s *Statement) { above(s); s.Objections = []ObjectionReasons{objection(Upheld)} }, false, true},
		"69 points and an upheld objection": {func(s *Statement) { s.Objections = []ObjectionReasons{objection(Upheld)} }, true, true},
		"69 points and a lifted objection":  {func(s *Statement) { s.Objections = []ObjectionReasons{objection(Lifted)} }, true, false},
	} {
		s := goodStatement(locale.English)
		c.change(&s)
		text := drawStatement(t, s).flat()
		if got := strings.Contains(text, low); c.low != got {
			t.Errorf("%s: want the points named %t, got %t", name, c.low, got)
		}
		if got := strings.Contains(text, objected); c.objected != got {
			t.Errorf("%s: want the objection named %t, got %t", name, c.objected, got)
		}
	}
}

func TestCharactersTheFaceLacksAreOwnedUpTo(t *testing.T) {
	t.Parallel()
	const note = "Characters that the typeface of this document lacks"
	s := goodStatement(locale.English)
	if drawStatement(t, s).says(note) {
		t.Error("want no note where nothing is left out")
	}
	s.Criteria[1].Evidence = []string{"推荐信.pdf"}
	drawing := drawStatement(t, s)
	if !drawing.says(note) || !drawing.says("– […] .pdf") {
		t.Error("want the evidence marked and the note printed, got neither or one")
	}
}

func TestTheSameStatementGivesTheSameBytes(t *testing.T) {
	t.Parallel()
	one, err1 := Reasons(goodStatement(locale.Turkish))
	two, err2 := Reasons(goodStatement(locale.Turkish))
	if err1 != nil || err2 != nil || !bytes.Equal(one, two) {
		t.Errorf("want the same bytes, got %d and %d (%v, %v)", len(one), len(two), err1, err2)
	}
}

func TestASealedStatementVerifies(t *testing.T) {
	t.Parallel()
	key := newIssuerKey(t)
	unsigned, err := Reasons(goodStatement(locale.Russian))
	if err != nil {
		t.Fatal(err)
	}
	file, err := Sign(unsigned, key.private, certificateOf(t, key.private), issuedAt, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := VerifyPDF(file, &key.private.PublicKey); err != nil {
		t.Error(err)
	}
	valid(t, file)
}

func TestFactsThatAreNoRefusalAreNamed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*Statement)
		want   []string
	}{
		"nothing is wrong": {func(*Statement) {}, nil},
		"seventy points and no objection": {func(s *Statement) { s.Criteria[0].Points, s.Score.Points = 25, 70 },
			[]string{"/score statement-not-a-refusal"}},
		"seventy points and a lifted objection": {func(s *Statement) {
			s.Criteria[0].Points, s.Score.Points = 25, 70
			s.Objections = []ObjectionReasons{objection(Lifted), objection(Withdrawn)}
		}, []string{"/score statement-not-a-refusal"}},
		"seventy points and an upheld objection": {func(s *Statement) {
			s.Criteria[0].Points, s.Score.Points = 25, 70
			s.Objections = []ObjectionReasons{objection(Lifted), objection(Upheld)}
		}, nil},
		"a wrong sum":             {func(s *Statement) { s.Score.Points = 68 }, []string{"/score/points statement-total-wrong"}},
		"a point too many":        {func(s *Statement) { s.Criteria[5].Points, s.Score.Points = 6, 72 }, []string{"/criteria/5/points out-of-range", "/score statement-not-a-refusal"}},
		"all of the points":       {func(s *Statement) { s.Criteria[5].Points, s.Criteria[0].Points = 5, 22 }, nil},
		"none of the points":      {func(s *Statement) { s.Criteria[5].Points, s.Score.Points = 0, 66 }, nil},
		"a negative point":        {func(s *Statement) { s.Criteria[5].Points, s.Score.Points = -1, 65 }, []string{"/criteria/5/points out-of-range"}},
		"no justification":        {func(s *Statement) { s.Criteria[1].Justification = "" }, []string{"/criteria/1/justification required"}},
		"no evidence is no fault": {func(s *Statement) { s.Criteria[1].Evidence = nil }, nil},
		"no authority":            {func(s *Statement) { s.Criteria[1].Authority = nil }, []string{"/criteria/1/authority required"}},
		"an objection without a reason": {func(s *Statement) { s.Objections = []ObjectionReasons{{Authority: service().Name, Resolution: Upheld}} },
			[]string{"/objections/0/reason required"}},
		"an objection that still stands": {func(s *Statement) { s.Objections = []ObjectionReasons{objection("standing")} },
			[]string{"/objections/0/resolution not-listed"}},
		"no word on appeal": {func(s *Statement) { s.Appeal = Appeal{} },
			[]string{"/appeal/days required", "/appeal/to required", "/appeal/legalBasis required"}},
		"no date":                 {func(s *Statement) { s.DecidedOn, s.DecidedAt = calendar.Date{}, time.Time{} }, []string{"/decidedAt required", "/decidedOn required"}},
		"no language of the four": {func(s *Statement) { s.Language = "fr" }, []string{"/language not-listed"}},
	} {
		s := goodStatement(locale.English)
		c.change(&s)
		if diff := cmp.Diff(c.want, faultsOf(s.Check())); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if _, err := Reasons(s); (err == nil) != (c.want == nil) {
			t.Errorf("%s: want a document %t, got %v", name, c.want == nil, err)
		}
	}
}
