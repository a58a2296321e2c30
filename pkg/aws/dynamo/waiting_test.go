package dynamo_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/domain/employer/specimen"
	"hsmp.example/cases/pkg/problem"
)

func TestRegistrationsWaitOldestFirstOverWeeksAndPages(t *testing.T) {
	t.Parallel()
	s := newEmployers(t)
	var want []employer.ID
	for n, form := range []employer.Particulars{specimen.Form(), specimen.Natural(), specimen.Branch(), numbered("9900071001"), numbered("1000000171")} {
		id := employer.ID(fmt.Sprintf("emp_%d", n))
		s.filed(id, form, now.Add(time.Duration(n)*3*24*time.Hour)) // over three weeks
		want = append(want, id)
	}
	for _, limit := range []int{1, 2, 5, 10} {
		if diff := cmp.Diff(want, s.pages(limit)); diff != "" {
			t.Errorf("pages of %d (-want +got):\n%s", limit, diff)
		}
	}
	s.acts("emp_0", s.ruled(employer.Registered))
	s.acts("emp_2", s.ruled(employer.Returned))
	s.acts("emp_4", s.ruled(employer.Refused))
	if diff := cmp.Diff([]employer.ID{"emp_1", "emp_3"}, s.pages(1)); diff != "" {
		t.Errorf("after three rulings (-want +got):\n%s", diff)
	}
	late := owning
	late.At = now.Add(60 * 24 * time.Hour)
	s.acts("emp_2", func(e *employer.Employer) error { return e.Correct(late, 1, specimen.Branch(), s.rules) })
	if diff := cmp.Diff([]employer.ID{"emp_1", "emp_3", "emp_2"}, s.pages(2)); diff != "" {
		t.Errorf("after one came back (-want +got):\n%s", diff)
	}
	page, _, err := s.Employers.Waiting(t.Context(), "", 1)
	if err != nil || page[0].Kind != employer.NaturalPerson || page[0].Sector != "it" || page[0].Version != 1 || !page[0].SubmittedAt.Equal(now.Add(72*time.Hour)) {
		t.Errorf("want what the list shows, got %+v %v", page, err)
	}
}

// numbered is a legal person's form with another VÖEN; those used here have the right check digit.
func numbered(voen string) employer.Particulars {
	f := specimen.Form()
	f.VOEN = voen
	return f
}

func TestALanesCursorIsNoneOfTheWaitingList(t *testing.T) {
	t.Parallel()
	s := newEmployers(t)
	for _, cursor := range []string{"x", "e30", "eyJ3IjoiMjAyNi1XNDkiLCJhIjoiMjAyNi0xMi0wNyNhcHBfMSNlZHVjYXRpb24ifQ"} {
		_, _, err := s.Employers.Waiting(t.Context(), cursor, 1)
		wantKind(t, err, problem.Invalid, "invalid")
	}
}
