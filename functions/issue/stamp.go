package main

import (
	"bytes"
	"context"
	"crypto"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"time"

	"github.com/digitorus/timestamp"

	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/issuing"
)

const (
	stampTimeout  = 10 * time.Second
	longestAnswer = 64 << 10 // bytes of an authority's answer; tokens with their certificates take some 6,000
)

// authorityAt is the time-stamp authority of that address (RFC 3161, over HTTP as in its section 3.4). One that does
// not answer, refuses, or answers another question is an outage: a document without its time-stamp is not issued
// instead.
func authorityAt(address string, client *http.Client, random io.Reader) issuing.Stamp {
	return func(act context.Context, signature []byte) ([]byte, error) {
		token, err := askAuthority(act, client, address, signature, random)
		if err != nil {
			return nil, problem.New(problem.Unavailable, "unavailable").Because(fmt.Errorf("time-stamp authority: %w", err))
		}
		return token, nil
	}
}

func askAuthority(act context.Context, client *http.Client, address string, signature []byte, random io.Reader) ([]byte, error) {
	nonce, err := rand.Int(random, new(big.Int).Lsh(big.NewInt(1), 64))
	if err != nil {
		return nil, err
	}
	question, err := timestamp.CreateRequest(bytes.NewReader(signature), &timestamp.RequestOptions{Hash: crypto.SHA256, Certificates: true, Nonce: nonce})
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(act, http.MethodPost, address, bytes.NewReader(question))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/timestamp-query")
	answer, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, errors.New(answer.Status)
	}
	body, err := io.ReadAll(io.LimitReader(answer.Body, longestAnswer))
	if err != nil {
		return nil, err
	}
	stamp, err := timestamp.ParseResponse(body)
	if err != nil {
		return nil, err
	}
	if stamp.Nonce == nil || stamp.Nonce.Cmp(nonce) != 0 {
		return nil, errors.New("the answer is to another question")
	}
	return stamp.RawToken, nil
}
