package dynamo

import (
	"context"
	"encoding/json"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"hsmp.example/cases/pkg/usecase/identity"
)

// member is who an actor is: what the issuer of sign-ins says of them.
type member struct {
	Issuer    string `json:"issuer"`
	Subject   string `json:"subject"`
	Name      string `json:"name,omitempty"`
	Authority string `json:"authority,omitempty"`
}

func staffKey(actor string) key { return key{"STAFF#" + actor, "MEMBER"} }

func (k key) aad() []byte { return []byte(k.partition + "/" + k.sort) }

// Know remembers who a member of staff is, sealed: chains name actors by opaque keys, and must still be understood when
// an account is gone. It writes once for each person while this program runs.
func (t *Table) Know(ctx context.Context, p identity.Principal) error {
	actor := p.Person()
	if _, known := t.staff.Load(actor); known {
		return nil
	}
	data, err := t.secrets(ctx)
	if err != nil {
		return err
	}
	raw, err := json.Marshal(member{Issuer: p.Issuer, Subject: p.Subject, Name: p.Name, Authority: p.Authority})
	if err != nil {
		return wrap(err, "remember", "a member of staff")
	}
	at := staffKey(actor)
	sealed, err := data.Seal(raw, at.aad())
	if err != nil {
		return err
	}
	row := at.item()
	row[sealedAttribute] = &types.AttributeValueMemberB{Value: sealed}
	if err := t.put(ctx, row, always); err != nil {
		return err
	}
	t.staff.Store(actor, true)
	return nil
}

// StaffName tells who an actor is: the name, or the subject of the sign-in where there is none; "" for one that is not
// known.
func (t *Table) StaffName(ctx context.Context, actor string) (string, error) {
	at := staffKey(actor)
	i, err := t.get(ctx, at)
	if err != nil || i == nil {
		return "", err
	}
	data, err := t.secrets(ctx)
	if err != nil {
		return "", err
	}
	sealed, _ := i[sealedAttribute].(*types.AttributeValueMemberB)
	if sealed == nil {
		return "", nil
	}
	raw, err := data.Open(sealed.Value, at.aad())
	if err != nil {
		return "", err
	}
	var m member
	err = json.Unmarshal(raw, &m)
	if m.Name == "" {
		return m.Subject, err
	}
	return m.Name, err
}
