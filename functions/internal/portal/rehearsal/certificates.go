package rehearsal

import (
	"context"
	"fmt"
	"net/http"

	"hsmp.example/cases/functions/internal/api/public"
	"hsmp.example/cases/functions/internal/registry"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/credential"
	"hsmp.example/cases/pkg/usecase/verification"
)

// Certify signs a credential with the stage's seal and enters it in the register; it returns what its QR code holds.
func (s *Stage) Certify(c credential.Claims, standing credential.Standing) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shelf = append(s.shelf, shelved{verification.Certificate{Number: c.Number, Field: c.Field, IssuedOn: c.ValidFrom, ValidUntil: c.ValidUntil,
		Standing: standing}, c.StatusIndex})
	return s.sign(c)
}

// Sign signs a credential that the register does not know.
func (s *Stage) Sign(c credential.Claims) (string, error) { return s.sign(c) }

func (s *Stage) sign(c credential.Claims) (string, error) {
	compact, err := credential.SignCompact(c, s.issuing.Seal.KeyID, s.issuing.Seal.Signer(context.Background()))
	if err != nil {
		return "", fmt.Errorf("sign a certificate: %w", err)
	}
	return credential.QRText(s.URL, compact), nil
}

// shelved is a certificate that no case stands behind.
type shelved struct {
	verification.Certificate
	index int
}

// certificates finds certificates on the shelf and in the cases themselves; none of the latter was taken back.
type certificates struct{ stage *Stage }

func (r certificates) shelf() []shelved {
	r.stage.mu.Lock()
	defer r.stage.mu.Unlock()
	return append([]shelved(nil), r.stage.shelf...)
}

// Certificate implements verification.Certificates.
func (r certificates) Certificate(ctx context.Context, number credential.Number) (verification.Certificate, error) {
	for _, one := range r.shelf() {
		if one.Number == number {
			return one.Certificate, nil
		}
	}
	return registry.Register{Table: r.stage.Store}.Certificate(ctx, number)
}

// StatusList implements verification.Certificates.
func (r certificates) StatusList(context.Context) (*credential.StatusList, error) {
	list := credential.NewStatusList(0)
	for _, one := range r.shelf() {
		if err := list.Set(one.index, one.Standing); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// publicAPI is the part of the API that pages ask from the browser: keys and status list.
func (s *Stage) publicAPI() http.Handler {
	api, handler := web.New("public", web.Deps{Now: s.Now})
	public.Room{Rules: s.Rules, Verification: s.UseCases.Verification, Comparison: s.UseCases.Comparison,
		Notices: s.UseCases.Notices, Statistics: s.UseCases.Statistics, Now: s.Now}.Routes(api)
	return handler
}
