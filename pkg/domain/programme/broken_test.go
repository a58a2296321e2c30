package programme_test

import (
	"fmt"
	"strings"
	"testing"

	"hsmp.example/cases/pkg/domain/programme"
)

// slips breaks the real file in one place each. The wanted place is that of `at` in the broken file, so that the table
// survives edits of the file; TestEveryFaultOfAFileComesAtOnce pins absolute lines.
var slips = []struct{ name, old, put, at, want string }{
	{"a threshold beyond a hundred", "threshold: 70", "threshold: 101", "101", "/threshold: want 1 to 100, got 101"},
	{"a threshold of nothing", "threshold: 70", "threshold: 0", "0", "/threshold: want 1 to 100, got 0"},
	{"maxima beyond a hundred", "maximum: 35", "maximum: 36", "", "/criteria: the maxima add up to 101; want 100"},
	{"maxima below a hundred", "maximum: 35", "maximum: 34", "", "/criteria: the maxima add up to 99; want 100"},
	{"half points", "maximum: 35", "maximum: 34.5", "34.5", "/criteria/0/maximum: want a whole number, got 34.5"},
	{"points in words", "maximum: 35", "maximum: many", "many", `/criteria/0/maximum: want a whole number, got the text "many"`},
	{"an authority nobody knows", "authority: economy\n", "authority: economics\n", "economics", `/criteria/1/authority: no authority has the id "economics"`},
	{"a fallback nobody knows", "fallback_authority: labour", "fallback_authority: work", "work", `/fallback_authority: no authority has the id "work"`},
	{"a verifier nobody knows", "verifier: sms", "verifier: smss", "smss", `/criteria/5/verifier: no authority has the id "smss"`},
	{"an objector nobody knows", "raised_by: [sms]", "raised_by: [police]", "police", `/objections/raised_by/0: no authority has the id "police"`},
	{"a decider that the policies know nothing of", "role: objection-reviewer", "role: judge", "judge", `/objections/decided_by/role: want objection-reviewer, the one role that rules on objections, got "judge"`},
	{"a section nobody knows", "sections: [finances]", "sections: [money]", "money", `/criteria/3/sections/0: no section has the id "money"`},
	{"a document nobody knows", "documents: [diploma]", "documents: [degree]", "degree", `/criteria/2/documents/0: no document is of the kind "degree"`},
	{"a criterion twice", "id: national-goals", "id: experience", "experience", "/criteria/1/id: experience is there already"},
	{"a criterion called as the clearance", "id: national-goals", "id: clearance", "clearance", "/criteria/1/id: clearance is the clearance's id already"},
	{"an id with capitals", "id: az-hsmp", "id: AZ", "AZ", `/id: want an id of small letters, digits and hyphens, got "AZ"`},
	{"checkpoints that fall", "[50, 75, 90, 100]", "[50, 75, 60, 100]", "60", "/clock/checkpoints/2: checkpoints must ascend: 60 comes after 75"},
	{"a checkpoint twice", "[50, 75, 90, 100]", "[50, 50, 90, 100]", "50, 90", "/clock/checkpoints/1: checkpoints must ascend: 50 comes after 50"},
	{"checkpoints that miss the due date", "[50, 75, 90, 100]", "[50, 75, 90]", "[50, 75, 90]", "/clock/checkpoints: the last checkpoint must be 100, the due date itself"},
	{"a checkpoint past the due date", "[50, 75, 90, 100]", "[50, 75, 100, 110]", "110", "/clock/checkpoints/3: want 1 to 100, got 110"},
	{"a clock of no days", "working_days: 20", "working_days: 0", "0", "/clock/working_days: want 1 to 250, got 0"},
	{"a second extension", "max: 1}", "max: 2}", "2", "/clock/extension/max: want 0 or 1, got 2: a case records one extension"},
	{"less than no extension", "max: 1}", "max: -1}", "-1", "/clock/extension/max: want 0 or 1, got -1"},
	{"a first day of neither kind", "first_day: next", "first_day: tomorrow", "tomorrow", `/clock/first_day: want one of next, same, got "tomorrow"`},
	{"a confirmation of neither kind", "confirmation: officer", "confirmation: dice", "dice", `/confirmation: want one of officer, automatic, got "dice"`},
	{"a text that lacks Russian", "      ru: \"Образование\"\n", "", "", "/criteria/2/names: no text in ru"},
	{"a text in a fifth language", "      ru: \"Образование\"\n", "      ru: \"Образование\"\n      de: \"Bildung\"\n", "", "/criteria/2/names: no such language: de"},
	{"a text of blanks", `"Образование"`, `"  "`, "", "/criteria/2/names: no text in ru"},
	{"an unknown key", "appeal:\n  days: 30", "appeal:\n  months: 1\n  days: 30", "months", `/appeal/months: unknown key "months"; known here: days, legal_basis, assumed`},
	{"a missing key", "reapplication: {wait_days: 0}", "reapplication: {}", "{}", "/reapplication: wait_days is missing"},
	{"a date that does not exist", "date: 2025-04-03", "date: 2025-04-31", "2025-04-31", `/act/date: want a date as 2026-01-05, got "2025-04-31"`},
	{"a currency in words", "currency: AZN", "currency: manat", "manat", `/fee/currency: want three capitals, got "manat"`},
	{"more years documented than counted", "documented_years: 5", "documented_years: 16", "16", "/documented_years: want 0 to 15, got 16"},
	{"a level that is none", "language_minimum: B2", "language_minimum: B3", "B3", `/language_minimum: want one of A1, A2, B1, B2, C1, C2, got "B3"`},
	{"a language that is none of the form's", "study_languages: [az, tr, en, ru]", "study_languages: [az, tr, en, fr]", "fr]", `/study_languages/3: want one of az, tr, en, ru, got "fr"`},
	{"a fact nobody can know", "fact: claims-degree", "fact: is-charming", "is-charming", `want one of has-passport,`},
	{"a format that is not taken", "formats: [jpeg, png]", "formats: [gif]", "gif", `/documents/2/formats/0: want one of pdf, jpeg, png, got "gif"`},
	{"no format at all", "formats: [jpeg, png]", "formats: []", "[]\n", "/documents/2/formats: want at least one format"},
	{"a document of no pages", "max_pages: 8", "max_pages: 0", "0\n", "/documents/0/max_pages: want 1 to 1000, got 0"},
	{"a translation without words", "bears_words: true\n    follows_original: true", "bears_words: false\n    follows_original: true", "false\n    follows_original: true", "/documents/11/bears_words: a kind that translates another bears words"},
	{"a stage twice", "stage: permit, need: required, when", "stage: recognition, need: required, when", "recognition, need: required, when: [{fact: has-passport, is: true}]}\n    formats", "/documents/0/stages/1/stage: recognition is there already"},
	{"an address that is none", "email: sms@example.org", "email: sms", "", `/authorities/0: email "sms" is no address`},
	{"a retention without a term", "{record: refused, years: 5, assumed: true}", "{record: refused, assumed: true}", "", "/retention/2: want either days or years, at least 1"},
	{"a band upside down", "min: 13\n          max: 25", "min: 26\n          max: 25", "", "/indicative/questions/0/answers/4/max: want 0 <= min <= max, got 26 to 25"},
	{"bands beyond the criterion", "min: 13\n          max: 25", "min: 13\n          max: 26", "", "the best answers of experience add up to 36; its maximum is 35"},
	{"a question about no criterion", "criterion: experience\n", "criterion: charm\n", "charm", `/indicative/questions/0/criterion: no criterion has the id "charm"`},
}

func TestAWrongFileFailsWithLineAndColumn(t *testing.T) {
	t.Parallel()
	raw := string(file(t))
	for _, slip := range slips {
		t.Run(slip.name, func(t *testing.T) {
			t.Parallel()
			before, after, found := strings.Cut(raw, slip.old)
			if !found {
				t.Fatalf("the file has no %q", slip.old)
			}
			_, err := programme.Parse([]byte(before + slip.put + after))
			if err == nil {
				t.Fatal("want a refusal, got none")
			}
			want := slip.want
			if slip.at != "" {
				want = place(before, slip.put, after, slip.at) + ": "
			}
			if !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), slip.want) {
				t.Errorf("want %q at %q, got:\n%v", slip.want, want, err)
			}
		})
	}
}

// An objection is raised from a lane (gap G1), so that a name without one would be read by nothing.
func TestAnObjectorHoldsALane(t *testing.T) {
	t.Parallel()
	raw := string(file(t))
	moved := strings.NewReplacer("authority: culture\n", "authority: labour\n", "raised_by: [sms]", "raised_by: [sms, culture]").Replace(raw)
	_, err := programme.Parse([]byte(moved))
	want := "/objections/raised_by/1: culture holds no lane; an objection is raised from one"
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("want %q, got %v", want, err)
	}
	if _, err := programme.Parse([]byte(strings.Replace(raw, "raised_by: [sms]", "raised_by: [sms, culture]", 1))); err != nil {
		t.Errorf("want the authority of a field taken, got %v", err)
	}
}

// place is line:column of the last-written `at` inside or right after the slip.
func place(before, put, after, at string) string {
	text := before + put + after
	from := len(before)
	offset := from + strings.Index(text[from:], at)
	line := 1 + strings.Count(text[:offset], "\n")
	column := offset - strings.LastIndexByte(text[:offset], '\n')
	return fmt.Sprintf("%d:%d", line, column)
}

func TestEveryFaultOfAFileComesAtOnce(t *testing.T) {
	t.Parallel()
	_, err := programme.Parse([]byte("id: X\nthreshold: none\nclock: {working_days: 20, checkpoints: [90, 50]}\n"))
	if err == nil {
		t.Fatal("want a refusal, got none")
	}
	got := strings.Split(err.Error(), "\n")
	for _, want := range []string{
		`1:5: /id: want an id of small letters, digits and hyphens, got "X"`,
		`2:12: /threshold: want a whole number, got the text "none"`,
		`3:8: /clock: first_day is missing`,
		`3:45: /clock/checkpoints/1: checkpoints must ascend: 50 comes after 90`,
		`1:1: criteria is missing`,
		`1:1: documents is missing`,
	} {
		if !contains(got, want) {
			t.Errorf("want %q among the faults, got:\n%v", want, err)
		}
	}
}

func contains(lines []string, want string) bool {
	for _, line := range lines {
		if line == want {
			return true
		}
	}
	return false
}
