package api_test

import (
	"testing"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/credential"
	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/domain/points"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
)

// Whatever the code may say of a case has its words in four languages: a key that is missing would show as itself.
func TestEveryWordIsThere(t *testing.T) {
	t.Parallel()
	var keys []string
	for action := range identity.Actions {
		keys = append(keys, "action-"+string(action))
	}
	for _, action := range []string{string(casework.Begun), string(casework.Proposed), string(casework.Reminded), string(casework.Escalated),
		string(casework.Reckoned), string(casework.Reserved), string(casework.Certified), string(casework.Reasoned), string(casework.Inspected)} {
		keys = append(keys, "action-"+action)
	}
	for _, state := range employer.States {
		keys = append(keys, "registration-"+string(state))
	}
	for _, role := range identity.Roles {
		keys = append(keys, "role-"+string(role))
	}
	for _, state := range []application.State{application.Draft, application.Assessing, application.Reviewing, application.Confirming,
		application.Issuing, application.Recognised, application.Refused, application.Withdrawn} {
		keys = append(keys, "next-"+string(state))
	}
	keys = append(keys, "role-workflow", "next-correction", "ground-"+string(points.BelowThreshold), "ground-"+string(points.ObjectionUpheld),
		"verdict-"+string(credential.Valid), "verdict-"+string(credential.NotYet), "verdict-"+string(credential.Expired),
		"verdict-"+credential.Annulled.String(), "verdict-"+credential.Superseded.String(), "verdict-unknown-number")
	for _, l := range locale.All {
		for _, key := range keys {
			if api.Say(l, key) == key {
				t.Errorf("%s has no words for %s", l, key)
			}
		}
	}
}
