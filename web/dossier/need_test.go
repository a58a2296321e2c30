package dossier_test

import (
	"testing"

	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/web/dossier"
	"hsmp.example/cases/web/page"
)

func TestEachNeedHasItsColour(t *testing.T) {
	t.Parallel()
	for need, want := range map[programme.Need]page.TagKind{
		programme.Required: page.Waiting, programme.Expected: page.Progress, programme.Optional: page.Neutral, "": page.Neutral,
	} {
		if got := dossier.NeedTag(need); got != want {
			t.Errorf("%q: want %s, got %s", need, want, got)
		}
	}
}
