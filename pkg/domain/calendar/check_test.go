package calendar

import (
	"fmt"
	"slices"
	"time"

	"hsmp.example/cases/pkg/domain/calendar/datafile"
)

// check finds what is written correctly and cannot be true.
func check(tree *datafile.Tree, file source) datafile.Faults {
	c := checker{Tree: tree, file: file}
	for _, r := range []Reason{Weekend, Transferred, Swap} {
		if _, ok := file.Reasons[r]; !ok {
			c.fault("/reasons", "%s is missing", r)
		}
	}
	c.act("/rule", file.Rule)
	c.holidays()
	for i, y := range file.Years {
		c.year(fmt.Sprintf("/years/%d", i), y, file.Years[:i])
	}
	if len(c.faults) == 0 {
		c.exchanges()
	}
	return c.faults
}

type checker struct {
	*datafile.Tree
	file   source
	faults datafile.Faults
}

func (c *checker) fault(pointer, format string, args ...any) {
	c.faults = append(c.faults, c.Fault(pointer, format, args...))
}

func (c *checker) act(pointer, id string) {
	if _, ok := c.file.Acts[id]; !ok {
		c.fault(pointer, "acts has no %q", id)
	}
}

func (c *checker) holidays() {
	seen := map[string]bool{}
	for i, h := range c.file.Holidays {
		at := fmt.Sprintf("/holidays/%d", i)
		if seen[h.ID] {
			c.fault(at+"/id", "%s is there already", h.ID)
		}
		seen[h.ID] = true
		if h.Days < 1 || h.Days > 10 {
			c.fault(at+"/days", "want 1 to 10 days, got %d", h.Days)
		}
		if (h.On.day == 0) == (h.Lunar.Month == 0) {
			c.fault(at, "want one of on and lunar")
		}
		if h.Lunar.Month > 0 && !h.Movable {
			c.fault(at+"/lunar", "a lunar holiday is movable")
		}
		if h.Lunar.Month > 12 || h.Lunar.Day > 30 || (h.Lunar.Month > 0 && h.Lunar.Day < 1) {
			c.fault(at+"/lunar", "no such day in the lunar year")
		}
		if h.Until > 0 && h.Until < h.Since {
			c.fault(at+"/until", "lies before since")
		}
	}
}

func (c *checker) year(at string, y publishedYear, before []publishedYear) {
	if slices.ContainsFunc(before, func(b publishedYear) bool { return b.Year >= y.Year }) {
		c.fault(at+"/year", "years must follow each other, each once")
	}
	for _, h := range c.file.Holidays {
		start, ok := y.Starts[h.ID]
		if h.Movable && !ok {
			c.fault(at+"/starts", "%s is missing", h.ID)
		}
		if ok && start.Year != y.Year {
			c.fault(at+"/starts/"+h.ID, "lies outside %d", y.Year)
		}
	}
	for id := range y.Starts {
		if !slices.ContainsFunc(c.file.Holidays, func(h holiday) bool { return h.Movable && h.ID == id }) {
			c.fault(at+"/starts/"+id, "no movable holiday has this id")
		}
	}
	c.act(at+"/act", y.Act)
	for i, v := range y.Voting {
		c.act(fmt.Sprintf("%s/voting/%d/act", at, i), v.Act)
	}
	for i, s := range y.Swaps {
		c.act(fmt.Sprintf("%s/swaps/%d/act", at, i), s.Act)
		if len(s.Working) != len(s.Rest) || len(s.Rest) == 0 {
			c.fault(fmt.Sprintf("%s/swaps/%d", at, i), "want as many working days as rest days, got %d and %d", len(s.Working), len(s.Rest))
		}
	}
}

// exchanges finds mistyped dates: a swap must turn a rest day into a working day and the other way round.
func (c *checker) exchanges() {
	plain := open(c.withoutExchanges(), "")
	for i, y := range c.file.Years {
		for j, s := range y.Swaps {
			at := fmt.Sprintf("/years/%d/swaps/%d", i, j)
			c.each(plain, at+"/working", s.Working, false)
			c.each(plain, at+"/rest", s.Rest, true)
		}
		for j, v := range y.Voting {
			c.is(plain, fmt.Sprintf("/years/%d/voting/%d/date", i, j), v.Date, true)
		}
	}
}

func (c *checker) each(plain Calendar, at string, dates []Date, working bool) {
	for i, d := range dates {
		c.is(plain, fmt.Sprintf("%s/%d", at, i), d, working)
	}
}

func (c *checker) is(plain Calendar, at string, d Date, working bool) {
	already := "a working day"
	if working {
		already = "a rest day"
	}
	if plain.Day(d).Working != working {
		c.fault(at, "%s is %s already", d, already)
	}
}

func (c *checker) withoutExchanges() source {
	plain := c.file
	plain.Years = slices.Clone(plain.Years)
	for i := range plain.Years {
		plain.Years[i].Swaps, plain.Years[i].Voting = nil, nil
	}
	return plain
}

// Parse reads another data file in the form of calendar.yaml. It fails, as datafile.Faults, with every fault of the
// file, each with line and column.
func Parse(raw []byte) (Calendar, error) {
	tree, err := datafile.Read(raw)
	if err != nil {
		return Calendar{}, err
	}
	var file source
	faults := tree.Decode(&file, datafile.Texts)
	if len(faults) == 0 {
		faults = check(tree, file)
	}
	if err := faults.Err(); err != nil {
		return Calendar{}, err
	}
	return open(file, digest(raw)), nil
}

// AnchorAt returns the anchor of a submission at an instant.
func AnchorAt(t time.Time) Anchor { return Anchor{At: t, Date: DateOf(t)} }
