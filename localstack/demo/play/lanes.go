package play

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"

	"hsmp.example/cases/localstack/demo/client"
)

// rests names, for each lane, the kind of document that its points rest on.
var rests = map[string]string{experience: "reference", goals: "reference", education: "diploma", finances: "bank-statement",
	labour: "reference", languages: "language-certificate", clearance: "passport"}

// justifications are what officers write; the points and the maximum are in the decision beside them.
var justifications = map[string]string{
	experience: "More than ten years in the field, the past five of them in a leading position, confirmed by the letter of reference.",
	goals:      "The profession is among the priority directions; the plan that was stated is concrete.",
	education:  "A master's degree of an accredited university, apostilled; the subject fits the field.",
	finances:   "Income and funds of the past two years are proved by the statement of the account.",
	labour:     "The shortage in this occupation is known; training of local colleagues is promised in writing.",
	languages:  "An international certificate above level B2 was shown and is valid.",
}

// assess has the authorities of these lanes work side by side, as they do.
func (s *scene) assess(ctx context.Context, wanted ...string) error {
	status, err := s.await(ctx, "the opening of the lanes", func(status client.Status) bool { return len(status.Lanes) == len(lanes) })
	if err != nil {
		return err
	}
	faults := make([]error, len(wanted))
	var all sync.WaitGroup
	for n, id := range wanted {
		all.Go(func() {
			faults[n] = s.work(ctx, status.Lane(id))
		})
	}
	all.Wait()
	return errors.Join(faults...)
}

// officer signs in who works on the lane. The clearance has an officer of its own at the Service.
func (s *scene) officer(ctx context.Context, lane client.LaneStatus) (client.Person, error) {
	user := "officer-" + lane.Authority
	if lane.ID == clearance {
		user = "officer-sms-2"
	}
	return s.site.SignIn(ctx, user)
}

// work is one lane from the work list to the points: found, claimed, read, the evidence opened, scored or cleared.
func (s *scene) work(ctx context.Context, lane client.LaneStatus) error {
	officer, err := s.take(ctx, lane)
	if err != nil {
		return err
	}
	evidence, err := s.evidence(ctx, officer, lane.ID)
	if err != nil {
		return err
	}
	if lane.ID == clearance {
		return officer.Post(ctx, s.filed.CasePath("/lanes/clearance/clearance"),
			map[string]any{"justification": "Nothing is known that stands against the recognition."}, nil)
	}
	return officer.Post(ctx, s.filed.CasePath("/lanes/"+lane.ID+"/score"), map[string]any{
		"points": s.plot.Points[lane.ID], "justification": justifications[lane.ID], "evidence": []string{evidence}}, nil)
}

// take finds the lane in the authority's work list and claims it.
func (s *scene) take(ctx context.Context, lane client.LaneStatus) (client.Person, error) {
	officer, err := s.officer(ctx, lane)
	if err != nil {
		return client.Person{}, err
	}
	what := fmt.Sprintf("%s in the work list of %s", lane.ID, lane.Authority)
	err = client.Until(ctx, what, patience, glance, func(ctx context.Context) (bool, error) {
		return listed(ctx, officer, s.filed.ID, lane.ID)
	})
	if err != nil {
		return client.Person{}, err
	}
	return officer, officer.Post(ctx, s.filed.CasePath("/lanes/"+lane.ID+"/claim"), map[string]any{}, nil)
}

// listed turns the pages of the officer's work list until the lane is found.
func listed(ctx context.Context, officer client.Person, id, lane string) (bool, error) {
	for cursor := ""; ; {
		var page client.Work
		err := officer.Get(ctx, "/v1/worklist?limit=100&cursor="+url.QueryEscape(cursor), &page)
		if err != nil {
			return false, err
		}
		for _, item := range page.Items {
			if item.Case == id && item.Lane == lane {
				return true, nil
			}
		}
		cursor = page.Next
		if cursor == "" {
			return false, nil
		}
	}
}

// evidence reads the case as far as the officer may and opens the document that the lane rests on, by its short-lived
// link.
func (s *scene) evidence(ctx context.Context, officer client.Person, lane string) (string, error) {
	var seen client.Case
	err := officer.Get(ctx, s.filed.CasePath(""), &seen)
	if err != nil {
		return "", err
	}
	for _, d := range seen.Documents {
		if d.Kind != rests[lane] {
			continue
		}
		var link client.Link
		err = officer.Get(ctx, s.filed.CasePath("/documents/"+d.ID), &link)
		if err != nil {
			return "", err
		}
		opened, err := officer.Fetch(ctx, link.URL)
		if err == nil && (opened.Status != http.StatusOK || len(opened.Body) == 0) {
			err = fmt.Errorf("the link of %s answered %d", d.FileName, opened.Status)
		}
		return d.ID, err
	}
	return "", fmt.Errorf("the lane %s shows no %s to %s", lane, rests[lane], officer.User)
}

// refusedScore checks that a closed lane takes no points.
func (s *scene) refusedScore(ctx context.Context, lane string) error {
	status, err := s.look(ctx)
	if err != nil {
		return err
	}
	officer, err := s.officer(ctx, status.Lane(lane))
	if err != nil {
		return err
	}
	err = officer.Post(ctx, s.filed.CasePath("/lanes/"+lane+"/score"), map[string]any{
		"points": 1, "justification": justifications[lane], "evidence": []string{s.filed.Documents[rests[lane]]}}, nil)
	var problem *client.Problem
	s.expect(errors.As(err, &problem) && problem.Code == "lane-closed", "want a score on a closed lane refused, got %v", err)
	return nil
}
