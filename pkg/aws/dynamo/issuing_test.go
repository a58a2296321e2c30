package dynamo_test

import (
	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/usecase/issuing"
)

// Here and not beside the type, so that only the function that issues links the typefaces.
var _ issuing.Numbering = (*dynamo.Store)(nil)
