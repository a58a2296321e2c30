package intake

import (
	"context"
	"fmt"

	"github.com/danielgtaylor/huma/v2"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/application"
)

// A PDF goes as it is: pkg/aws/apigw hands bytes that are no text to the gateway as binary. It is well below Lambda's 6
// MB.
type pdf struct {
	ContentType  string `header:"Content-Type"`
	Disposition  string `header:"Content-Disposition"`
	CacheControl string `header:"Cache-Control"`
	Body         []byte
}

// binary mends the document: huma would describe bytes as a JSON string.
func binary(o *huma.Operation) {
	o.Responses["200"].Content = map[string]*huma.MediaType{"application/pdf": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}
}

// paper hands the document on under its number; no cache on the way may keep it.
func (r Room) paper(ctx context.Context, in *api.CasePath) (*pdf, error) {
	paper, err := r.Answers.Paper(ctx, web.Principal(ctx), application.ID(in.ID))
	if err != nil {
		return nil, err
	}
	return &pdf{ContentType: "application/pdf", Disposition: fmt.Sprintf("attachment; filename=%q", paper.Name),
		CacheControl: "private, no-store", Body: paper.PDF}, nil
}
