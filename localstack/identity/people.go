// Package identity holds the people of the local OpenID provider, and the provider itself (folder provider, run by
// Node). It is the embedded default only: on AWS people come from Cognito or from the issuer that the deployer names.
package identity

import (
	_ "embed"
	"encoding/json"
	"fmt"
)

// The names of the provider's resource audience and of its clients.
const (
	Audience     = "hsmp-api" // the audience of access tokens
	CLIClient    = "cli"      // public client with PKCE, for programs
	PortalClient = "portal"   // public client with PKCE, of the pages
)

//go:embed people.json
var peopleJSON []byte

// Person is one seeded person. One person has one sub; officers have one authority.
type Person struct {
	User      string   `json:"user"`
	Sub       string   `json:"sub"`
	Name      string   `json:"name"`
	Email     string   `json:"email"`
	Locale    string   `json:"locale"`
	Roles     []string `json:"roles"`
	Authority string   `json:"authority,omitempty"`
}

// Directory is everybody who can sign in locally, and the password that they share.
type Directory struct {
	Password string   `json:"password"`
	People   []Person `json:"people"`
}

// Read returns the seeded directory. It fails only when people.json is malformed.
func Read() (Directory, error) {
	var d Directory
	err := json.Unmarshal(peopleJSON, &d)
	if err != nil {
		return Directory{}, fmt.Errorf("read people.json: %w", err)
	}
	return d, nil
}

// WithRole returns the people that have the role, in the file's order.
func (d Directory) WithRole(role string) []Person {
	var found []Person
	for _, p := range d.People {
		for _, r := range p.Roles {
			if r == role {
				found = append(found, p)
			}
		}
	}
	return found
}
