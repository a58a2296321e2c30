package parts

import (
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdklabs/cdk-nag-go/cdknag/v2"
)

// Allow writes down a right: the actions, spelt out, on the resources.
func Allow(id string, actions []string, resources ...*string) awsiam.PolicyStatement {
	return awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
		Sid:       jsii.String(id),
		Actions:   jsii.Strings(actions...),
		Resources: &resources,
	})
}

// AllowWhen is Allow under conditions: operator, key, value.
func AllowWhen(id string, actions []string, conditions Conditions, resources ...*string) awsiam.PolicyStatement {
	statement := Allow(id, actions, resources...)
	statement.AddConditions(conditions.bare())
	return statement
}

// Deny forbids actions under conditions, whatever else allows them.
func Deny(id string, actions []string, conditions Conditions, resources ...*string) awsiam.PolicyStatement {
	statement := awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
		Sid: jsii.String(id), Effect: awsiam.Effect_DENY, Actions: jsii.Strings(actions...), Resources: &resources,
	})
	statement.AddConditions(conditions.bare())
	return statement
}

// Conditions of a statement: operator, then key, then a value or a list of values.
type Conditions map[string]map[string]any

func (c Conditions) bare() *map[string]interface{} {
	bare := make(map[string]interface{}, len(c))
	for operator, keys := range c {
		bare[operator] = keys
	}
	return &bare
}

// Explain keeps cdk-nag silent about one rule on one resource, for the findings that are named, and says why: of a role
// its policy, of anything else what it stands for. A finding that begins and ends with a slash is a regular expression.
func Explain(node constructs.IConstruct, rule, reason string, findings ...string) {
	suppression := &cdknag.NagPackSuppression{Id: jsii.String(rule), Reason: jsii.String(reason)}
	if len(findings) > 0 {
		applies := make([]interface{}, 0, len(findings))
		for _, finding := range findings {
			applies = append(applies, appliesTo(finding))
		}
		suppression.AppliesTo = &applies
	}
	cdknag.NagSuppressions_AddResourceSuppressions(resourceOf(node), &[]*cdknag.NagPackSuppression{suppression}, jsii.Bool(false))
}

// resourceOf finds the smallest node: the one resource in which cdk-nag finds fault.
func resourceOf(node constructs.IConstruct) constructs.IConstruct {
	if policy := node.Node().TryFindChild(jsii.String("DefaultPolicy")); policy != nil {
		return policy.Node().DefaultChild()
	}
	if resource := node.Node().DefaultChild(); resource != nil {
		return resource
	}
	return node
}

func appliesTo(finding string) interface{} {
	if len(finding) > 1 && finding[0] == '/' && finding[len(finding)-1] == '/' {
		return &cdknag.RegexAppliesTo{Regex: jsii.String(finding)}
	}
	return jsii.String(finding)
}

// NewRights is a policy of its own beside the role. It is for rights on something that itself waits for the role's
// function, where a right inside the role would close a circle.
func NewRights(scope constructs.Construct, id string, role interfacesawsiam.IRoleRef, statements ...awsiam.PolicyStatement) awsiam.Policy {
	policy := awsiam.NewPolicy(scope, jsii.String(id), &awsiam.PolicyProps{Statements: &statements})
	if r, ok := role.(awsiam.IRole); ok {
		policy.AttachToRole(r)
	}
	return policy
}
