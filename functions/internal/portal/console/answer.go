package console

import (
	"github.com/a-h/templ"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/usecase/casework"
	view "hsmp.example/cases/web/console"
)

// paper makes a page with a form out of the case as it is now, out of what was typed, and out of what somebody else did
// meanwhile, if anything.
type paper func(v *portal.Visit, c casework.View, m *view.Meanwhile) (templ.Component, error)

// ask shows the form.
func (r Room) ask(of paper) portal.Handler {
	return func(v *portal.Visit) (portal.Answer, error) {
		c, err := r.read(v)
		if err != nil {
			return portal.Answer{}, err
		}
		shown, err := of(v, c, nil)
		if err != nil {
			return portal.Answer{}, err
		}
		return portal.Show(shown), nil
	}
}

// settle answers an act: done, or its form again with everything that was wrong or with what somebody else did
// meanwhile, and always with what was typed.
func (r Room) settle(v *portal.Visit, done string, err error, of paper) (portal.Answer, error) {
	if err == nil {
		return back(v, done), nil
	}
	conflict := conflicts(err)
	if !conflict && !v.Faults(err) {
		return portal.Answer{}, err
	}
	c, reading := r.read(v)
	if reading != nil {
		return portal.Answer{}, reading
	}
	if !conflict {
		shown, making := of(v, c, nil)
		return portal.Again(shown), making
	}
	shown, making := of(v, c, r.meanwhile(v, c, err))
	return portal.Clash(shown), making
}
