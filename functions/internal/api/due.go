package api

import (
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/locale"
)

// Due is a due date that explains itself.
type Due struct {
	Date        calendar.Date `json:"date"`
	WorkingDays int           `json:"working_days" example:"20"`
	Provisional bool          `json:"provisional" doc:"The calendar of a year on the way is not published yet, so the date may move"`
	Explanation []string      `json:"explanation" doc:"Why this date: what did not count, in the caller's language"`
}

// DueOf writes a due date.
func DueOf(l locale.Language, d calendar.Due) Due {
	return Due{Date: d.Date, WorkingDays: d.WorkingDays, Provisional: d.Provisional, Explanation: d.Explain(l)}
}

// On returns the date, or nothing for no date.
func On(d calendar.Date) *calendar.Date {
	if d.IsZero() {
		return nil
	}
	return &d
}
