package comparison

import (
	"cmp"
	"math"
	"strconv"
	"strings"
)

// stay is how long a programme lets people stay, in days; months of 30 and years of 365 are near enough to order by.
type stay struct{ from, to int }

// permanent is longer than any number of years.
const permanent = math.MaxInt

var unitDays = map[string]int{"day": 1, "month": 30, "year": 365}

// stayOf reads "3 years — 5 years", "90 days" or "Permanent". What it cannot read is the shortest stay, and comes last.
func stayOf(p Programme) stay {
	from, to, found := strings.Cut(p.Duration.Text, " — ")
	if !found {
		to = from
	}
	return stay{daysOf(from), daysOf(to)}
}

func daysOf(text string) int {
	if text == "Permanent" {
		return permanent
	}
	number, unit, _ := strings.Cut(text, " ")
	n, err := strconv.Atoi(number)
	if err != nil {
		return 0
	}
	return n * unitDays[strings.TrimSuffix(unit, "s")]
}

// compare puts the longer stay higher: by its end, then by its beginning.
func (s stay) compare(other stay) int {
	return cmp.Or(cmp.Compare(s.to, other.to), cmp.Compare(s.from, other.from))
}
