package dossier

import (
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/web/page"
)

// NeedTag is the colour of how much a document is needed: one that is required asks somebody to act, whether they apply
// already or only look what it takes.
func NeedTag(n programme.Need) page.TagKind {
	switch n {
	case programme.Required:
		return page.Waiting
	case programme.Expected:
		return page.Progress
	}
	return page.Neutral
}
