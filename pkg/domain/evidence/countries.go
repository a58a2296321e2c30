package evidence

import "slices"

// Countries lists the codes of States where a person can live or a company sit, without those that only stand in
// papers: of organisations, of persons without a nationality, and of kinds of British nationals. Kosovo has no ISO code
// and is there.
func Countries() []string {
	return slices.DeleteFunc(States(), func(code string) bool {
		return ISOState(code) == "" && code != "RKS" || len(code) == 3 && code[:2] == "GB" && code != "GBR"
	})
}
