package comparison_test

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/localstack/browser"
)

func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }

const (
	home  = "az-highly-skilled-migrant-programme"
	other = "az-investor-temporary-residence-permit"
)

var boxes = regexp.MustCompile(`name="compare" form="chooser" type="checkbox" value="([a-z0-9-]+)"( checked)?`)

// listed are the ids on the page in their order, and those of them that are ticked.
func listed(a visitor.Answer) (ids, chosen []string) {
	for _, box := range boxes.FindAllStringSubmatch(a.Body, -1) {
		ids = append(ids, box[1])
		if box[2] != "" {
			chosen = append(chosen, box[1])
		}
	}
	return ids, chosen
}

func TestThePagesAreThereInFourLanguages(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	for _, l := range visitor.Languages {
		v.Get("/"+l+"/comparison").WantPage(t, http.StatusOK, l)
		v.Get("/"+l+"/comparison?words=zzz").WantPage(t, http.StatusOK, l)
		v.Get("/"+l+"/comparison/side-by-side?compare="+home+"&compare="+other).WantPage(t, http.StatusOK, l)
		v.Get("/"+l+"/comparison/side-by-side").WantPage(t, http.StatusUnprocessableEntity, l)
	}
}

func TestTheWholeTableStandsOnOneLightPage(t *testing.T) {
	t.Parallel()
	got := visitor.New(t).Get("/ru/comparison")
	if ids, _ := listed(got); len(ids) != 129 {
		t.Errorf("want 129 programmes, got %d", len(ids))
	}
	var line bytes.Buffer
	w := gzip.NewWriter(&line)
	_, _ = w.Write(got.Raw)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if line.Len() > 15<<10 {
		t.Errorf("want at most 15 KB on the line, so that the page with all it takes stays below 60, got %d", line.Len())
	}
}

func TestFiltersAndOrdersOfTheAddress(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	for name, c := range map[string]struct {
		query string
		found int
		first string
		sees  []string
	}{
		"nothing asked":                {"", 129, "", []string{"129 programmes found of 129"}},
		"a country":                    {"country=az", 2, home, []string{`<option value="az" selected>Azerbaijan`, `hsmp-tag--progress">Azerbaijan<`}},
		"words":                        {"words=Türkiyə+turquoise", 1, "", []string{`value="Türkiyə turquoise"`, "1 programme found"}},
		"no dependants":                {"dependants=no", 10, "", nil},
		"citizenship unsaid":           {"citizenship=unsaid", 44, "", nil},
		"an income":                    {"has=income", 41, "", []string{`<option value="income" selected>`, "Income: <span lang=\"en\">"}},
		"an investment":                {"has=investment", 56, "", nil},
		"funds":                        {"has=funds", 2, "", nil},
		"capital":                      {"has=capital", 15, "", nil},
		"all together":                 {"country=az&dependants=yes&citizenship=yes&has=investment", 1, other, []string{"Yes, after 5 years"}},
		"the longest stay first":       {"country=az&order=duration", 2, home, []string{`aria-sort="descending"`, `name="order" value="duration"`}},
		"by name":                      {"country=az&order=programme", 2, home, []string{`aria-sort="ascending"`}},
		"words that nothing has":       {"words=zzz", 0, "", []string{"No programme fits", "Show all programmes"}},
		"answers that are none":        {"dependants=perhaps&has=gold&order=amount&country=", 129, "", []string{"129 programmes found"}},
		"a country that is none":       {"country=%3Cb%3E", 0, "", []string{"No programme fits"}},
		"chosen ones stay ticked":      {"country=az&compare=" + home, 2, home, nil},
		"a sort link keeps the filter": {"country=az&has=investment", 1, other, []string{`href="/en/comparison?country=az&has=investment&order=duration"`}},
	} {
		got := v.Get("/en/comparison?" + c.query)
		ids, chosen := listed(got)
		if got.Status != http.StatusOK || len(ids) != c.found || c.first != "" && ids[0] != c.first {
			t.Errorf("%s: want %d programmes and %q first, got %d: %d %q", name, c.found, c.first, got.Status, len(ids), ids)
		}
		got.Wants(t, c.sees...)
		if strings.Contains(c.query, "compare=") && (len(chosen) != 1 || chosen[0] != home) {
			t.Errorf("%s: want %s ticked, got %q", name, home, chosen)
		}
	}
}

func TestCutCellsAndAmountsSayWhatTheyAre(t *testing.T) {
	t.Parallel()
	got := visitor.New(t).Get("/en/comparison")
	got.Wants(t, "they cannot be compared as numbers", "nomadvisa.app", "it gives no date of its own")
	if n := strings.Count(got.Body, "(cut in the source)"); n != 18 {
		t.Errorf("want 18 cells said to be cut (fact 77), got %d", n)
	}
	got.Hides(t, "...")
}

func TestUpToFourStandSideBySide(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	all, _ := listed(v.Get("/en/comparison?order=programme"))
	asked := func(ids ...string) string {
		return "/en/comparison/side-by-side?compare=" + strings.Join(ids, "&compare=")
	}
	for name, c := range map[string]struct {
		path    string
		status  int
		columns int
		sees    []string
	}{
		"one":                  {asked(home), 200, 1, []string{"3 years — 5 years", "Not stated"}},
		"two":                  {asked(home, other), 200, 2, []string{"AZN 100,000 one-time", "Yes, after 5 years"}},
		"four":                 {asked(all[:4]...), 200, 4, nil},
		"five":                 {asked(all[:5]...), 422, 0, []string{`href="#compare"`, "At most 4 programmes"}},
		"one twice":            {asked(home, home), 200, 1, nil},
		"none":                 {"/en/comparison/side-by-side?country=az", 422, 0, []string{`href="#compare"`, "No programme is chosen", `<option value="az" selected>`}},
		"one that is not":      {asked("xx-nothing", home), 422, 0, []string{"xx-nothing"}},
		"a way back":           {asked(home) + "&country=az", 200, 1, []string{`href="/en/comparison?compare=` + home + `&country=az"`}},
		"one can be left out":  {asked(home, other), 200, 2, []string{`href="/en/comparison/side-by-side?compare=` + other + `"`}},
		"the last one as well": {asked(home), 200, 1, []string{`href="/en/comparison"`}},
	} {
		got := v.Get(c.path)
		if got.Status != c.status {
			t.Errorf("%s: want %d, got %d", name, c.status, got.Status)
		}
		got.Wants(t, c.sees...)
		if n := strings.Count(got.Body, `<th scope="col" class="govuk-table__header" lang="en">`); c.status == 200 && n != c.columns {
			t.Errorf("%s: want %d columns, got %d", name, c.columns, n)
		}
	}
	_, chosen := listed(v.Get(asked(all[:5]...)))
	if diff := cmp.Diff(slices.Sorted(slices.Values(all[:5])), slices.Sorted(slices.Values(chosen))); diff != "" {
		t.Errorf("too many: what was ticked is lost (-want +got):\n%s", diff)
	}
}

// What axe looks for is the same in every language; what long words do is not.
func TestTheComparisonStandsUpToInspection(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	p := browser.Start(t, browser.At(browser.Site{URL: v.URL, Root: "../../../.."}))
	for _, path := range []string{"/comparison?country=az", "/comparison/side-by-side?compare=" + home + "&compare=" + other} {
		for _, l := range visitor.Languages {
			p.OpenAddress(v.URL + "/" + l + path)
			p.Fits()
		}
		p.Axe()
	}
}

func TestProgrammesAreChosenInEveryManner(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	for name, options := range map[string][]browser.Option{"with the mouse": nil, "by keyboard": {browser.ByKeyboard()}, "without scripts": {browser.WithoutJavaScript()}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := browser.Start(t, append(options, browser.At(browser.Site{URL: v.URL, Root: "../../../.."}), browser.In("en"))...)
			p.Open("/comparison")
			p.Choose("Country", "Azerbaijan")
			p.Click("Show")
			p.See("2 programmes found of 129")
			p.Click("Compare the chosen programmes")
			p.See("No programme is chosen")
			p.Check("Highly Skilled Migrant Programme")
			p.Check("Investor Temporary Residence Permit")
			p.Click("Compare the chosen programmes")
			p.IsAt("/comparison/side-by-side")
			p.See("AZN 100,000 one-time", "3 years — 5 years")
			p.Click("Back")
			p.See("2 programmes found of 129")
			if !p.Checked("Highly Skilled Migrant Programme") {
				t.Error("want the choice kept on the way back")
			}
		})
	}
}
