//go:build e2e

// The journeys through the pages on a running instance, in a real browser. How to write one: go doc ./localstack/browser.
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
