package deploy

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"hsmp.example/cases/localstack/instance"
)

// verifySender tells the emulator's SES that the sender's address is ours; on AWS that is the deployer's to do, and the
// emulator's CloudFormation has no such resource.
func verifySender(ctx context.Context, i instance.Instance) error {
	form := url.Values{"Action": {"VerifyEmailIdentity"}, "Version": {"2010-12-01"}, "EmailAddress": {Sender}}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, i.AWSURL, strings.NewReader(form.Encode()))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=test/20260101/"+instance.Region+
		"/ses/aws4_request, SignedHeaders=host, Signature=0")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("verify the sender of mail: %s", response.Status)
	}
	return nil
}
