package names

import (
	"crypto/rand"
	"regexp"
	"testing"
	"time"
)

func TestIDsSayWhatTheyAreAndComeInOrder(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	fresh := Fresh{Now: func() time.Time { now = now.Add(time.Millisecond); return now }, Random: rand.Reader}
	form := regexp.MustCompile(`^(app|prs|doc|emp)_[0-9A-HJKMNP-TV-Z]{26}$`)
	earlier := ""
	for range 100 {
		id := string(fresh.Application())
		if !form.MatchString(id) || id <= earlier {
			t.Fatalf("want a name after %s, got %s", earlier, id)
		}
		earlier = id
	}
	if !form.MatchString(string(fresh.Person())) || !form.MatchString(fresh.Document()) || !form.MatchString(string(fresh.Employer())) {
		t.Error("want persons, documents and employers named alike")
	}
}
