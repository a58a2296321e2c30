package application

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"hsmp.example/cases/functions/internal/portal/choice"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/web/locales"
	"hsmp.example/cases/web/page"
)

// Texts of families are not found by the compiler: each value that a page asks for is named here.
func TestEveryFieldPartAndStateHasItsTexts(t *testing.T) {
	t.Parallel()
	texts, err := locales.Texts()
	if err != nil {
		t.Fatal(err)
	}
	var wanted []string
	for _, s := range steps {
		wanted = append(wanted, "application.part."+s.id, "application.why."+s.id)
		for _, g := range s.groups {
			if g.list {
				wanted = append(wanted, "application.entry."+g.id(), "application.add."+g.id())
			}
			for _, f := range g.fields {
				wanted = append(wanted, "dossier.label."+g.key(f))
				if f.hint {
					wanted = append(wanted, "application.hint."+g.key(f))
				}
			}
		}
	}
	for _, state := range []application.State{application.Draft, application.Assessing, application.Reviewing, application.Confirming,
		application.Issuing, application.Recognised, application.Refused, application.Withdrawn} {
		wanted = append(wanted, "application.state."+string(state), "application.next."+string(state))
	}
	for _, need := range []programme.Need{programme.Required, programme.Expected, programme.Optional} {
		wanted = append(wanted, "application.need."+string(need))
	}
	for _, key := range wanted {
		if _, ok := texts.Text("az", key, nil); !ok {
			t.Errorf("no text %q", key)
		}
	}
	for _, key := range texts.Keys() {
		if family := strings.HasPrefix(key, "application.hint.") || strings.HasPrefix(key, "application.why."); family && !slices.Contains(wanted, key) {
			t.Errorf("text %q is for nothing", key)
		}
	}
}

// Every field of the form is asked on some page: one that was added to the domain and not here would never be filled
// in.
func TestEveryFieldOfTheFormIsAsked(t *testing.T) {
	t.Parallel()
	form := drafts.Form()
	form.Identity.NativeName, form.Identity.FIN = "Эмре", "1234567"
	form.Identity.Papers[0].MRZ = "P<"
	form.Experience[0].Duties, form.Experience[0].Until = "Work", drafts.Day
	form.Achievements = []application.Achievement{{Kind: "patent", Title: "A pump", Year: 2020}}
	raw, err := json.Marshal(form)
	if err != nil {
		t.Fatal(err)
	}
	var tree map[string]any
	if err := json.Unmarshal(raw, &tree); err != nil {
		t.Fatal(err)
	}
	delete(tree, "declaration") // is asked with the submission
	flat := map[string]string{}
	flatten(flat, "", tree)
	for _, s := range steps {
		for _, g := range s.groups {
			for _, f := range g.fields {
				delete(flat, g.name(0, f))
			}
		}
	}
	for name, value := range flat {
		if value != "" {
			t.Errorf("%s is asked nowhere", name)
		}
	}
}

func TestAFaultIsPutRightInThePartThatAsksForIt(t *testing.T) {
	t.Parallel()
	for pointer, want := range map[string]string{"/identity/sex": "identity", "/identity/nationalities/0": "identity", "/identity/papers": "papers",
		"/identity/papers/1/mrz": "papers", "/documents/3": "documents", "/documents": "documents", "/declaration/truthful": "review",
		"/experience/0/since": "experience", "/languages": "languages"} {
		if got := partOf(pointer); got != want {
			t.Errorf("%s: want %s, got %s", pointer, want, got)
		}
	}
}

// The order of the alphabet differs: Ç stands after C in Azerbaijani, and Germany under A.
func TestLongListsAreInTheReadersAlphabet(t *testing.T) {
	t.Parallel()
	at := func(l locale.Language, code string) int {
		return slices.IndexFunc(choice.Countries(l), func(o page.Option) bool { return o.Value == code })
	}
	if !(at("az", "D") < at("az", "AZE") && at("en", "AZE") < at("en", "D")) {
		t.Error("want Almaniya before Azərbaycan, and Azerbaijan before Germany")
	}
	if !(at("az", "DJI") < at("az", "CHN") && at("az", "CHN") < at("az", "DNK")) {
		t.Error("want Cibuti, Çin, Danimarka")
	}
}
