package main

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/digitorus/timestamp"

	"hsmp.example/cases/pkg/problem"
)

var stampedAt = time.Date(2026, 12, 18, 9, 0, 0, 0, time.UTC)

// authority answers as a time-stamp authority does; answer may change what it says.
func authority(t *testing.T, answer func(*timestamp.Timestamp)) http.HandlerFunc {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(9), Subject: pkix.Name{CommonName: "TSA"}, NotBefore: stampedAt.AddDate(-1, 0, 0),
		NotAfter: stampedAt.AddDate(1, 0, 0), ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return func(w http.ResponseWriter, r *http.Request) {
		raw, _ := io.ReadAll(r.Body)
		question, err := timestamp.ParseRequest(raw)
		if err != nil || r.Header.Get("Content-Type") != "application/timestamp-query" {
			t.Errorf("want a question, got %q, %v", raw, err)
			return
		}
		said := timestamp.Timestamp{HashAlgorithm: question.HashAlgorithm, HashedMessage: question.HashedMessage, Nonce: question.Nonce,
			Time: stampedAt, SerialNumber: big.NewInt(1), Policy: asn1.ObjectIdentifier{1, 2, 3}, AddTSACertificate: true}
		answer(&said)
		token, err := said.CreateResponseWithOpts(certificate, key, crypto.SHA256)
		if err != nil {
			t.Error(err)
		}
		_, _ = w.Write(token)
	}
}

func TestAStampIsOfTheSignatureThatItWasAskedFor(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(authority(t, func(*timestamp.Timestamp) {}))
	t.Cleanup(server.Close)
	token, err := authorityAt(server.URL, server.Client(), rand.Reader)(t.Context(), []byte("signature"))
	if err != nil {
		t.Fatal(err)
	}
	stamp, err := timestamp.Parse(token)
	if err != nil || !stamp.Time.Equal(stampedAt) {
		t.Errorf("want the time of the authority, got %+v, %v", stamp, err)
	}
}

func TestAnAuthorityThatGivesNoStampIsAnOutage(t *testing.T) {
	t.Parallel()
	refusal, err := timestamp.CreateErrorResponse(timestamp.Rejection, timestamp.BadRequest)
	if err != nil {
		t.Fatal(err)
	}
	for name, answer := range map[string]http.HandlerFunc{
		"is out of order":          func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) },
		"refuses":                  func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(refusal) },
		"is something else":        func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>")) },
		"says nothing":             func(http.ResponseWriter, *http.Request) {},
		"answers another question": authority(t, func(said *timestamp.Timestamp) { said.Nonce = big.NewInt(7) }),
		"leaves the nonce out":     authority(t, func(said *timestamp.Timestamp) { said.Nonce = nil }),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(answer)
			t.Cleanup(server.Close)
			if _, err := authorityAt(server.URL, server.Client(), rand.Reader)(t.Context(), []byte("signature")); !errors.Is(err, problem.Unavailable) {
				t.Errorf("want an outage, got %v", err)
			}
		})
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := authorityAt("http://127.0.0.1:1", http.DefaultClient, rand.Reader)(gone, nil); !errors.Is(err, problem.Unavailable) {
		t.Errorf("want an outage, got %v", err)
	}
}
