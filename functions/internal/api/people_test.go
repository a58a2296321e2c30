package api_test

import (
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/usecase/identity"
)

func person(name, authority string, roles ...identity.Role) identity.Principal {
	return identity.Principal{Issuer: "https://issuer.test", Subject: name, Roles: roles, Authority: authority, Locale: locale.English}
}

// The people of the tests. Each authority has two officers, so that two can do the same at once.
var (
	emre     = person("emre", "", identity.Applicant)
	leyla    = person("leyla", "", identity.Applicant)
	chief    = person("chief", "sms", identity.Supervisor)
	decider  = person("decider", "sms", identity.DecisionOfficer)
	reviewer = person("reviewer", "sms", identity.ObjectionReviewer)
	auditor  = person("auditor", "", identity.Auditor)
)

func officer(authority string) identity.Principal {
	return person("officer-"+authority, authority, identity.Officer)
}

func colleague(authority string) identity.Principal {
	return person("colleague-"+authority, authority, identity.Officer)
}

// staff holds one person of every role there is, each at the Service where a role needs an authority.
var staff = map[identity.Role]identity.Principal{
	identity.Applicant: emre, identity.Officer: officer("sms"), identity.Supervisor: chief, identity.DecisionOfficer: decider,
	identity.ObjectionReviewer: reviewer, identity.Employer: person("employer", "", identity.Employer), identity.Auditor: auditor,
	identity.Administrator: person("administrator", "", identity.Administrator),
}
