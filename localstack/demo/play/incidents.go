package play

import (
	"context"
	"errors"
	"fmt"

	"hsmp.example/cases/localstack/demo/client"
	"hsmp.example/cases/localstack/demo/papers"
)

// mendedUser is whose diploma lacks a translation.
const mendedUser = "kenji"

// object raises an objection from the clearance lane.
func (s *scene) object(ctx context.Context) error {
	status, err := s.await(ctx, "the opening of the clearance", func(status client.Status) bool { return status.Lane(clearance).ID != "" })
	if err != nil {
		return err
	}
	officer, err := s.take(ctx, status.Lane(clearance))
	if err != nil {
		return err
	}
	return officer.Post(ctx, s.filed.CasePath("/lanes/clearance/objection"), map[string]any{
		"reason":      "The data of an earlier stay in the country do not agree with what was stated.",
		"legal_basis": "Migration Code, article 16"}, nil)
}

// rule has the Service's reviewer, who is not who objected, uphold or lift the objection.
func (s *scene) rule(ctx context.Context, ruling string) error {
	reviewer, err := s.site.SignIn(ctx, "reviewer")
	if err != nil {
		return err
	}
	var seen client.Case
	err = reviewer.Get(ctx, s.filed.CasePath(""), &seen)
	if err != nil {
		return err
	}
	if len(seen.Objections) != 1 {
		return fmt.Errorf("want one objection to rule on, got %d", len(seen.Objections))
	}
	reason := "The difference was a mistake of the border's register, which has been corrected."
	if ruling == "upheld" {
		reason = "The difference was looked into and could not be explained."
	}
	return reviewer.Post(ctx, s.filed.CasePath(fmt.Sprintf("/objections/%d/resolution", seen.Objections[0].Number)),
		map[string]any{"ruling": ruling, "reason": reason}, nil)
}

// silent leaves one lane alone past every checkpoint, sees that silence is answered by reminders and never by points,
// and then has it scored.
func silent(ctx context.Context, s *scene) error {
	err := s.assess(ctx, experience, goals, education, finances, languages, clearance)
	if err != nil {
		return err
	}
	status, err := s.await(ctx, "four reminders, the escalation and the first day of lateness", func(status client.Status) bool {
		lane := status.Lane(labour)
		return lane.Reminders >= 4 && lane.Escalated && status.LateBy >= 1
	})
	if err != nil {
		return err
	}
	lane := status.Lane(labour)
	s.expect(status.State == assessing && lane.State == "open", "want the case assessing and the silent lane open, got %s and %s",
		status.State, lane.State)
	var problem *client.Problem
	err = s.applicant.Get(ctx, s.filed.Path("/decision"), nil)
	s.expect(errors.As(err, &problem) && problem.Code == "not-decided", "want no decision while an authority is silent, got %v", err)
	err = s.assess(ctx, labour)
	if err != nil {
		return err
	}
	return s.decide(ctx)
}

// mended asks the applicant for a missing translation, and for ten more working days.
func mended(ctx context.Context, s *scene) error {
	err := s.extend(ctx) // first, since a term that has run out cannot be made longer
	if err != nil {
		return err
	}
	err = s.correct(ctx)
	if err != nil {
		return err
	}
	return plain(ctx, s)
}

func (s *scene) correct(ctx context.Context) error {
	status, err := s.look(ctx)
	if err != nil {
		return err
	}
	officer, err := s.officer(ctx, status.Lane(education))
	if err != nil {
		return err
	}
	request := "The diploma is in French. Please add a sworn translation into Azerbaijani or English."
	err = officer.Post(ctx, s.filed.CasePath("/lanes/education/correction"), map[string]any{"request": request}, nil)
	if err != nil {
		return err
	}
	_, err = s.await(ctx, "the request to the applicant", func(status client.Status) bool { return len(status.Corrections) == 1 })
	if err != nil {
		return err
	}
	asked, err := s.filed.Corrections(ctx)
	if err != nil {
		return err
	}
	if len(asked) != 1 || asked[0].Request != request {
		return fmt.Errorf("want the applicant to read what the officer asked for, got %+v", asked)
	}
	translation, err := papers.People[s.plot.User].Translation(s.filed.Documents["diploma"])
	if err != nil {
		return err
	}
	err = s.attach(ctx, translation)
	if err != nil {
		return err
	}
	return s.applicant.Post(ctx, s.filed.Path(fmt.Sprintf("/corrections/%d/reply", asked[0].Number)), map[string]any{
		"text": "Here is the sworn translation.", "documents": []string{s.filed.Documents["translation"]}}, nil)
}

// extend has an authority ask and a supervisor of the Service grant; the due date moves.
func (s *scene) extend(ctx context.Context) error {
	status, err := s.await(ctx, "the opening of the lanes", func(status client.Status) bool { return status.Lane(experience).ID != "" })
	if err != nil {
		return err
	}
	before := status.Due.Date
	officer, err := s.officer(ctx, status.Lane(experience))
	if err != nil {
		return err
	}
	err = officer.Post(ctx, s.filed.CasePath("/lanes/experience/extension"), map[string]any{
		"reason": "The former employer abroad has to be asked about the position that was held."}, nil)
	if err != nil {
		return err
	}
	supervisor, err := s.site.SignIn(ctx, "supervisor-sms")
	if err != nil {
		return err
	}
	err = supervisor.Post(ctx, s.filed.CasePath("/extensions/1/approval"), map[string]any{
		"granted": true, "reason": "The enquiry abroad is needed to judge the experience."}, nil)
	if err != nil {
		return err
	}
	status, err = s.await(ctx, "the extension", func(status client.Status) bool {
		return len(status.Extensions) == 1 && status.Extensions[0].State == "granted"
	})
	if err != nil {
		return err
	}
	s.expect(status.Due.Date > before && status.Due.WorkingDays == 30, "want a due date after %s by 30 working days, got %s by %d",
		before, status.Due.Date, status.Due.WorkingDays)
	return nil
}
