// Package api holds what the JSON APIs have in common: how a case, a document, a date or a fault is written for
// whoever asks, in their language. The rooms intake, scoring, employers and public below it hold the routes.
//
// It maps between messages and use cases and must hold no rule of the programme: what a move needs, the domain says.
package api

import (
	"reflect"
	"sync"

	"github.com/danielgtaylor/huma/v2"

	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/aws/apigw"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
)

// Lists of answers are never null: an empty one says more. huma keeps this in a variable.
var listsAreLists = sync.OnceFunc(func() { huma.DefaultArrayNullable = false })

// Prepare teaches the API's document how the domain's own types are written. It comes before the first route.
func Prepare(a *web.API) {
	listsAreLists()
	schemas := a.OpenAPI().Components.Schemas
	schemas.RegisterTypeAlias(reflect.TypeFor[calendar.Date](), reflect.TypeFor[civilDate]())
	schemas.RegisterTypeAlias(reflect.TypeFor[locale.Language](), reflect.TypeFor[language]())
}

// civilDate stands for calendar.Date in schemas, which the domain cannot write itself.
type civilDate struct{}

// Schema implements huma.SchemaProvider.
func (civilDate) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "date", Examples: []any{"2026-03-16"}}
}

// language stands for locale.Language: which words it takes is shown by whoever reads it.
type language struct{}

// Schema implements huma.SchemaProvider.
func (language) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Description: "az, tr, en or ru", Examples: []any{"en"}}
}

// CasePath names a case. The bound keeps nonsense away from the store.
type CasePath struct {
	ID string `path:"id" maxLength:"64" doc:"The case" example:"app_01KBXQ8ZJ4N5V6W7X8Y9Z0A1B2"`
}

// CasePage names a case and a page of what is told of it.
type CasePage struct {
	CasePath
	Cursor string `query:"cursor" maxLength:"512" pattern:"^[!-~]*$" patternDescription:"bad-value" doc:"next of the page before"`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"100" doc:"Lines a page"`
}

// DocumentPath names a document of a case.
type DocumentPath struct {
	CasePath
	Document string `path:"doc" maxLength:"64" doc:"The document" example:"doc_01KBXQ8ZJ4N5V6W7X8Y9Z0A1B3"`
}

// Faults writes faults in language l, as problem documents do.
func Faults(l locale.Language, faults []problem.Fault) []apigw.Fault {
	shown := make([]apigw.Fault, len(faults))
	for i, f := range faults {
		shown[i] = apigw.Fault{Pointer: &f.Pointer, Code: f.Code, Detail: problem.Say(l, f.Code, f.Args)}
	}
	return shown
}
