// Command authorizer is the gateway's first lock: it refuses requests without a good token before they reach a room,
// and says what the room would say, in the caller's language. Every room verifies the token again itself, because one
// lock is not enough and some emulators do not turn this one.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"hsmp.example/cases/functions/internal/boot"
)

func main() {
	env := boot.Start("authorizer")
	lambda.Start(authorizer{tokens: env.Verifier()}.Handle)
}
