package application

import (
	"slices"
	"strings"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
)

// asked says how a field is asked and how what is typed becomes a value of the form.
type asked int

const (
	line   asked = iota
	area         // several lines
	date         // day, month and year
	whole        // a whole number, with separators or without
	state        // of the world
	person       // a nationality: a state, or that of persons without one
	tongue       // a language
	sex
	paper
	level
	cefr
	achievement
	expertise
)

// field is one field of the form. Its key is its JSON name.
type field struct {
	key      string
	as       asked
	hint     bool // has a text application.hint.<group>.<key>
	optional bool
	max      int // characters, counted beside a text area
	width    int
	complete string // what a browser may fill in
	upper    bool   // kept in capitals without spaces
}

// group is an object of the form, or a list of them. Its path is the JSON pointer without the leading slash. A list of
// plain values has one field without a key.
type group struct {
	path   string
	list   bool
	fields []field
}

// step is a page of the draft: it changes one section of the form or a part of it.
type step struct {
	id      string
	section programme.SectionID
	groups  []group
}

// steps are the parts of a draft in the order in which they are offered.
var steps = []step{
	{"identity", "identity", []group{
		{path: "identity", fields: []field{
			{key: "family_name", hint: true, complete: "family-name"},
			{key: "given_names", hint: true, complete: "given-name"},
			{key: "native_name", hint: true, optional: true},
			{key: "sex", as: sex},
			{key: "birth_date", as: date, hint: true, complete: "bday"},
			{key: "birth_place", hint: true},
			{key: "fin", hint: true, optional: true, width: 10, upper: true}}},
		{path: "identity/nationalities", list: true, fields: []field{{as: person, hint: true}}}}},
	{"papers", "identity", []group{{path: "identity/papers", list: true, fields: []field{
		{key: "kind", as: paper, hint: true},
		{key: "number", hint: true, width: 20, upper: true},
		{key: "issuer", as: person},
		{key: "issued_on", as: date},
		{key: "expires_on", as: date, hint: true},
		{key: "mrz", as: area, hint: true, optional: true}}}}},
	{"contact", "contact", []group{{path: "contact", fields: []field{
		{key: "email", hint: true, complete: "email"},
		{key: "phone", hint: true, optional: true, complete: "tel", width: 20},
		{key: "country", as: state, hint: true},
		{key: "address", as: area, complete: "street-address", max: 500}}}}},
	{"expertise", "expertise", []group{{path: "expertise", fields: []field{
		{key: "field", as: expertise, hint: true},
		{key: "profession", hint: true},
		{key: "summary", as: area, hint: true, max: application.MostReason}}}}},
	{"experience", "experience", []group{{path: "experience", list: true, fields: []field{
		{key: "employer"},
		{key: "country", as: state},
		{key: "position", hint: true},
		{key: "since", as: date, hint: true},
		{key: "until", as: date, hint: true, optional: true},
		{key: "duties", as: area, hint: true, optional: true, max: application.MostReason}}}}},
	{"education", "education", []group{{path: "education", list: true, fields: []field{
		{key: "institution", hint: true},
		{key: "country", as: state},
		{key: "level", as: level},
		{key: "subject"},
		{key: "language", as: tongue, hint: true, optional: true},
		{key: "completed", as: whole, width: 4}}}}},
	{"languages", "languages", []group{{path: "languages", list: true, fields: []field{
		{key: "language", as: tongue},
		{key: "level", as: cefr, hint: true},
		{key: "certificate", hint: true, optional: true}}}}},
	{"finances", "finances", []group{{path: "finances", fields: []field{
		{key: "yearly_income", as: whole, hint: true, optional: true, width: 10},
		{key: "funds", as: whole, hint: true, optional: true, width: 10},
		{key: "currency", hint: true, optional: true, width: 4, upper: true}}}}},
	{"achievements", "achievements", []group{{path: "achievements", list: true, fields: []field{
		{key: "kind", as: achievement},
		{key: "title", hint: true},
		{key: "year", as: whole, width: 4}}}}},
	{"impact", "impact", []group{{path: "impact", fields: []field{
		{key: "goals", as: area, hint: true, max: application.MostReason},
		{key: "labour_market", as: area, hint: true, max: application.MostReason}}}}},
}

// Where faults that belong to no step are put right.
const (
	documentsPart = "documents"
	reviewPart    = "review"
)

func stepOf(id string) (step, bool) {
	i := slices.IndexFunc(steps, func(s step) bool { return s.id == id })
	if i < 0 {
		return step{}, false
	}
	return steps[i], true
}

// next is the part after this one.
func (s step) next() string {
	for i, one := range steps {
		if one.id == s.id && i+1 < len(steps) {
			return steps[i+1].id
		}
	}
	return documentsPart
}

// partOf says which part a fault is put right in: the one with the longest path that the pointer stands under.
func partOf(pointer string) string {
	part, longest := documentsPart, 0
	if strings.HasPrefix(pointer, "/declaration") {
		return reviewPart
	}
	for _, s := range steps {
		for _, g := range s.groups {
			if under(pointer, g.path) && len(g.path) > longest {
				part, longest = s.id, len(g.path)
			}
		}
	}
	return part
}

func under(pointer, path string) bool {
	rest, ok := strings.CutPrefix(pointer, "/"+path)
	return ok && (rest == "" || rest[0] == '/')
}
