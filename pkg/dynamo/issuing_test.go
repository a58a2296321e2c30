package dynamo_test

import (
	"hsmp.example/cases/pkg/dynamo"
	"hsmp.example/cases/pkg/issuing"
)

// Here and not beside the type, so that only the function that issues links the typefaces.
var _ issuing.Numbering = (*dynamo.Store)(nil)
