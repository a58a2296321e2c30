package programme_test

import (
	"testing"

	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/locale"
)

func TestWhatTheProgrammeListsHasANameAndWhatItDoesNotIsCalledByItsID(t *testing.T) {
	t.Parallel()
	p, err := programme.Load()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		got  locale.Texts
		want string
	}{
		"a field":               {p.FieldNames("it"), "Information technology"},
		"a field of old":        {p.FieldNames("alchemy"), "alchemy"},
		"an authority":          {p.AuthorityNames("economy"), "Ministry of Economy"},
		"an authority of old":   {p.AuthorityNames("guild"), "guild"},
		"a criterion's lane":    {p.LaneNames("education"), "Education"},
		"the clearance":         {p.LaneNames(p.Clearance.ID), p.Clearance.Names.In(locale.English)},
		"a lane of old":         {p.LaneNames("manners"), "manners"},
		"a lane without a name": {p.LaneNames(""), ""},
	} {
		if got := c.got.In(locale.English); got != c.want {
			t.Errorf("%s: want %q, got %q", name, c.want, got)
		}
	}
}
