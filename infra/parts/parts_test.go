package parts

import (
	"testing"

	"github.com/aws/jsii-runtime-go"
	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/contract"
)

func TestTitleMakesAPlaceholderOfAName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{"admit": "Admit", "open-lane": "OpenLane", "on-case-changed": "OnCaseChanged"} {
		if got := Title(name); got != want {
			t.Errorf("%s: want %s, got %s", name, want, got)
		}
	}
}

func TestAWorkshopWithMoreValuesLeavesTheFirstAsItWas(t *testing.T) {
	t.Parallel()
	first := Workshop{Values: map[contract.Variable]*string{contract.Stage: jsii.String("a"), contract.Table: jsii.String("t")}}
	second := first.With(map[contract.Variable]*string{contract.Stage: jsii.String("b")})
	if diff := cmp.Diff("a", *first.Values[contract.Stage]); diff != "" {
		t.Error(diff)
	}
	if *second.Values[contract.Stage] != "b" || *second.Values[contract.Table] != "t" {
		t.Errorf("got %v", second.Values)
	}
}
