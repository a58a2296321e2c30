package main

import "hsmp.example/cases/pkg/contract"

// Platform names every difference between AWS and the emulator. No stack asks for the stage's name: it asks for the one
// thing that differs, and all of them are decided here.
type Platform struct {
	Account      string // fixes the stacks to one account; empty for the account of the caller
	Keep         bool   // what holds data survives the removal of its stack and refuses deletion
	Traced       bool   // X-Ray
	GatewayLogs  bool   // execution logs of the gateway, with the account-wide role that they need
	GatewayTag   bool   // the tag by which the emulator gives the gateway a fixed id
	UserPool     bool   // the identity stack
	MalwareScans bool   // GuardDuty scans uploads and publishes verdicts
	Firewall     bool   // WAF before the gateway
	Archive      bool   // the event bus keeps what it carried
}

// emulatorAccount is the account that LocalStack plays. With it fixed, `cdk deploy -c stage=local` with real
// credentials stops at once, instead of making a stage whose data may be thrown away.
const emulatorAccount = "000000000000"

func (s Settings) platform() Platform {
	if s.Stage == contract.LocalStage {
		return Platform{Account: emulatorAccount, GatewayTag: true}
	}
	return Platform{
		Keep:         true,
		Traced:       true,
		GatewayLogs:  true,
		UserPool:     s.Issuer == "",
		MalwareScans: s.Scanner == scannerGuardDuty,
		Firewall:     s.Firewall,
		Archive:      true,
	}
}
