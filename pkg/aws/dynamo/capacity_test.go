package dynamo_test

import (
	"fmt"
	"strings"
	"testing"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/points"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/testkit"
)

// life is one case from the first draft to the certificate, call by call, with texts of a usual length.
type life struct {
	*bench
	meter *meter
	lines []string
}

func (l *life) step(name string, calls func()) {
	l.t.Helper()
	read, write := l.meter.read, l.meter.write
	calls()
	l.lines = append(l.lines, fmt.Sprintf("%-44s %6.1f read %6.1f write", name, l.meter.read-read, l.meter.write-write))
}

func (l *life) moves(action string, n int, move func(*application.Case, int) error) {
	l.t.Helper()
	l.step(fmt.Sprintf("%d × %s", n, action), func() {
		for i := range n {
			l.change("app_1", "act", func(c *application.Case) error { return move(c, i) })
		}
	})
}

func sentence(length int) string { return strings.Repeat("What was shown here counts. ", length/28+1) }

const hash = "a3f5c1d29b7e4f60a3f5c1d29b7e4f60a3f5c1d29b7e4f60a3f5c1d29b7e4f60"

func TestAWholeCaseStaysWithinItsBudgetOfUnits(t *testing.T) {
	t.Parallel()
	client, table := testkit.Table(t)
	m := &meter{Client: client}
	l := &life{bench: benchOver(t, m, table), meter: m}
	l.draft()
	l.assess()
	l.decide()
	t.Logf("units of a whole case\n%s", strings.Join(l.lines, "\n"))
	t.Logf("total: %.1f read, %.1f write (budget 400 and 400)", m.read, m.write)
	if m.read > 400 || m.write > 400 {
		t.Errorf("want at most 400 and 400 units, got %.1f and %.1f", m.read, m.write)
	}
}

func (l *life) draft() {
	l.step("sign in and create", func() {
		if _, err := l.Person(l.t.Context(), "anna", func() application.PersonID { return "prs_anna" }); err != nil {
			l.t.Fatal(err)
		}
		l.create("app_1", "prs_anna")
	})
	l.moves("save", 6, func(c *application.Case, i int) error {
		c.FormVersion++
		c.Form.Impact.Goals += sentence(500)
		return nil
	})
	l.moves("add document", 8, func(c *application.Case, i int) error {
		c.Documents = append(c.Documents, document(i, "diploma of a university.pdf"))
		return nil
	})
	l.moves("inspected upload", 8, func(c *application.Case, i int) error {
		d := &c.Documents[i]
		d.State, d.Version, d.UploadedAt, d.Report.SHA256, d.Verdict = evidence.Accepted, "v1", now, hash, evidence.Clean
		return nil
	})
	l.moves("submit", 1, func(c *application.Case, _ int) error {
		c.State = application.Assessing
		c.Submission = &application.Submission{At: now, Date: day("2026-11-02"), FormHash: hash,
			Due: calendar.Due{Date: day("2026-11-30"), WorkingDays: 20, Skipped: make([]calendar.Skipped, 10)}}
		for i := range 7 {
			c.Lanes = append(c.Lanes, application.Lane{ID: programme.LaneID(fmt.Sprintf("lane-%d", i)), Kind: programme.CriterionLane,
				Authority: programme.AuthorityID(fmt.Sprintf("ministry-%d", i)), Maximum: 20})
		}
		return nil
	})
}

func (l *life) assess() {
	ctx := l.t.Context()
	l.step("admit and open seven lanes", func() {
		for i := range 7 {
			if err := l.KeepToken(ctx, "app_1", application.LaneWait(programme.LaneID(fmt.Sprint("lane-", i))), sentence(600)); err != nil {
				l.t.Fatal(err)
			}
			l.peek("app_1")
		}
	})
	l.step("seven work lists", func() {
		for i := range 7 {
			if _, _, err := l.Work(ctx, programme.AuthorityID(fmt.Sprintf("ministry-%d", i)), "", 25); err != nil {
				l.t.Fatal(err)
			}
		}
	})
	l.step("27 readings of personal data", func() { // seven lanes, two documents each, and the applicant now and then
		for range 27 {
			if _, err := l.Change(ctx, "app_1", func(*application.Case) (audit.Entry, error) {
				e := did("read-lane")
				e.Read = true
				return e, nil
			}); err != nil {
				l.t.Fatal(err)
			}
		}
	})
	l.moves("claim", 7, func(c *application.Case, i int) error {
		c.Lanes[i].Claim = &application.Claim{By: "off_1", At: now}
		return nil
	})
	l.moves("score", 7, func(c *application.Case, i int) error {
		c.Lanes[i].Outcome = &application.Outcome{Points: 12, Justification: sentence(300), Evidence: []string{"doc_0001"}, By: "off_1", At: now}
		return nil
	})
	l.step("complete seven waits", func() {
		for i := range 7 {
			if _, _, err := l.Token(ctx, "app_1", application.LaneWait(programme.LaneID(fmt.Sprint("lane-", i)))); err != nil {
				l.t.Fatal(err)
			}
		}
	})
}

func (l *life) decide() {
	l.moves("review, propose", 1, func(c *application.Case, _ int) error {
		c.State, c.Proposal = application.Confirming, &application.Proposal{At: now, Explanation: explained()}
		return nil
	})
	l.moves("confirm", 1, func(c *application.Case, _ int) error {
		c.State, c.Decision = application.Issuing, &application.Decision{Outcome: points.Recognised, Total: 82, By: "off_9", At: now}
		return nil
	})
	l.moves("reserve the number", 1, func(c *application.Case, _ int) error { c.ReservedNumber = "HSM-2026-1"; return nil })
	l.moves("recognise", 1, func(c *application.Case, _ int) error {
		c.State, c.ClosedAt = application.Recognised, now
		c.Certificate = &application.Certificate{Number: "HSM-2026-1", Object: "certificates/HSM-2026-1.pdf", SHA256: hash, Credential: sentence(900)}
		return nil
	})
	l.step("verify the certificate", func() {
		if _, err := l.Certificate(l.t.Context(), "HSM-2026-1"); err != nil {
			l.t.Fatal(err)
		}
	})
}

func explained() points.Explanation {
	e := points.Explanation{Outcome: points.Recognised, Total: 82, Threshold: 70, RuleHash: hash}
	for i := range 6 {
		e.Criteria = append(e.Criteria, points.Line{Criterion: programme.LaneID(fmt.Sprint("lane-", i)), Justification: sentence(300)})
	}
	return e
}
