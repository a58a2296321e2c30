package comparison

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/language"

	"hsmp.example/cases/pkg/domain/evidence"
)

//go:embed programmes.csv
var published []byte

// Table is the whole table, in the order in which it was published. It is safe for concurrent use.
type Table struct{ rows []Programme }

var embedded = sync.OnceValues(func() (Table, error) { return Read(published) })

// Load returns the built-in table; it fails only if the embedded file is broken, which a test excludes.
func Load() (Table, error) { return embedded() }

// header is the first line of the file; another one means another table.
const header = "flag,country,programme,income,investment,funds_required,capital_required,duration,dependants,citizenship"

// Read reads a table. It fails on another header, on a flag that belongs to no country, on words that are neither yes
// nor no where one is due, and on two rows of one id.
func Read(raw []byte) (Table, error) {
	lines, err := csv.NewReader(bytes.NewReader(raw)).ReadAll()
	if err != nil {
		return Table{}, fmt.Errorf("comparison: %w", err)
	}
	if len(lines) == 0 || strings.Join(lines[0], ",") != header {
		return Table{}, fmt.Errorf("comparison: want the header %s", header)
	}
	t := Table{rows: make([]Programme, 0, len(lines)-1)}
	seen := map[string]bool{}
	for i, line := range lines[1:] {
		p, err := rowOf(line)
		if err == nil && seen[p.ID] {
			err = fmt.Errorf("the id %s is there already", p.ID)
		}
		if err != nil {
			return Table{}, fmt.Errorf("comparison: row %d: %w", i+1, err)
		}
		seen[p.ID] = true
		t.rows = append(t.rows, p)
	}
	return t, nil
}

func rowOf(line []string) (Programme, error) {
	country, err := countryOf(line[0], line[1])
	if err != nil {
		return Programme{}, err
	}
	p := Programme{ID: country.Code + "-" + slug(line[2]), Country: country, Name: line[2], Income: cellOf(line[3]),
		Investment: cellOf(line[4]), Funds: cellOf(line[5]), Capital: cellOf(line[6]), Duration: cellOf(line[7])}
	if p.Dependants, _, err = answerOf(line[8]); err != nil {
		return p, err
	}
	p.Citizenship.Text = cellOf(line[9]).Text
	p.Citizenship.Answer, p.Citizenship.Years, err = answerOf(line[9])
	return p, err
}

// nothing is how the table writes that it says nothing.
const nothing = "—"

// cellOf keeps the text whole: a cut one stays as it is.
func cellOf(text string) Cell {
	if text == nothing {
		return Cell{}
	}
	return Cell{Text: text, Cut: strings.HasSuffix(text, "...")}
}

// answerOf reads "Yes", "No", "—" and "Yes (5yr)".
func answerOf(text string) (Answer, int, error) {
	switch text {
	case "Yes":
		return Yes, 0, nil
	case "No":
		return No, 0, nil
	case nothing:
		return Unsaid, 0, nil
	}
	inner, ok := strings.CutPrefix(text, "Yes (")
	years, found := strings.CutSuffix(inner, "yr)")
	n, err := strconv.Atoi(years)
	if !ok || !found || err != nil || n < 1 {
		return Any, 0, fmt.Errorf("want yes or no, got %q", text)
	}
	return Yes, n, nil
}

// countryOf reads the ISO code out of the flag, which is written in two regional letters.
func countryOf(flag, name string) (Country, error) {
	code := ""
	for _, r := range flag {
		if r < '🇦' || r > '🇿' {
			return Country{}, fmt.Errorf("%q is no flag", flag)
		}
		code += string('A' + r - '🇦')
	}
	region, err := language.ParseRegion(code)
	if err != nil || evidence.ISOState(region.ISO3()) == "" {
		return Country{}, fmt.Errorf("no country has the flag %q", flag)
	}
	return Country{Code: strings.ToLower(code), Flag: flag, Published: name, Names: evidence.StateNames(region.ISO3())}, nil
}

// slug writes a name as part of an id: small Latin letters, digits and hyphens.
func slug(name string) string {
	var words []string
	for _, word := range strings.FieldsFunc(fold(name), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }) {
		words = append(words, word)
	}
	return strings.Join(words, "-")
}
