package status

import (
	"strconv"

	"github.com/a-h/templ"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/web/page"
)

func correctionPath(c Case, k application.Correction, suffix string) string {
	return c.At("/corrections/" + strconv.Itoa(k.Number) + suffix)
}

// uploadTexts is what uploads.js says and where it looks: the same words as in a draft.
func uploadTexts(p page.Page, c Case, k application.Correction) templ.Attributes {
	return templ.Attributes{
		"data-state": p.To(correctionPath(c, k, "/documents/state")), "data-done": p.To(correctionPath(c, k, "/documents")),
		"data-sending": p.Say("application.sending", "percent", "%"), "data-waiting": p.Say("application.waiting"),
		"data-checking": p.Say("application.checking"), "data-too-large": p.Say("application.too-large"),
		"data-choose": p.Say("application.choose-file"), "data-failed": p.Say("application.send-failed"),
		"data-signed-out": p.Say("application.device-signed-out"),
	}
}
