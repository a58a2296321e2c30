//go:build e2e

// Package pages holds the journeys through the pages on a running instance, in a real browser; it knows addresses
// and texts, no code. How to write one: go doc ./localstack/browser.
package pages

import (
	"os"
	"testing"

	"hsmp.example/cases/localstack/browser"
)

func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }

// languages are those that every page speaks.
var languages = []string{"az", "tr", "en", "ru"}

// way is a language and a manner in which somebody goes.
type way struct {
	language string
	options  []browser.Option
}

// The manners, each in a language. The rooms' own tests go through every pair without the deployed parts behind them,
// so here a journey takes one of them, and the journeys together take all.
var (
	withMouse      = way{"az", []browser.Option{browser.In("az")}}
	byKeyboard     = way{"tr", []browser.Option{browser.In("tr"), browser.ByKeyboard()}}
	withoutScripts = way{"en", []browser.Option{browser.In("en"), browser.WithoutJavaScript()}}
	withMouseToo   = way{"ru", []browser.Option{browser.In("ru")}}
)

// inspect looks at a page that several languages come to: all of it in Azerbaijani, and in the others what long words
// do.
func inspect(p *browser.Page) {
	if p.Language() == "az" {
		p.Inspect()
		return
	}
	p.Fits()
}
