package objects_test

import (
	"hsmp.example/cases/pkg/issuing"
	"hsmp.example/cases/pkg/objects"
)

// Here and not beside the type, so that only the function that issues links the typefaces.
var _ issuing.Archive = (*objects.Certificates)(nil)
