package main

import (
	"crypto/rand"
	"regexp"
	"testing"
	"time"
)

func TestIDsSayWhatTheyAreAndComeInOrder(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	fresh := ids{now: func() time.Time { now = now.Add(time.Millisecond); return now }, random: rand.Reader}
	form := regexp.MustCompile(`^(app|prs|doc)_[0-9A-HJKMNP-TV-Z]{26}$`)
	earlier := ""
	for range 100 {
		id := string(fresh.application())
		if !form.MatchString(id) || id <= earlier {
			t.Fatalf("want a name after %s, got %s", earlier, id)
		}
		earlier = id
	}
	if !form.MatchString(string(fresh.person())) || !form.MatchString(fresh.document()) {
		t.Error("want persons and documents named alike")
	}
}
