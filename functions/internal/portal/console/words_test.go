package console_test

import (
	"strings"
	"testing"

	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
	view "hsmp.example/cases/web/console"
	"hsmp.example/cases/web/page"
)

func TestEveryActOfAChainHasWordsInFourLanguages(t *testing.T) {
	t.Parallel()
	acts := []record.Action{casework.Begun, casework.Proposed, casework.Reminded, casework.Escalated, casework.Reckoned, casework.Reserved, casework.Certified,
		casework.Reasoned, casework.Inspected}
	for act := range identity.Actions {
		acts = append(acts, record.Action(act))
	}
	for _, l := range locale.All {
		for _, act := range acts {
			if text := (page.Page{Language: l}).Of("console.action", string(act)); strings.HasPrefix(text, "console.") {
				t.Errorf("%s: no words for %q", l, act)
			}
		}
	}
}

func TestPagesKnowEveryRoleDutyClaimAndUrgency(t *testing.T) {
	t.Parallel()
	known := map[string]bool{}
	for _, all := range [][]string{view.Roles, view.Duties, view.Claims, view.Urgencies} {
		for _, one := range all {
			known[one] = true
		}
	}
	var wanted []string
	for _, role := range identity.Roles {
		wanted = append(wanted, string(role))
	}
	for _, duty := range casework.Duties {
		wanted = append(wanted, string(duty))
	}
	for _, state := range []casework.ClaimState{casework.Unclaimed, casework.Mine, casework.Others} {
		wanted = append(wanted, string(state))
	}
	for _, urgency := range []casework.Urgency{casework.InTime, casework.NearDue, casework.PastDue} {
		wanted = append(wanted, string(urgency))
	}
	for _, one := range append(wanted, record.Workflow.Role) {
		if !known[one] {
			t.Errorf("want words for %q", one)
		}
	}
}
