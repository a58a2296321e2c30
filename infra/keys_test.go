package main

import (
	"slices"
	"strings"
	"testing"
)

// uses are the actions with which a key does its work; the rest is care.
var uses = []string{"kms:Sign", "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncrypt", "kms:Verify", "kms:*"}

func TestNoKeyIsOpenToTheAccountWithoutACondition(t *testing.T) {
	for _, v := range variants {
		v.of(t).each("AWS::KMS::Key", func(_, id string, r resource) {
			for _, s := range statementsOf(r.Properties["KeyPolicy"]) {
				for _, action := range list(s["Action"]) {
					if begins(action, uses) && s["Condition"] == nil {
						t.Errorf("%s: %v may %s without a condition", id, s["Sid"], action)
					}
				}
			}
		})
	}
}

func TestTheSealKeySignsForMarkedRolesOnly(t *testing.T) {
	key := named(t, onAWS.of(t), "AWS::KMS::Key", "SealKey")
	if key.Properties["KeySpec"] != "ECC_NIST_P256" || key.Properties["KeyUsage"] != "SIGN_VERIFY" {
		t.Errorf("kind of key: got %v, %v", key.Properties["KeySpec"], key.Properties["KeyUsage"])
	}
	want := `{"StringEquals":{"aws:PrincipalTag/hsmp-seals":"yes","kms:SigningAlgorithm":"ECDSA_SHA_256"}}`
	for _, s := range statementsOf(key.Properties["KeyPolicy"]) {
		if slices.Contains(list(s["Action"]), "kms:Sign") && asJSON(s["Condition"]) != want {
			t.Errorf("condition: want %s, got %s", want, asJSON(s["Condition"]))
		}
	}
}

func TestTheDataKeyWorksForANamedCaseOnly(t *testing.T) {
	key := named(t, onAWS.of(t), "AWS::KMS::Key", "DataKey")
	if key.Properties["EnableKeyRotation"] != true {
		t.Error("the data key is not turned")
	}
	for _, s := range statementsOf(key.Properties["KeyPolicy"]) {
		if slices.Contains(list(s["Action"]), "kms:Decrypt") && !strings.Contains(asJSON(s["Condition"]), `"kms:EncryptionContextKeys":["case"]`) {
			t.Errorf("%v: condition: got %s", s["Sid"], asJSON(s["Condition"]))
		}
	}
}

func TestTheStorageKeyWorksThroughStoresLogsAndAlarmsOnly(t *testing.T) {
	key := named(t, onAWS.of(t), "AWS::KMS::Key", "StorageKey")
	want := map[string]string{"StoresOfThisAccount": "kms:ViaService", "Logs": "kms:EncryptionContext:aws:logs:arn", "Alarms": "aws:SourceAccount"}
	for _, s := range statementsOf(key.Properties["KeyPolicy"]) {
		sid := asText(s["Sid"])
		if sid == "Care" {
			continue
		}
		if condition, known := want[sid]; !known || !strings.Contains(asJSON(s["Condition"]), condition) {
			t.Errorf("%s: condition: got %s", sid, asJSON(s["Condition"]))
		}
	}
}
