// Package drafts makes complete applications for tests, so that a test changes only what it is about. Tests only.
package drafts

import (
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/locale"
)

// Day is the day tests file on: Monday 5 January 2026, whose due date is known (domain 2.5).
var Day = calendar.Date{Year: 2026, Month: 1, Day: 5}

// At is an instant on Day, ten in the morning in Baku.
var At = Day.Start().Add(10 * time.Hour)

// Applicant is who files the drafts.
var Applicant = record.Actor{ID: "applicant-1", Role: "applicant"}

// Form is complete and without fault.
func Form() application.Form {
	return application.Form{
		Identity: application.Identity{FamilyName: "Yılmaz", GivenNames: "Emre", Sex: "M",
			BirthDate: calendar.Date{Year: 1988, Month: 4, Day: 12}, BirthPlace: "İzmir", Nationalities: []string{"TUR"},
			Papers: []application.TravelPapers{{Kind: "passport", Number: "U12345678", Issuer: "TUR",
				IssuedOn: calendar.Date{Year: 2022, Month: 3, Day: 1}, ExpiresOn: calendar.Date{Year: 2032, Month: 2, Day: 29}}}},
		Contact:     application.Contact{Email: "emre@example.org", Phone: "+905321234567", Country: "TUR", Address: "İzmir, Konak"},
		Expertise:   application.Expertise{Field: "it", Profession: "Software engineer", Summary: "Twelve years of payment systems."},
		Experience:  []application.Employment{{Employer: "Ege Yazılım", Country: "TUR", Position: "Lead engineer", Since: calendar.Date{Year: 2014, Month: 9, Day: 1}}},
		Education:   []application.Study{{Institution: "Ege University", Country: "TUR", Level: "master", Subject: "Computer engineering", Language: "tr", Completed: 2012}},
		Languages:   []application.Skill{{Language: "en", Level: "C1", Certificate: "IELTS 8.0"}},
		Finances:    application.Finances{Currency: "USD", YearlyIncome: 60000, Funds: 25000},
		Impact:      application.Impact{Goals: "Instant payments for the region.", LabourMarket: "Will train a team of ten."},
		Declaration: application.Declaration{Truthful: true, DataProcessing: true},
	}
}

// Documents are accepted ones of every kind that Form needs.
func Documents() []evidence.Document {
	kinds := []string{"passport", "diploma", "reference", "bank-statement", "income-proof", "language-certificate"}
	documents := make([]evidence.Document, len(kinds))
	for i, kind := range kinds {
		documents[i] = evidence.Document{ID: "doc_" + kind, Kind: kind, FileName: kind + ".pdf", Language: "en",
			DeclaredType: "application/pdf", DeclaredSize: 1000, State: evidence.Accepted, Version: "1", UploadedAt: At,
			Report: evidence.Report{Kind: evidence.PDF, Size: 1000, Pages: 1, SHA256: "sha-" + kind}, Verdict: evidence.Clean}
	}
	return documents
}

// Draft is a complete draft.
func Draft(id application.ID) application.Case {
	c := application.Begin(application.Act{By: Applicant, At: At}, id, "prs_1", locale.English)
	c.Form, c.Documents = Form(), Documents()
	return c
}

// Timetable is the built-in programme with a clock of that speed; 0 is real time.
func Timetable(daySeconds int) (application.Timetable, error) {
	p, err := programme.Load()
	if err != nil {
		return application.Timetable{}, err
	}
	days, err := calendar.Load()
	return application.Timetable{Programme: p, Clock: calendar.Clock{Calendar: days, DaySeconds: daySeconds, FirstDay: p.Clock.FirstDay}}, err
}

// Officer is an officer of an authority.
func Officer(name, authority string) record.Actor {
	return record.Actor{ID: name, Role: "officer", Authority: authority}
}

// Evidence names, for each criterion, a document of Documents that its lane sees.
var Evidence = map[programme.LaneID]string{"experience": "doc_reference", "national-goals": "doc_reference", "education": "doc_diploma",
	"financial-stability": "doc_bank-statement", "labour-market": "doc_reference", "languages": "doc_language-certificate"}
