//go:build e2e

package e2e

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/localstack/demo/play"
)

// The main job, whole: eight applications from the form to the document.
func TestTheEightCasesEndAsTheyMust(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	var shown bytes.Buffer
	err := play.Run(t.Context(), play.Stage{Site: site(t), Folder: folder, Out: &shown})
	t.Log(shown.String())
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(filepath.Join(folder, "demo.json"))
	must(t, err)
	var results []play.Result
	must(t, json.Unmarshal(raw, &results))
	var got []string
	for _, r := range results {
		total := "–"
		if r.Total != nil {
			total = fmt.Sprint(*r.Total)
		}
		got = append(got, strings.Join([]string{r.Name, r.Outcome, total, r.ExecutionStatus}, " | "))
	}
	want := []string{
		"82 points, no objection | recognised | 82 | SUCCEEDED",
		"exactly 70 points | recognised | 70 | SUCCEEDED",
		"69 points | refused | 69 | SUCCEEDED",
		"88 points, objection upheld | refused | 88 | SUCCEEDED",
		"88 points, objection lifted | recognised | 88 | SUCCEEDED",
		"one authority silent | recognised | 78 | SUCCEEDED",
		"correction and extension | recognised | 75 | SUCCEEDED",
		"withdrawn by the applicant | withdrawn | – | SUCCEEDED",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("outcomes (-want +got):\n" + diff)
	}
	for _, r := range results {
		checkResult(t, folder, r)
	}
}

func checkResult(t *testing.T, folder string, r play.Result) {
	t.Helper()
	if r.Name == "one authority silent" && (r.Lateness < 1 || r.Reminders < 4 || !r.Escalated) {
		t.Errorf("%s: want lateness, four reminders and the escalation, got %+v", r.Name, r)
	}
	if r.DueDate == "" {
		t.Errorf("%s has no due date", r.Name)
	}
	if (r.Outcome == "recognised") != (r.CertificateNumber != nil) {
		t.Errorf("%s: %s with the certificate %v", r.Name, r.Outcome, r.CertificateNumber)
	}
	if r.Outcome == "withdrawn" {
		return
	}
	sum := 0
	for _, points := range r.Points {
		sum += points
	}
	if len(r.Points) != 6 || sum != *r.Total {
		t.Errorf("%s: want six criteria that add up to %d, got %v", r.Name, *r.Total, r.Points)
	}
	pdf, err := os.ReadFile(filepath.Join(folder, "demo", r.Document))
	if err != nil || !bytes.HasPrefix(pdf, []byte("%PDF")) {
		t.Errorf("%s: want an issued PDF, got %.10q and %v", r.Name, pdf, err)
		return
	}
	if r.CertificateNumber != nil {
		checkSeal(t, pdf, *r.CertificateNumber)
	}
}

// checkSeal verifies the credential in the code on the page with nothing but the published keys: no other call is
// needed.
func checkSeal(t *testing.T, pdf []byte, number string) {
	t.Helper()
	text, err := play.ReadQR(pdf)
	must(t, err)
	_, compact, found := strings.Cut(text, "#")
	parts := strings.Split(compact, ".")
	if !found || len(parts) != 3 {
		t.Fatalf("want an address with a credential, got %s", text)
	}
	head, signature := unpack(t, parts[0]), unpack(t, parts[2])
	var header struct{ Alg, Kid string }
	must(t, json.Unmarshal(head, &header))
	digest := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	r, s := new(big.Int).SetBytes(signature[:len(signature)/2]), new(big.Int).SetBytes(signature[len(signature)/2:])
	if header.Alg != "ES256" || !ecdsa.Verify(published(t, header.Kid), digest[:], r, s) {
		t.Errorf("the credential of %s does not verify with the published key %s", number, header.Kid)
	}
	bare := strings.ReplaceAll(strings.TrimPrefix(number, "HSM-"), "-", "")
	if !strings.Contains(string(unpack(t, parts[1])), bare) {
		t.Errorf("want the credential to name %s, it says %s", bare, unpack(t, parts[1]))
	}
}

// published reads the issuer's key of that id.
func published(t *testing.T, id string) *ecdsa.PublicKey {
	t.Helper()
	var set struct {
		Keys []struct{ Kid, Crv, X, Y string }
	}
	must(t, site(t).Anybody().Get(t.Context(), "/v1/keys", &set))
	for _, key := range set.Keys {
		if key.Kid != id {
			continue
		}
		public, err := ecdsa.ParseUncompressedPublicKey(elliptic.P256(), slices.Concat([]byte{4}, unpack(t, key.X), unpack(t, key.Y)))
		must(t, err)
		return public
	}
	t.Fatalf("no key %s is published", id)
	return nil
}

func unpack(t *testing.T, text string) []byte {
	t.Helper()
	raw, err := base64.RawURLEncoding.DecodeString(text)
	must(t, err)
	return raw
}
