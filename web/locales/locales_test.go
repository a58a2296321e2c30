package locales_test

import (
	"testing"

	"hsmp.example/cases/web/locales"
	"hsmp.example/cases/web/locales/spoken"
)

func TestEveryTextIsThereInFourLanguagesAndIsSaid(t *testing.T) {
	t.Parallel()
	texts, err := locales.Texts()
	if err != nil {
		t.Fatal(err)
	}
	faults, err := spoken.Faults(texts, "..", "../../functions/internal/portal")
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range faults {
		t.Error(fault)
	}
}
