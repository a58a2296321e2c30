package scoring

import (
	"context"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
)

// ChainEntry is one link of the audit chain, as it is hashed, with what was done in words.
type ChainEntry struct {
	audit.Entry
	ActionName string `json:"action_name" doc:"In the caller's language; no part of what is hashed"`
	RoleName   string `json:"role_name"`
}

// History is a whole chain.
type History struct {
	Entries []ChainEntry `json:"entries"`
	Whole   bool         `json:"whole" doc:"Whether each entry follows from the one before: nothing was taken out, put in or altered"`
}

type historyAnswer struct {
	Body History
}

// history hands the entries on as they are hashed, so that whoever doubts us can verify the chain without us.
func (r Room) history(ctx context.Context, in *api.CasePath) (*historyAnswer, error) {
	chain, err := r.Scoring.Chain(ctx, web.Principal(ctx), application.ID(in.ID))
	if err != nil {
		return nil, err
	}
	l := web.Language(ctx)
	out := &historyAnswer{History{Entries: make([]ChainEntry, len(chain)), Whole: audit.Verify(chain) == nil}}
	for i, e := range chain {
		out.Body.Entries[i] = ChainEntry{Entry: e, ActionName: api.ActionName(l, string(e.Action)), RoleName: api.Say(l, "role-"+e.Actor.Role)}
	}
	return out, nil
}
