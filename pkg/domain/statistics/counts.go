package statistics

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
)

// WorkCounter counts the open lanes of all authorities, by when they are due. It is the live side of the figures.
const WorkCounter = "work"

// MonthCounter counts the applications that were submitted in a month, and their lanes.
func MonthCounter(m Month) string { return "statistics/" + string(m) }

// The rows and cells of the counters. A row's name holds what its figures are told apart by. A cell that ends in a
// number is one bar of a histogram, from which medians and quartiles come.
const (
	applicationRow = "application"
	totalRow       = "total"
	laneRow        = "lane"
	allCell        = "all"
	correctedCell  = "corrected"
	extendedCell   = "extended"
	keptCell       = "kept"
	lateCell       = "late"
	openCell       = "open"
	claimedCell    = "claimed"
	dayCell        = "day"
	pointCell      = "point"
)

func named(parts ...string) string { return strings.Join(parts, "|") }

func bar(cell string, value int) string { return named(cell, strconv.Itoa(value)) }

// Counts is what a fact adds to the figures.
func Counts(f Fact) []record.Count {
	month := MonthCounter(f.Month)
	var all []record.Count
	add := func(counter, row, cell string) {
		all = append(all, record.Count{Counter: counter, Row: row, Cell: cell, N: 1})
	}
	row := named(applicationRow, string(f.Field), strings.Join(f.authorities(), ","))
	add(month, row, allCell)
	add(month, row, string(f.Outcome))
	if f.Corrections > 0 {
		add(month, row, correctedCell)
	}
	if f.Extended {
		add(month, row, extendedCell)
	}
	if f.Outcome == Recognised || f.Outcome == Refused {
		add(month, row, bar(dayCell, f.Days))
		add(month, totalRow, bar(pointCell, int(f.Total)))
	}
	for _, l := range f.Lanes {
		switch {
		case l.State == LaneOpen && f.Outcome == UnderWay:
			for _, cell := range WorkCells(l.Authority, l.Claimed) {
				add(WorkCounter, f.WorkRow(), cell)
			}
		case l.State == LaneInTime, l.State == LaneLate:
			l.count(func(cell string) { add(month, l.row(), cell) })
		}
	}
	return all
}

func (l LaneFact) row() string { return named(laneRow, string(l.Lane), string(l.Authority)) }

// count names the cells of a closed lane.
func (l LaneFact) count(add func(cell string)) {
	cell := keptCell
	if l.State == LaneLate {
		cell = lateCell
	}
	add(cell)
	add(bar(dayCell, l.Days()))
	if l.Kind == programme.CriterionLane {
		add(bar(pointCell, int(l.Points)))
	}
}

// authorities lists those that hold a lane, in order.
func (f Fact) authorities() []string {
	var ids []string
	for _, l := range f.Lanes {
		ids = append(ids, string(l.Authority))
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// WorkCells are the cells in which an open lane is counted.
func WorkCells(authority programme.AuthorityID, claimed bool) []string {
	cells := []string{named(string(authority), openCell)}
	if claimed {
		cells = append(cells, named(string(authority), claimedCell))
	}
	return cells
}

// WorkRow is the row of WorkCounter in which the open lanes of the case are counted: that of its term.
func (f Fact) WorkRow() string {
	return named(f.Due.String(), f.NearAt.UTC().Format(time.RFC3339), f.DueAt.UTC().Format(time.RFC3339), string(f.Month))
}

// Work is the open lanes of one authority that are due together.
type Work struct {
	Authority programme.AuthorityID
	Due       calendar.Date
	NearAt    time.Time
	DueAt     time.Time
	Month     Month // of the submission
	Open      int
	Claimed   int
}

// WorkOf reads the figures of WorkCounter. Lines that have come to nothing are left out.
func WorkOf(figures record.Figures) ([]Work, error) {
	var all []Work
	for row, cells := range figures {
		parts := strings.Split(row, "|")
		if len(parts) != 4 {
			return nil, fmt.Errorf("%q is no row of open lanes", row)
		}
		due, err := calendar.ParseDate(parts[0])
		near, wrong := time.Parse(time.RFC3339, parts[1])
		end, amiss := time.Parse(time.RFC3339, parts[2])
		if err != nil || wrong != nil || amiss != nil {
			return nil, fmt.Errorf("%q is no row of open lanes", row)
		}
		for cell, open := range cells {
			authority, kind, _ := strings.Cut(cell, "|")
			if kind != openCell || open == 0 {
				continue
			}
			all = append(all, Work{Authority: programme.AuthorityID(authority), Due: due, NearAt: near, DueAt: end, Month: Month(parts[3]),
				Open: open, Claimed: cells[named(authority, claimedCell)]})
		}
	}
	return all, nil
}
