package objects_test

import (
	"hsmp.example/cases/pkg/aws/objects"
	"hsmp.example/cases/pkg/usecase/issuing"
)

// Here and not beside the type, so that only the function that issues links the typefaces.
var _ issuing.Archive = (*objects.Certificates)(nil)
