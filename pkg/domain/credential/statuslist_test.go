package credential

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"fmt"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestAStatusListComesBackAsItWasWritten(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		list := NewStatusList(0)
		want := rapid.MapOf(rapid.IntRange(0, list.Len()-1), rapid.SampledFrom([]Standing{InForce, Annulled, Superseded})).Draw(t, "standings")
		for index, s := range want {
			// Written over once: the last word counts.
			if err := list.Set(index, Annulled); err != nil {
				t.Fatal(err)
			}
			if err := list.Set(index, s); err != nil {
				t.Fatal(err)
			}
		}
		encoded, err := list.Encode()
		if err != nil {
			t.Fatal(err)
		}
		read, err := ReadStatusList(encoded)
		if err != nil {
			t.Fatal(err)
		}
		for index, s := range want {
			if got, err := read.At(index); err != nil || s != got {
				t.Fatalf("want %s at %d, got %s and %v", s, index, got, err)
			}
			if _, marked := want[index+1]; !marked && index+1 < read.Len() {
				if got, err := read.At(index + 1); err != nil || got != InForce {
					t.Fatalf("want the neighbour untouched, got %s and %v", got, err)
				}
			}
		}
	})
}

func TestTheFirstEntryIsTheHighestTwoBits(t *testing.T) {
	t.Parallel()
	list := NewStatusList(0)
	for index, s := range map[int]Standing{0: Superseded, 3: Annulled, 4: Annulled} {
		if err := list.Set(index, s); err != nil {
			t.Fatal(err)
		}
	}
	if want := []byte{0b10_00_00_01, 0b01_00_00_00}; !bytes.Equal(want, list.bits[:2]) {
		t.Errorf("want %08b, got %08b", want, list.bits[:2])
	}
}

func TestAStatusListHasAtLeastTheRoomThatHidesWhoIsAsked(t *testing.T) {
	t.Parallel()
	for asked, want := range map[int]int{0: 131072, 131072: 131072, 131073: 131076} {
		if got := NewStatusList(asked).Len(); want != got {
			t.Errorf("asked for %d: want room for %d, got %d", asked, want, got)
		}
	}
}

func TestOutsideTheListNothingIsInForce(t *testing.T) {
	t.Parallel()
	list := NewStatusList(0)
	for _, index := range []int{-1, list.Len()} {
		if _, err := list.At(index); err == nil {
			t.Errorf("want no standing at %d", index)
		}
		if err := list.Set(index, Annulled); err == nil {
			t.Errorf("want nothing written at %d", index)
		}
	}
	for _, index := range []int{0, list.Len() - 1} {
		if err := list.Set(index, Annulled); err != nil {
			t.Errorf("want %d inside, got %v", index, err)
		}
	}
	if err := list.Set(0, 3); err == nil {
		t.Error("want the reserved standing refused")
	}
	list.bits[0] = 0xFF
	if _, err := list.At(0); err == nil {
		t.Error("want a reserved standing that was read refused, got one")
	}
}

func TestTheSameListGivesTheSameText(t *testing.T) {
	t.Parallel()
	one, err1 := NewStatusList(0).Encode()
	two, err2 := NewStatusList(0).Encode()
	if err1 != nil || err2 != nil || one != two || len(one) > 200 {
		t.Errorf("want the same short text twice, got %d and %d characters (%v, %v)", len(one), len(two), err1, err2)
	}
}

func TestABrokenListIsRefused(t *testing.T) {
	t.Parallel()
	pack := func(n int) string {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		if _, err := w.Write(make([]byte, n)); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return "u" + base64.RawURLEncoding.EncodeToString(b.Bytes())
	}
	good, err := NewStatusList(0).Encode()
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"empty": "", "another multibase": "z" + good[1:], "no base64": "u***", "no gzip": "uAAAA",
		"cut short": good[:len(good)-4], "a byte too small": pack(minimumEntries/eachByte - 1), "a byte too large": pack(maximumBytes + 1),
	} {
		if _, err := ReadStatusList(text); err == nil {
			t.Errorf("%s: want it refused", name)
		}
	}
	for name, n := range map[string]int{"smallest": minimumEntries / eachByte, "largest": maximumBytes} {
		if _, err := ReadStatusList(pack(n)); err != nil {
			t.Errorf("%s: want it read, got %v", name, err)
		}
	}
}

func TestStandingsHaveTheirWords(t *testing.T) {
	t.Parallel()
	for s, want := range map[Standing]string{InForce: "in-force", Annulled: "annulled", Superseded: "superseded", 3: "unknown"} {
		if got := s.String(); want != got {
			t.Errorf("want %s, got %s", want, got)
		}
	}
}

// ReadStatusList reads an encodedList. It refuses one that is broken, cut short, or unpacks to over a mebibyte.
func ReadStatusList(encoded string) (*StatusList, error) {
	text, ok := strings.CutPrefix(encoded, "u")
	if !ok {
		return nil, fmt.Errorf("status list: not multibase base64url")
	}
	packed, err := b64.DecodeString(text)
	if err != nil {
		return nil, fmt.Errorf("status list: %w", err)
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("unpack status list: %w", err)
	}
	bits, err := io.ReadAll(io.LimitReader(r, maximumBytes+1))
	if err != nil {
		return nil, fmt.Errorf("unpack status list: %w", err)
	}
	if len(bits) > maximumBytes || len(bits)*eachByte < minimumEntries {
		return nil, fmt.Errorf("status list: %d bytes is not a list of this issuer", len(bits))
	}
	return &StatusList{bits: bits}, nil
}
