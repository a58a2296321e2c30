package status

import (
	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/trial"
	"hsmp.example/cases/web/page"
	view "hsmp.example/cases/web/status"
)

// askWithdraw asks first. A case that can no longer be withdrawn shows its status, which says why.
func (r Room) askWithdraw(v *portal.Visit) (portal.Answer, error) {
	c, err := r.look(v)
	if err != nil {
		return elsewhere(v, err)
	}
	if !c.State.Open() || c.Decision != nil {
		return portal.Answer{}, problem.New(problem.Conflict, "wrong-state", "state", string(c.State))
	}
	return portal.Show(view.WithdrawalPage(furnish(v.Page, v.Say("status.withdrawal-title")), c, view.WithdrawalView{})), nil
}

// withdraw ends the case once its owner has said that it cannot be undone. Sent twice it is done once.
func (r Room) withdraw(v *portal.Visit) (portal.Answer, error) {
	c, err := r.look(v)
	if err != nil {
		return elsewhere(v, err)
	}
	if v.Value("understood") != "yes" && c.State != application.Withdrawn {
		v.Page.Faults = []page.Fault{{Field: "understood", Text: v.Say("status.withdrawal-tick")}}
		return portal.Again(view.WithdrawalPage(furnish(v.Page, v.Say("status.withdrawal-title")), c, view.WithdrawalView{})), nil
	}
	_, err = r.Intake.Withdraw(v.Context(), v.Who, c.ID)
	if trial.Passed(err) {
		return portal.Again(view.WithdrawalPage(furnish(v.Page, v.Say("status.withdrawal-title")), c, view.WithdrawalView{Understood: true})), nil
	}
	if err != nil {
		return portal.Answer{}, err
	}
	return portal.See(v.Page, c.At("?done="+doneWithdraw)), nil
}
