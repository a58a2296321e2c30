package comparison_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/domain/comparison"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
)

func ids(list []comparison.Programme) []string {
	all := make([]string, len(list))
	for i, p := range list {
		all[i] = p.ID
	}
	return all
}

func TestFiltersFindWhatTheTableSays(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		filter comparison.Filter
		want   int
	}{
		"nothing asked":                      {comparison.Filter{}, 129},
		"with dependants":                    {comparison.Filter{Dependants: comparison.Yes}, 119},
		"citizenship, with or without years": {comparison.Filter{Citizenship: comparison.Yes}, 63},
		"citizenship not said":               {comparison.Filter{Citizenship: comparison.Unsaid}, 44},
		"something said of funds":            {comparison.Filter{Funds: comparison.Yes}, 2},
		"nothing said of capital":            {comparison.Filter{Capital: comparison.No}, 114},
		"all at once":                        {comparison.Filter{Income: comparison.Yes, Dependants: comparison.No, Country: "bt"}, 1},
		"a country that is not there":        {comparison.Filter{Country: "xx"}, 0},
		"two words in any order":             {comparison.Filter{Words: "nomad DIGITAL bhutan"}, 1},
	} {
		if got := len(table(t).Select(c.filter, comparison.ByCountry, locale.English)); got != c.want {
			t.Errorf("%s: want %d, got %d", name, c.want, got)
		}
	}
}

// Invariant 9: Azerbaijani letters survive search, and the i with and without its dot is one.
func TestSearchKnowsEveryI(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ words, want string }{
		{"TÜRKİYƏ", "tr-turquoise-card"}, {"türkiye", "tr-turquoise-card"}, {"TURKIYE", "tr-turquoise-card"}, {"turkıye", "tr-turquoise-card"},
		{"azərbaycan", "az-highly-skilled-migrant-programme"}, {"AZERBAYCAN", "az-highly-skilled-migrant-programme"},
		{"АЗЕРБАЙДЖАН", "az-highly-skilled-migrant-programme"}, {"iran elıtes", "ir-special-residence-permit-for-non-iranian-elites"},
		{"Yaponiya", "jp-digital-nomad-visa"},
	} {
		got := ids(table(t).Select(comparison.Filter{Words: c.words}, comparison.ByCountry, locale.Azerbaijani))
		if !slices.Contains(got, c.want) {
			t.Errorf("%q: want %s among them, got %v", c.words, c.want, got)
		}
	}
}

// Azerbaijani has ə after e, Russian an alphabet of its own.
func TestCountriesStandInTheOrderOfTheReadersAlphabet(t *testing.T) {
	t.Parallel()
	for l, want := range map[locale.Language][]string{
		locale.English:     {"Azerbaijan", "Bahrain", "Bangladesh"},
		locale.Azerbaijani: {"Azərbaycan", "Banqladeş", "Bəhreyn"},
		locale.Turkish:     {"Azerbaycan", "Bahreyn", "Bangladeş"},
		locale.Russian:     {"Азербайджан", "Бангладеш", "Бахрейн"},
	} {
		var got []string
		for _, c := range table(t).Countries(l)[:3] {
			got = append(got, c.Names[l])
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", l, diff)
		}
	}
}

func TestTheLongestStayComesFirst(t *testing.T) {
	t.Parallel()
	got := table(t).Select(comparison.Filter{Words: "japan"}, comparison.ByDuration, locale.English)
	want := []string{"jp-business-manager-visa", "jp-startup-visa", "jp-future-creation-individual-visa-j-find", // from 1 year, from 6 months
		"jp-designated-activities-long-stay-for-sightseeing-and-recreation", "jp-digital-nomad-visa"}
	if diff := cmp.Diff(want, ids(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	all := table(t).Select(comparison.Filter{}, comparison.ByDuration, locale.English)
	if all[0].Duration.Text != "Permanent" || !strings.Contains(all[len(all)-1].Duration.Text, "60 days") {
		t.Errorf("want permanent first and 60 days last, got %q and %q", all[0].Duration.Text, all[len(all)-1].Duration.Text)
	}
}

// Whatever is asked in whatever order, nothing is lost, doubled or made up.
func TestOrdersOnlyOrder(t *testing.T) {
	t.Parallel()
	all := table(t).All()
	rapid.Check(t, func(r *rapid.T) {
		answer := rapid.SampledFrom(append(comparison.Answers, comparison.Any))
		f := comparison.Filter{Dependants: answer.Draw(r, "dependants"), Citizenship: answer.Draw(r, "citizenship"),
			Income: answer.Draw(r, "income"), Investment: answer.Draw(r, "investment")}
		by, l := rapid.SampledFrom(comparison.Orders).Draw(r, "order"), rapid.SampledFrom(locale.All).Draw(r, "language")
		got := ids(table(t).Select(f, by, l))
		plain := ids(table(t).Select(f, comparison.ByCountry, locale.English))
		slices.Sort(got)
		slices.Sort(plain)
		if diff := cmp.Diff(plain, got); diff != "" {
			r.Errorf("(-by country +got):\n%s", diff)
		}
		if len(got) > len(all) || len(slices.Compact(got)) != len(plain) {
			r.Error("a programme stands there twice")
		}
	})
}

func TestUpToFourStandSideBySide(t *testing.T) {
	t.Parallel()
	all := ids(table(t).All())
	got, err := table(t).SideBySide([]string{all[5], all[0], all[5]})
	if err != nil || !slices.Equal(ids(got), []string{all[5], all[0]}) {
		t.Errorf("want two in the order asked for, got %v, %v", ids(got), err)
	}
	if got, err := table(t).SideBySide(all[:4]); err != nil || len(got) != 4 {
		t.Errorf("want four, got %d, %v", len(got), err)
	}
	for name, c := range map[string]struct {
		ids  []string
		code string
	}{"five": {all[:5], "too-many-programmes"}, "an unknown one": {[]string{all[0], "az-nothing"}, "no-such-programme"}} {
		_, err := table(t).SideBySide(c.ids)
		var p *problem.Error
		if !errors.As(err, &p) || p.Kind != problem.Invalid || len(p.Faults) != 1 || p.Faults[0].Code != c.code {
			t.Errorf("%s: want %s, got %v", name, c.code, err)
		}
	}
}
