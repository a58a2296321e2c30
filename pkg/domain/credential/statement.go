package credential

import (
	"fmt"
	"strconv"
	"time"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
)

// Statement is everything the statement of reasons of a refusal says. It is made from the case's records, never typed
// freely, and names no officer: only authorities, which are the role in which somebody acted.
type Statement struct {
	Reference  string // the application's number, as the applicant knows it
	Holder     Holder
	Field      Field
	Score      Score
	Criteria   []CriterionReasons
	Objections []ObjectionReasons
	Appeal     Appeal
	Programme  Programme
	Issuer     Issuer
	DecidedAt  time.Time     // the instant; the same statement gives the same unsigned bytes
	DecidedOn  calendar.Date // the civil date of that instant in Baku
	Language   locale.Language
}

// CriterionReasons is how one authority scored one criterion (fact 56).
type CriterionReasons struct {
	Name          locale.Texts
	Authority     locale.Texts
	Points        int
	Maximum       int
	Justification string   // as the authority wrote it, in the language it wrote
	Evidence      []string // what each relied-on document is called
	RuleVersion   string
}

// Resolution is how the review of an objection ended (gap G1).
type Resolution string

// The resolutions. Only an upheld objection refuses.
const (
	Upheld    Resolution = "upheld"
	Lifted    Resolution = "lifted"
	Withdrawn Resolution = "withdrawn"
)

// ObjectionReasons is one objection with what became of it.
type ObjectionReasons struct {
	Authority        locale.Texts
	LegalBasis       string // "" where the programme asks for none
	Reason           string
	Resolution       Resolution
	ResolutionReason string
	ResolvedOn       calendar.Date
}

// Appeal is where and how long the refusal can be appealed against; the term is the programme's (domain 2.12:
// configuration).
type Appeal struct {
	Days       int // calendar days from receipt
	To         locale.Texts
	LegalBasis locale.Texts
}

// Check names every fact that contradicts a refusal (fact 57) or that no statement may lack, or returns nil.
func (s Statement) Check() error {
	var faults []problem.Fault
	add := func(wrong bool, pointer, code string, args ...string) {
		if wrong {
			faults = append(faults, problem.At(pointer, code, args...))
		}
	}
	add(s.Reference == "", "/reference", "required")
	faults = append(faults, s.Holder.Faults()...)
	add(blank(s.Field.Name), "/field/name", "required")
	add(len(s.Criteria) == 0, "/criteria", "required")
	sum := 0
	for i, c := range s.Criteria {
		sum += c.Points
		at := fmt.Sprintf("/criteria/%d", i)
		add(blank(c.Name), at+"/name", "required")
		add(blank(c.Authority), at+"/authority", "required")
		add(c.Justification == "", at+"/justification", "required")
		add(c.Points < 0 || c.Points > c.Maximum, at+"/points", "out-of-range", "min", "0", "max", strconv.Itoa(c.Maximum))
	}
	add(sum != s.Score.Points, "/score/points", "statement-total-wrong", "sum", strconv.Itoa(sum), "total", strconv.Itoa(s.Score.Points))
	for i, o := range s.Objections {
		at := fmt.Sprintf("/objections/%d", i)
		add(blank(o.Authority), at+"/authority", "required")
		add(o.Reason == "", at+"/reason", "required")
		add(o.Resolution != Upheld && o.Resolution != Lifted && o.Resolution != Withdrawn, at+"/resolution",
			"not-listed", "options", "upheld, lifted, withdrawn")
	}
	add(!s.low() && !s.objected(), "/score", "statement-not-a-refusal")
	add(s.Appeal.Days < 1, "/appeal/days", "required")
	add(blank(s.Appeal.To), "/appeal/to", "required")
	add(blank(s.Appeal.LegalBasis), "/appeal/legalBasis", "required")
	add(blank(s.Programme.Act), "/programme/act", "required")
	add(blank(s.Issuer.Name), "/issuer/name", "required")
	add(s.DecidedAt.IsZero(), "/decidedAt", "required")
	add(s.DecidedOn.IsZero(), "/decidedOn", "required")
	add(!s.Language.Valid(), "/language", "not-listed", "options", "az, tr, en, ru")
	return problem.Of(faults)
}

func (s Statement) low() bool { return s.Score.Points < s.Score.Threshold }

func (s Statement) objected() bool {
	for _, o := range s.Objections {
		if o.Resolution == Upheld {
			return true
		}
	}
	return false
}

// lossy reports whether any text that somebody wrote has characters which the typefaces lack.
func (s Statement) lossy() bool {
	var all []string
	for _, c := range s.Criteria {
		all = append(append(all, c.Justification), c.Evidence...)
	}
	for _, o := range s.Objections {
		all = append(all, o.LegalBasis, o.Reason, o.ResolutionReason)
	}
	for _, text := range all {
		if _, lost := legible(text); lost {
			return true
		}
	}
	return false
}
