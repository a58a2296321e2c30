package calendar_test

import (
	"os"
	"testing"

	"hsmp.example/cases/pkg/domain/calendar"
)

// Budget: 2 µs for the due date of 20 working days.
func BenchmarkDue(b *testing.B) {
	c, from := load(b), day(b, "2026-03-02")
	c.Due(from, 20)
	b.ReportAllocs()
	for b.Loop() {
		c.Due(from, 20)
	}
}

// Load runs at every cold start.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := calendar.Load(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFirstDue is a cold start's first answer: load, work out a year, count.
func BenchmarkFirstDue(b *testing.B) {
	from := day(b, "2026-03-02")
	for b.Loop() {
		c, err := calendar.Load()
		if err != nil {
			b.Fatal(err)
		}
		c.Due(from, 20)
	}
}

// BenchmarkParse shows what reading YAML would cost instead.
func BenchmarkParse(b *testing.B) {
	raw, err := os.ReadFile("calendar.yaml")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := calendar.Parse(raw); err != nil {
			b.Fatal(err)
		}
	}
}
