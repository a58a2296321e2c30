package notify

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ses"
	"github.com/aws/aws-sdk-go-v2/service/ses/types"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"hsmp.example/cases/pkg/problem"
)

// Sender is what notices ask of SES.
type Sender interface {
	SendEmail(context.Context, *ses.SendEmailInput, ...func(*ses.Options)) (*ses.SendEmailOutput, error)
}

// send posts a letter as plain text.
func (n Notices) send(ctx context.Context, l letter) error {
	_, err := n.Sender.SendEmail(ctx, &ses.SendEmailInput{
		Source:      &n.From,
		Destination: &types.Destination{ToAddresses: []string{l.to}},
		Message:     &types.Message{Subject: content(l.subject), Body: &types.Body{Text: content(l.text)}},
	})
	if err != nil {
		return fault(err)
	}
	return nil
}

func content(text string) *types.Content {
	return &types.Content{Data: &text, Charset: aws.String("UTF-8")}
}

// passing lists the codes of SES after which trying again helps.
var passing = []string{"Throttling", "ThrottlingException", "InternalFailure", "ServiceUnavailable", "RequestExpired"}

// fault turns an error of the SDK into a problem: what passes is Unavailable, the rest is ours. SES's own words name the
// address, so only its code goes on.
func fault(err error) error {
	var api smithy.APIError
	var response *smithyhttp.ResponseError
	named := errors.As(err, &api)
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded), errors.As(err, new(*smithyhttp.RequestSendError)):
	case named && slices.Contains(passing, api.ErrorCode()):
	case errors.As(err, &response) && response.HTTPStatusCode() >= 500:
	case named:
		return fmt.Errorf("send e-mail: refused with %s", api.ErrorCode())
	default:
		return errors.New("send e-mail: failed")
	}
	return problem.New(problem.Unavailable, "unavailable").Because(errors.New("send e-mail: SES is not available"))
}
