package boot

import (
	"context"
	"io"
	"log/slog"
	"strings"

	"github.com/aws/aws-lambda-go/lambdacontext"
)

// personal are the attributes that no log may hold, whoever logs them by mistake (Law on Personal Data; design section
// 5).
var personal = map[string]bool{
	"name": true, "given_names": true, "surname": true, "father_name": true, "birth_date": true, "birth_place": true,
	"passport": true, "passport_number": true, "document_number": true, "fin": true, "nationality": true,
	"email": true, "phone": true, "address": true, "health": true, "income": true, "balance": true,
	"token": true, "authorization": true, "cookie": true, "password": true, "secret": true, "key": true,
	"body": true, "query": true, "justification": true,
}

const redacted = "[redacted]"

// NewLogHandler returns a handler that writes one JSON line a record, with Lambda's request id, and without the values
// of personal attributes.
func NewLogHandler(w io.Writer) slog.Handler {
	return requestHandler{slog.NewJSONHandler(w, &slog.HandlerOptions{ReplaceAttr: redact})}
}

func redact(_ []string, a slog.Attr) slog.Attr {
	if personal[strings.ToLower(a.Key)] {
		return slog.String(a.Key, redacted)
	}
	return a
}

// requestHandler adds the id under which CloudWatch finds the invocation.
type requestHandler struct{ slog.Handler }

// Handle implements slog.Handler.
func (h requestHandler) Handle(ctx context.Context, record slog.Record) error {
	if lambda, ok := lambdacontext.FromContext(ctx); ok {
		record = record.Clone()
		record.AddAttrs(slog.String("request_id", lambda.AwsRequestID))
	}
	return h.Handler.Handle(ctx, record)
}

// WithAttrs implements slog.Handler.
func (h requestHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return requestHandler{h.Handler.WithAttrs(attrs)}
}

// WithGroup implements slog.Handler.
func (h requestHandler) WithGroup(name string) slog.Handler {
	return requestHandler{h.Handler.WithGroup(name)}
}
