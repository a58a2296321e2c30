package play

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"

	"hsmp.example/cases/localstack/demo/client"
)

// decide has a decision officer, who scored nothing, confirm what the facts propose, and takes what is issued.
func (s *scene) decide(ctx context.Context) error {
	_, err := s.await(ctx, "the proposal", in(confirming))
	if err != nil {
		return err
	}
	decider, err := s.site.SignIn(ctx, "decider")
	if err != nil {
		return err
	}
	var seen client.Case
	err = decider.Get(ctx, s.filed.CasePath(""), &seen)
	if err != nil {
		return err
	}
	p := seen.Proposal
	if p == nil {
		return fmt.Errorf("the decision officer sees no proposal")
	}
	s.expect(p.Outcome == s.plot.Outcome && p.Total == s.plot.Total(), "want %s with %d points proposed, got %s with %d",
		s.plot.Outcome, s.plot.Total(), p.Outcome, p.Total)
	err = decider.Post(ctx, s.filed.CasePath("/confirmation"), nil, nil)
	if err != nil {
		return err
	}
	status, err := s.await(ctx, "the end of the case", in(recognised, refused))
	if err != nil {
		return err
	}
	return s.receive(ctx, status)
}

// receive reads the decision with its reasons and the document.
func (s *scene) receive(ctx context.Context, status client.Status) error {
	var d client.Decision
	err := s.applicant.Get(ctx, s.filed.Path("/decision"), &d)
	if err != nil {
		return err
	}
	s.result.Outcome, s.result.Total = d.Outcome, &d.Total
	s.expect(d.Outcome == status.State, "the decision says %s, the status %s", d.Outcome, status.State)
	s.expect(d.Total == s.plot.Total(), "want %d points, got %d", s.plot.Total(), d.Total)
	s.explained(d)
	pdf, err := s.document(ctx, d)
	if err != nil || d.Outcome != recognised {
		return err
	}
	s.result.CertificateNumber = &d.Certificate
	s.expect(d.Certificate != "", "the decision names no certificate")
	return s.verify(ctx, pdf, d.Certificate)
}

// explained checks that each criterion has its points, a justification and evidence, and that a refusal has its
// grounds.
func (s *scene) explained(d client.Decision) {
	s.result.Points = map[string]int{}
	for _, c := range d.Criteria {
		s.result.Points[c.Criterion] = c.Points
		s.expect(c.Points == s.plot.Points[c.Criterion], "want %d points for %s, got %d", s.plot.Points[c.Criterion], c.Criterion, c.Points)
		s.expect(c.Justification != "" && len(c.Evidence) > 0, "%s has no justification or no evidence", c.Criterion)
	}
	s.expect(len(d.Criteria) == len(s.plot.Points), "want %d criteria explained, got %d", len(s.plot.Points), len(d.Criteria))
	s.expect((d.Outcome == refused) == (len(d.Grounds) > 0), "%s with %d grounds of a refusal", d.Outcome, len(d.Grounds))
}

// document downloads the certificate or the statement of reasons and keeps it.
func (s *scene) document(ctx context.Context, d client.Decision) ([]byte, error) {
	answer, err := s.applicant.Do(ctx, client.Call{Method: http.MethodGet, Path: s.filed.Path("/certificate")})
	if err != nil {
		return nil, err
	}
	err = answer.Into(nil)
	if err != nil {
		return nil, fmt.Errorf("download the document: %w", err)
	}
	s.expect(bytes.HasPrefix(answer.Body, []byte("%PDF")), "the document is no PDF")
	s.result.Document = d.Certificate + ".pdf"
	if d.Certificate == "" {
		s.result.Document = "statement-" + s.filed.ID + ".pdf"
	}
	return answer.Body, os.WriteFile(filepath.Join(s.folder, s.result.Document), answer.Body, 0o644)
}

// verify does what anybody may who is shown the certificate: look the number up, and check the code on the page.
func (s *scene) verify(ctx context.Context, pdf []byte, number string) error {
	anybody := s.site.Anybody()
	var found client.LookedUp
	err := anybody.Get(ctx, "/v1/certificates/"+number, &found)
	if err != nil {
		return err
	}
	s.expect(found.Number == number && found.Status == "valid", "want %s valid in the register, got %s %s", number, found.Number, found.Status)
	text, err := ReadQR(pdf)
	if err != nil {
		return err
	}
	var v client.Verified
	err = anybody.Post(ctx, "/v1/certificates/verify", map[string]string{"text": text}, &v)
	if err != nil {
		return err
	}
	s.expect(v.Verdict == "valid" && v.Claims != nil && v.Claims.Number == number, "want the code of %s valid, got %+v", number, v)
	return nil
}
