package calendar

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"hsmp.example/cases/pkg/locale"
)

// Order is an act published after the data file: a swap, or days off by force majeure (fact 72).
type Order struct {
	Act     locale.Texts `json:"act"`  // "Cabinet of Ministers Decision No. 1 of 3 January 2027"
	Date    Date         `json:"date"` // of the act; a later act wins over an earlier one
	Names   locale.Texts `json:"names"`
	Rest    []Date       `json:"rest,omitempty"`    // days that become rest days
	Working []Date       `json:"working,omitempty"` // days that become working days
}

// With returns a calendar in which the orders hold too. The receiver stays as it is; the version differs.
func (c Calendar) With(orders ...Order) Calendar {
	if len(orders) == 0 {
		return c
	}
	twin := open(c.source, c.hash)
	twin.orders = slices.Concat(c.orders, orders)
	slices.SortStableFunc(twin.orders, func(a, b Order) int { return a.Date.Compare(b.Date) })
	for _, o := range twin.orders {
		twin.except(o.Rest, cell{reason: Ordered, names: o.Names, act: o.Act})
		twin.except(o.Working, cell{working: true, reason: Ordered, names: o.Names, act: o.Act})
	}
	return twin
}

// ReadOrder reads an order as JSON, in the words of Order's tags. It names every fault at once: unknown keys, texts
// that a language lacks, no date, no day, and a day that would be both.
func ReadOrder(raw []byte) (Order, error) {
	content := json.NewDecoder(bytes.NewReader(raw))
	content.DisallowUnknownFields()
	var o Order
	if err := content.Decode(&o); err != nil {
		return Order{}, fmt.Errorf("read an order: %w", err)
	}
	var faults []error
	for name, texts := range map[string]locale.Texts{"act": o.Act, "names": o.Names} {
		for _, l := range locale.All {
			if texts[l] == "" {
				faults = append(faults, fmt.Errorf("%s: no text in %s", name, l))
			}
		}
	}
	if o.Date.IsZero() {
		faults = append(faults, errors.New("date: missing"))
	}
	if len(o.Rest)+len(o.Working) == 0 {
		faults = append(faults, errors.New("rest, working: want at least one day"))
	}
	days := slices.SortedFunc(slices.Values(slices.Concat(o.Rest, o.Working)), Date.Compare)
	if len(slices.Compact(days)) < len(o.Rest)+len(o.Working) {
		faults = append(faults, errors.New("rest, working: a day stands there twice"))
	}
	return o, errors.Join(faults...)
}

func (c Calendar) fingerprint() string {
	if len(c.orders) == 0 {
		return c.hash
	}
	// Orders are plain texts and dates: they always marshal.
	raw, err := json.Marshal(c.orders)
	if err != nil {
		return c.hash
	}
	return digest(append([]byte(c.hash), raw...))
}

func digest(raw []byte) string {
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}
