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

// manners are the ways in which a journey has to work.
var manners = map[string][]browser.Option{
	"with the mouse":  nil,
	"by keyboard":     {browser.ByKeyboard()},
	"without scripts": {browser.WithoutJavaScript()},
}

// ways are every language and every manner, in no more pairs than that takes: the pages' own tests go through all of them.
var ways = map[string]struct {
	language string
	options  []browser.Option
}{
	"with the mouse in az":  {"az", []browser.Option{browser.In("az")}},
	"by keyboard in tr":     {"tr", []browser.Option{browser.In("tr"), browser.ByKeyboard()}},
	"without scripts in en": {"en", []browser.Option{browser.In("en"), browser.WithoutJavaScript()}},
	"with the mouse in ru":  {"ru", []browser.Option{browser.In("ru")}},
}
