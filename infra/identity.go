package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"hsmp.example/cases/infra/parts"
	"hsmp.example/cases/pkg/contract"
)

// groups are the roles that tokens carry. Officers are also put into a group "authority:<id>", which administrators
// make with the authority; whoever is in no group is an applicant.
var groups = []string{"applicant", "officer", "supervisor", "decision-officer", "objection-reviewer", "employer", "auditor", "administrator"}

// Identity says whose tokens are taken, and where people sign in: with Cognito that is not where the issuer is.
type Identity struct {
	Issuer, IssuerKeys, Audience, Client, SignInOrigin *string
}

func (i Identity) values() map[contract.Variable]*string {
	return map[contract.Variable]*string{
		contract.Issuer: i.Issuer, contract.IssuerKeys: i.IssuerKeys, contract.Audience: i.Audience,
		contract.Client: i.Client, contract.SignInOrigin: i.SignInOrigin,
	}
}

// givenIdentity is an issuer of somebody else's.
func givenIdentity(s Settings) Identity {
	return Identity{jsii.String(s.Issuer), jsii.String(s.IssuerKeys), jsii.String(s.Audience), jsii.String(s.Client), jsii.String(s.SignIn)}
}

// newIdentity makes the stack with a user pool as issuer. stage names its sign-in domain.
func newIdentity(scope constructs.Construct, id string, props *awscdk.StackProps, settings Settings, keep bool) Identity {
	stack := awscdk.NewStack(scope, jsii.String(id), props)
	pool := newPool(stack, keep)
	for _, group := range groups {
		awscognito.NewCfnUserPoolGroup(stack, jsii.String("Group"+parts.Title(group)), &awscognito.CfnUserPoolGroupProps{
			UserPoolId: pool.UserPoolId(), GroupName: jsii.String(group),
		})
	}
	client := newClient(pool, settings.PublicURL)
	domain := pool.AddDomain(jsii.String("SignIn"), &awscognito.UserPoolDomainOptions{
		CognitoDomain: &awscognito.CognitoDomainOptions{
			DomainPrefix: jsii.String("hsmp-" + settings.Stage + "-" + *stack.Account()),
		},
	})
	issuer := "https://cognito-idp." + *stack.Region() + ".amazonaws.com/" + *pool.UserPoolId()
	output(stack, "UserPoolId", "User pool of all people", pool.UserPoolId())
	output(stack, "ClientId", "Client of the portal, and the audience of tokens", client.UserPoolClientId())
	output(stack, "Issuer", "OpenID issuer", jsii.String(issuer))
	output(stack, "SignInUrl", "Where people sign in", domain.BaseUrl(nil))
	return Identity{jsii.String(issuer), jsii.String(issuer + "/.well-known/jwks.json"),
		client.UserPoolClientId(), client.UserPoolClientId(), domain.BaseUrl(nil)}
}

// newPool asks everybody for a second factor: an application says where a person lives, earns and was ill.
func newPool(scope constructs.Construct, keep bool) awscognito.UserPool {
	return awscognito.NewUserPool(scope, jsii.String("People"), &awscognito.UserPoolProps{
		SignInAliases:       &awscognito.SignInAliases{Email: jsii.Bool(true)},
		SignInCaseSensitive: jsii.Bool(false),
		SelfSignUpEnabled:   jsii.Bool(true),
		AutoVerify:          &awscognito.AutoVerifiedAttrs{Email: jsii.Bool(true)},
		AccountRecovery:     awscognito.AccountRecovery_EMAIL_ONLY,
		Mfa:                 awscognito.Mfa_REQUIRED,
		MfaSecondFactor:     &awscognito.MfaSecondFactor{Otp: jsii.Bool(true), Sms: jsii.Bool(false)},
		PasswordPolicy: &awscognito.PasswordPolicy{
			MinLength:            jsii.Number(12),
			RequireDigits:        jsii.Bool(true),
			RequireLowercase:     jsii.Bool(true),
			RequireUppercase:     jsii.Bool(true),
			RequireSymbols:       jsii.Bool(true),
			TempPasswordValidity: awscdk.Duration_Days(jsii.Number(3)),
		},
		FeaturePlan:                  awscognito.FeaturePlan_PLUS,
		StandardThreatProtectionMode: awscognito.StandardThreatProtectionMode_FULL_FUNCTION,
		DeletionProtection:           jsii.Bool(keep),
		RemovalPolicy:                parts.Removal(keep),
	})
}

// newClient makes the portal's client: authorization code with a proof key, no secret in a browser, no implicit flow.
func newClient(pool awscognito.UserPool, publicURL string) awscognito.UserPoolClient {
	scope := awscognito.NewResourceServerScope(&awscognito.ResourceServerScopeProps{
		ScopeName: jsii.String("use"), ScopeDescription: jsii.String("Use the case system in one's own name"),
	})
	server := pool.AddResourceServer(jsii.String("Cases"), &awscognito.UserPoolResourceServerOptions{
		Identifier: jsii.String("cases"), Scopes: &[]awscognito.ResourceServerScope{scope},
	})
	return pool.AddClient(jsii.String("Portal"), &awscognito.UserPoolClientOptions{
		GenerateSecret:             jsii.Bool(false),
		PreventUserExistenceErrors: jsii.Bool(true),
		EnableTokenRevocation:      jsii.Bool(true),
		AccessTokenValidity:        awscdk.Duration_Minutes(jsii.Number(15)),
		IdTokenValidity:            awscdk.Duration_Minutes(jsii.Number(15)),
		RefreshTokenValidity:       awscdk.Duration_Hours(jsii.Number(12)),
		AuthFlows:                  &awscognito.AuthFlow{UserSrp: jsii.Bool(true)},
		OAuth: &awscognito.OAuthSettings{
			Flows:        &awscognito.OAuthFlows{AuthorizationCodeGrant: jsii.Bool(true)},
			CallbackUrls: jsii.Strings(publicURL + "/signed-in"),
			LogoutUrls:   jsii.Strings(publicURL + "/"),
			Scopes: &[]awscognito.OAuthScope{
				awscognito.OAuthScope_OPENID(), awscognito.OAuthScope_EMAIL(), awscognito.OAuthScope_PROFILE(),
				awscognito.OAuthScope_ResourceServer(server, scope),
			},
		},
	})
}
