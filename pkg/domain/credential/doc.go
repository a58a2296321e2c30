// Package credential makes the official electronic document of a recognised highly skilled migrant (Decision 99; fact
// 59) and the statement of reasons of a refusal: number, PDF, seal, QR code, and the compact credential that anybody
// can check without a network.
//
// It is handed facts and a crypto.Signer. It knows no AWS, no store, no case record and no HTTP; it reads no clock and
// draws no randomness of its own. It does not decide: facts that contradict the programme's rules are refused, not
// repaired. A name alone can be made fit first, with Fit; package typeface tells a form beforehand which characters a
// name may have.
//
// The order of issue is: NewNumber, SignCompact, Certificate, Sign. Each step can be repeated.
package credential
