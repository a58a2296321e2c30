package application_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/testkit/drafts"
)

// Fact 56: whole points from 0 to the criterion's maximum, both sides of each boundary.
func TestPointsStayWithinTheMaximum(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		lane   programme.LaneID
		points programme.Points
		good   bool
	}{
		"experience takes 35":    {"experience", 35, true},
		"experience refuses 36":  {"experience", 36, false},
		"experience refuses -1":  {"experience", -1, false},
		"languages takes 5":      {"languages", 5, true},
		"languages refuses 6":    {"languages", 6, false},
		"goals take 20":          {"national-goals", 20, true},
		"goals refuse 21":        {"national-goals", 21, false},
		"education refuses 16":   {"education", 16, false},
		"finance refuses 16":     {"financial-stability", 16, false},
		"labour market refuses":  {"labour-market", 11, false},
		"labour market takes 10": {"labour-market", 10, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			k, _ := submitted(t)
			before := k.Lanes[0]
			err := k.ScoreLane(act(drafts.Officer("o", ""), day(1)), c.lane, finding(c.lane, c.points))
			if c.good {
				must(t, err)
				return
			}
			faulty(t, "/points", "out-of-range", err)
			if diff := cmp.Diff(before, k.Lanes[0]); diff != "" {
				t.Errorf("a refused score changed the lane (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAFindingSaysEveryFaultAtOnce(t *testing.T) {
	t.Parallel()
	k, _ := submitted(t)
	err := k.ScoreLane(act(drafts.Officer("o", ""), day(1)), "languages", application.Finding{Points: 6, Justification: "ok", Evidence: []string{"doc_nothing"}})
	faulty(t, "/points", "out-of-range", err)
	faulty(t, "/justification", "too-short", err)
	faulty(t, "/evidence/0", "not-evidence", err)
	err = k.ScoreLane(act(drafts.Officer("o", ""), day(1)), "languages", application.Finding{Points: 3})
	faulty(t, "/justification", "required", err)
	faulty(t, "/evidence", "evidence-missing", err)
}

func TestZeroPointsMayRestOnNoDocument(t *testing.T) {
	t.Parallel()
	k, _ := submitted(t)
	must(t, k.ScoreLane(act(drafts.Officer("o", ""), day(1)), "languages", application.Finding{Justification: why}))
}

func TestNobodyScoresTwice(t *testing.T) {
	t.Parallel()
	k, _ := submitted(t)
	first := act(drafts.Officer("first", ""), day(1))
	must(t, k.ScoreLane(first, "education", finding("education", 12)))
	scored, _ := k.Lane("education")
	before := *scored
	must(t, k.ScoreLane(act(first.By, day(2)), "education", finding("education", 12)))
	refused(t, "lane-closed", k.ScoreLane(first, "education", finding("education", 13)))
	refused(t, "lane-closed", k.ScoreLane(act(drafts.Officer("second", ""), day(1)), "education", finding("education", 12)))
	if diff := cmp.Diff(before, *scored); diff != "" {
		t.Errorf("the score changed (-want +got):\n%s", diff)
	}
}

func TestAClaimKeepsColleaguesOut(t *testing.T) {
	t.Parallel()
	k, _ := submitted(t)
	first, second := act(drafts.Officer("first", ""), day(1)), act(drafts.Officer("second", ""), day(1))
	must(t, k.ClaimLane(first, "education", false))
	must(t, k.ClaimLane(first, "education", false))
	refused(t, "lane-claimed", k.ClaimLane(second, "education", false))
	refused(t, "lane-claimed", k.ScoreLane(second, "education", finding("education", 9)))
	must(t, k.ClaimLane(second, "education", true))
	refused(t, "lane-claimed", k.ScoreLane(first, "education", finding("education", 9)))
	must(t, k.ScoreLane(second, "education", finding("education", 9)))
	refused(t, "lane-closed", k.ClaimLane(first, "education", true))
}

func TestEachKindOfLaneClosesInItsOwnWay(t *testing.T) {
	t.Parallel()
	k, _ := submitted(t)
	officer := act(drafts.Officer("o", ""), day(1))
	refused(t, "wrong-lane-kind", k.ScoreLane(officer, "clearance", finding("languages", 1)))
	refused(t, "wrong-lane-kind", k.ClearLane(officer, "education", why))
	refused(t, "no-such-lane", k.ScoreLane(officer, "charm", finding("languages", 1)))
	must(t, k.ClearLane(officer, "clearance", why))
}

// Gap G3: the field's authority is an assumption, so a lane can be given to another; its clock goes on.
func TestARoutedLaneIsTheOtherAuthoritys(t *testing.T) {
	t.Parallel()
	k, table := submitted(t)
	must(t, k.ClaimLane(act(drafts.Officer("o", ""), day(1)), "experience", false))
	faulty(t, "/reason", "required", k.RouteLane(act(chief, day(2)), table, "experience", "energy", " "))
	must(t, k.RouteLane(act(chief, day(2)), table, "experience", "energy", why))
	must(t, k.RouteLane(act(chief, day(3)), table, "experience", "energy", why))
	lane, _ := k.Lane("experience")
	if lane.Authority != "energy" || lane.Claim != nil || len(lane.Routings) != 1 {
		t.Errorf("want one routing to energy and no claim, got %+v", lane)
	}
	must(t, k.ScoreLane(act(drafts.Officer("o", "energy"), day(4)), "experience", finding("experience", 30)))
	refused(t, "lane-closed", k.RouteLane(act(chief, day(5)), table, "experience", "health", why))
}

// Fact 56 names the authority of every other criterion, and gap G3 leaves open only whose a field is.
func TestOnlyTheFieldsLaneIsRoutedAndOnlyToAnAuthorityOfAField(t *testing.T) {
	t.Parallel()
	k, table := submitted(t)
	for _, l := range k.Lanes {
		err := k.RouteLane(act(chief, day(2)), table, l.ID, l.Authority, why)
		if l.ID == "experience" {
			must(t, err)
			continue
		}
		refused(t, "lane-not-routed", err)
		refused(t, "lane-not-routed", k.RouteLane(act(chief, day(2)), table, l.ID, "culture", why))
	}
	refused(t, "authority-of-no-field", k.RouteLane(act(chief, day(2)), table, "experience", "sms", why))
	faulty(t, "/authority", "not-listed", k.RouteLane(act(chief, day(2)), table, "experience", "navy", why))
	refused(t, "no-such-lane", k.RouteLane(act(chief, day(2)), table, "charm", "culture", why))
	for _, l := range k.Lanes {
		if len(l.Routings) > 0 {
			t.Errorf("want no lane moved, got %+v", l)
		}
	}
	must(t, k.RouteLane(act(chief, day(2)), table, "experience", table.Programme.FallbackAuthority, why))
}

// Five working days are promised for a reply. Until they are over the lane itself waits; other lanes and the security
// check of an objection do not.
func TestALaneIsNotScoredWhileItsOwnQuestionWaits(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	asker := drafts.Officer("o", "science-education")
	must(t, c.RequestCorrection(act(asker, day(1)), table, "education", why))
	must(t, c.RequestCorrection(act(drafts.Officer("s", "sms"), day(1)), table, "clearance", why))
	refused(t, "reply-promised", c.ScoreLane(act(asker, day(2)), "education", finding("education", 9)))
	refused(t, "reply-promised", c.ClearLane(act(drafts.Officer("s", "sms"), day(6)), "clearance", why))
	must(t, c.ScoreLane(act(asker, day(2)), "languages", finding("languages", 3)))
	must(t, c.Object(act(drafts.Officer("s", "sms"), day(2)), table, "clearance", why, "article 16"))
	must(t, c.ReplyToCorrection(act(drafts.Applicant, day(3)), table, 1, "Here it is.", nil))
	must(t, c.ScoreLane(act(asker, day(3)), "education", finding("education", 9)))
	silent, table := submitted(t)
	must(t, silent.RequestCorrection(act(asker, day(1)), table, "education", why))
	refused(t, "reply-promised", silent.ScoreLane(act(asker, day(6)), "education", finding("education", 9)))
	must(t, silent.ScoreLane(act(asker, day(7)), "education", finding("education", 9)))
}
