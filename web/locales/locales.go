// Package locales holds every text of the pages in the four languages: one set of files per room,
// <room>.<language>.json, merged into one catalogue.
//
// A key that a page names and a language lacks, or an argument that a text wants and a page does not give, fails the
// build: see the folder check.
package locales

import (
	"embed"

	"hsmp.example/cases/pkg/locale"
)

//go:embed *.json
var files embed.FS

// Texts returns the catalogue, read at first use. It fails only if the embedded files are incomplete, which a test
// excludes.
var Texts = locale.Lazily(files, ".")
