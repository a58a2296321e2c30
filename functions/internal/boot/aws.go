package boot

import (
	"context"
	"errors"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
)

// awsConfig is what Lambda's environment says. The SDK's own loader would also look for profiles, sign-in sessions and
// instance roles, none of which a Lambda has: it costs half a megabyte of each zip and time of each cold start.
func awsConfig(lookup Lookup) (aws.Config, error) {
	region, _ := lookup("AWS_REGION")
	id, _ := lookup("AWS_ACCESS_KEY_ID")
	secret, _ := lookup("AWS_SECRET_ACCESS_KEY")
	session, _ := lookup("AWS_SESSION_TOKEN")
	if region == "" || id == "" || secret == "" {
		return aws.Config{}, errors.New("missing variable AWS_REGION, AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY")
	}
	config := aws.Config{
		Region:      region,
		Credentials: credentials.NewStaticCredentialsProvider(id, secret, session),
		// Presigned forms and emulators know no trailing checksums; content is checked by our own SHA-256.
		RequestChecksumCalculation: aws.RequestChecksumCalculationWhenRequired,
		ResponseChecksumValidation: aws.ResponseChecksumValidationWhenRequired,
	}
	// Set by LocalStack's Lambdas only. It must be an IP address, so that S3 can use path style.
	if endpoint, _ := lookup("AWS_ENDPOINT_URL"); endpoint != "" {
		config.BaseEndpoint = aws.String(endpoint)
		config.ConfigSources = []any{endpoints{lookup}}
	}
	return config, nil
}

// endpoints answers the SDK's question for the endpoint of one service: the emulator's DynamoDB has its own.
type endpoints struct{ lookup Lookup }

// GetServiceBaseEndpoint reads AWS_ENDPOINT_URL_<SERVICE>, as the SDK's own loader does.
func (e endpoints) GetServiceBaseEndpoint(_ context.Context, service string) (string, bool, error) {
	url, _ := e.lookup("AWS_ENDPOINT_URL_" + strings.ToUpper(strings.ReplaceAll(service, " ", "_")))
	return url, url != "", nil
}
