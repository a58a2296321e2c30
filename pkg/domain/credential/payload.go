package credential

import (
	"bytes"
	"encoding/json"
	"fmt"

	"hsmp.example/cases/pkg/domain/calendar"
)

// payload lists the claims by position. Positions are never reused: a new claim comes at the end, under a new version.
func (c Claims) payload() []any {
	return []any{
		payloadVersion,
		c.Issuer,
		bare(c.Number),
		c.FamilyName,
		c.GivenNames,
		c.BirthYear,
		c.Field,
		dayNumber(c.ValidFrom),
		dayNumber(c.ValidUntil),
		c.StatusIndex,
	}
}

func readPayload(body []byte) (Claims, error) {
	var items []json.RawMessage
	if err := json.Unmarshal(body, &items); err != nil {
		return Claims{}, fmt.Errorf("payload: %w", err)
	}
	if len(items) != payloadLength || !bytes.Equal(items[0], []byte(fmt.Sprint(payloadVersion))) {
		return Claims{}, fmt.Errorf("payload: not version %d", payloadVersion)
	}
	var c Claims
	var number string
	var from, until int
	for i, place := range []any{&c.Issuer, &number, &c.FamilyName, &c.GivenNames, &c.BirthYear, &c.Field, &from, &until, &c.StatusIndex} {
		if err := json.Unmarshal(items[i+1], place); err != nil {
			return Claims{}, fmt.Errorf("payload item %d: %w", i+1, err)
		}
	}
	var err error
	if c.Number, err = ParseNumber(number); err != nil {
		return Claims{}, fmt.Errorf("payload: %w", err)
	}
	if c.ValidFrom, err = dayOf(from); err != nil {
		return Claims{}, fmt.Errorf("payload: first day: %w", err)
	}
	if c.ValidUntil, err = dayOf(until); err != nil {
		return Claims{}, fmt.Errorf("payload: last day: %w", err)
	}
	return c, nil
}

// bare leaves out of the number what every number has.
func bare(n Number) string {
	body, ok := tidy(string(n))
	if !ok {
		return string(n)
	}
	return string(body)
}

// dayNumber writes a date as one number, 20261121: eight characters, and still legible to who decodes it by hand.
func dayNumber(d calendar.Date) int { return d.Year*10000 + int(d.Month)*100 + d.Day }

func dayOf(n int) (calendar.Date, error) {
	return calendar.ParseDate(fmt.Sprintf("%04d-%02d-%02d", n/10000, n/100%100, n%100))
}
