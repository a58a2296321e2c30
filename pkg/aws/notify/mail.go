package notify

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ses"
	"github.com/aws/aws-sdk-go-v2/service/ses/types"

	"hsmp.example/cases/pkg/aws/outage"
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

// fault turns an error of the SDK into a problem: what passes is Unavailable, the rest is ours. SES's own words name
// the address, so only its code goes on.
func fault(err error) error {
	code := outage.Code(err)
	switch {
	case outage.Passes(err):
		return problem.New(problem.Unavailable, "unavailable").Because(errors.New("send e-mail: SES is not available"))
	case code != "":
		return fmt.Errorf("send e-mail: refused with %s", code)
	}
	return errors.New("send e-mail: failed")
}
