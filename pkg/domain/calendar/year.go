package calendar

import (
	"strings"

	"hsmp.example/cases/pkg/locale"
)

// Years in this span are worked out once and kept; others are worked out each time they are asked for.
const (
	firstSlot = 2000
	yearSlots = 128
)

type year struct {
	first       int // day number of 1 January
	days        []cell
	provisional bool
}

type cell struct {
	working bool
	reason  Reason
	names   locale.Texts
	act     locale.Texts
}

// feast is one non-working day as the law names it; two may fall on one date.
type feast struct {
	*holiday
	act locale.Texts
}

type feasts map[int][]feast

func (s *state) year(y int) *year {
	slot := y - firstSlot
	if slot < 0 || slot >= yearSlots {
		return s.build(y)
	}
	if known := s.years[slot].Load(); known != nil {
		return known
	}
	// Two goroutines may both build it; both build the same.
	built := s.build(y)
	s.years[slot].Store(built)
	return built
}

// build needs the neighbours: a rest day of December may move into January, and must not land on a holiday there.
func (s *state) build(y int) *year {
	all := feasts{}
	for _, near := range []int{y - 1, y, y + 1} {
		s.collect(near, all)
	}
	moved := s.transfers(y-1, all, nil) // the last holidays of December move rest days into January
	moved = s.transfers(y, all, moved)
	first, next := Date{y, 1, 1}.number(), Date{y + 1, 1, 1}.number()
	built := &year{first: first, days: make([]cell, next-first), provisional: s.published(y) == nil}
	for n := first; n < next; n++ {
		built.days[n-first] = s.cell(n, all, moved)
	}
	return built
}

// cell says what one day is. The order is the law's: the Cabinet's act on a single day overrides everything, a holiday
// stays one on whatever day it falls, and only a day that is neither can have taken a moved rest day; the weekend is
// asked last, because a holiday on a Sunday is to be told as the holiday.
func (s *state) cell(n int, all feasts, moved map[int]cell) cell {
	if is, ok := s.exceptions[n]; ok {
		return is
	}
	if found := all[n]; len(found) > 0 {
		return cell{reason: Holiday, names: names(found), act: found[0].act}
	}
	if is, ok := moved[n]; ok {
		return is
	}
	if weekend(n) {
		return cell{reason: Weekend, names: s.source.Reasons[Weekend]}
	}
	return cell{working: true}
}

// collect adds the holidays of a year. Where the year is not published, movable ones are reckoned.
func (s *state) collect(y int, into feasts) {
	known := s.published(y)
	for i := range s.source.Holidays {
		h := &s.source.Holidays[i]
		if !h.valid(y) {
			continue
		}
		act := s.source.Acts[s.source.Rule]
		if known != nil && h.Movable {
			act = s.source.Acts[known.Act]
		}
		for _, start := range h.starts(y, known) {
			for n := start; n < start+h.Days; n++ {
				into[n] = append(into[n], feast{h, act})
			}
		}
	}
}

func (h *holiday) starts(y int, known *publishedYear) []int {
	switch {
	case h.Movable && known != nil:
		return []int{known.Starts[h.ID].number()}
	case h.Lunar.Month > 0:
		return lunar(y, h.Lunar)
	default:
		return []int{Date{y, h.On.month, h.On.day}.number()}
	}
}

func (s *state) published(y int) *publishedYear {
	for i := range s.source.Years {
		if s.source.Years[i].Year == y {
			return &s.source.Years[i]
		}
	}
	return nil
}

// transfers adds the rest days that the holidays of year y move, to those already moved. First every rest day that
// meets a holiday, in date order (Labour Code 105(5)); then every day of Qurban or Ramazan that meets another holiday,
// in date order (105(6)). Each takes the next day that is neither weekend nor holiday nor taken. This order gives the
// official list of 2026 and 18-19 June 2018 (domain 2.5, "Checked").
func (s *state) transfers(y int, all feasts, moved map[int]cell) map[int]cell {
	if moved == nil {
		moved = map[int]cell{}
	}
	first, next := Date{y, 1, 1}.number(), Date{y + 1, 1, 1}.number()
	for _, due := range []func([]feast, int) bool{restDayMeets, feastsMeet} {
		for n := first; n < next; n++ {
			if found := all[n]; due(found, n) {
				moved[all.free(n, moved)] = cell{reason: Transferred, names: s.transferred(names(found)), act: s.source.Acts[s.source.Rule]}
			}
		}
	}
	return moved
}

func restDayMeets(found []feast, n int) bool {
	if !weekend(n) {
		return false
	}
	for _, f := range found {
		// 20 January, the day of mourning, is never transferred (domain 2.5 rule 1).
		if !f.NeverTransferred {
			return true
		}
	}
	return false
}

func feastsMeet(found []feast, _ int) bool {
	transferable, adds := 0, false
	for _, f := range found {
		adds = adds || f.OverlapAddsDay
		if !f.NeverTransferred {
			transferable++
		}
	}
	return adds && transferable > 1
}

func (all feasts) free(n int, moved map[int]cell) int {
	for n++; ; n++ {
		if _, taken := moved[n]; !taken && !weekend(n) && len(all[n]) == 0 {
			return n
		}
	}
}

func names(found []feast) locale.Texts {
	if len(found) == 1 {
		return found[0].Names
	}
	joined := locale.Texts{}
	for _, l := range locale.All {
		var each []string
		for _, f := range found {
			each = append(each, f.Names.In(l))
		}
		joined[l] = strings.Join(each, ", ")
	}
	return joined
}

// transferred names a moved rest day after the holiday that moved it: "Day off for Novruz".
func (s *state) transferred(after locale.Texts) locale.Texts {
	filled := locale.Texts{}
	for _, l := range locale.All {
		filled[l] = locale.Fill(s.source.Reasons[Transferred].In(l), map[string]string{"holiday": after.In(l)})
	}
	return filled
}

// lunar reckons the days of Gregorian year y on which a lunar date falls, by the tabular Islamic calendar (30-year
// cycle, leap years 2 5 7 10 13 16 18 21 24 26 29). The Cabinet goes by announcement and may differ by a day: that is
// why days found here are provisional. A year of 365 days can hold the same lunar date twice.
func lunar(y int, of lunarDay) []int {
	first, next := Date{y, 1, 1}.number(), Date{y + 1, 1, 1}.number()
	guess := (y - 622) * 33 / 32
	var found []int
	for hijri := guess - 1; hijri <= guess+2; hijri++ {
		n := of.Day + (59*(of.Month-1)+1)/2 + (hijri-1)*354 + (3+11*hijri)/30 + lunarEpoch
		if n >= first && n < next {
			found = append(found, n)
		}
	}
	return found
}

// lunarEpoch is the day number before 1 Muharram 1 of the civil epoch (16 July 622). Against the published years
// 2018-2026 it is right on 11 of 18 days and one day late on 7; the astronomical epoch is the other way round.
const lunarEpoch = 1948440 - 1 - 2440588
