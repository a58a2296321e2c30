// Package browser lets tests use the portal as people do: in a real Chromium, by what a page says and by the names that
// a screen reader would read out, never by CSS classes. It is for tests only and knows no page of the portal but the
// way in.
//
// # A journey
//
//	func TestMain(m *testing.M) { os.Exit(browser.Main(m)) } // once a package; without it Start fails
//
//	func TestAnApplicantFiles(t *testing.T) {
//		t.Parallel()
//		p := browser.Start(t, browser.In("az")) // one person: a window, cookies and a cache of their own
//		p.SignIn("aynur")                       // through the portal and the provider's two steps
//		p.Open("/applications")                 // /az/applications
//		p.Inspect()                             // axe-core, 320 px, 200 %
//		p.Fill(p.Say("dossier.label.identity.family_name"), "Həsənova")
//		p.Within(p.Say("dossier.label.identity.birth_date")).Fill(p.Say("kit.day"), "12")
//		p.Choose(p.Say("application.kind"), "Diplom")
//		p.Check(p.Say("applicant.agree"))
//		p.Upload(p.Say("applicant.diploma"), "diploma.pdf")
//		p.Click(p.Say("kit.continue"))
//		p.IsAt("/application/review")
//		p.See("Aynur Həsənova")
//		p.Shot("application-review")
//	}
//
// Write the journey as a function of *Page, and run it in every manner:
//
//	for _, language := range []string{"az", "tr", "en", "ru"} {
//		t.Run(language, func(t *testing.T) { t.Parallel(); apply(browser.Start(t, browser.In(language))) })
//	}
//	apply(browser.Start(t, browser.In("en"), browser.WithoutJavaScript()))
//	apply(browser.Start(t, browser.In("en"), browser.ByKeyboard()))
//
// ByKeyboard changes how Fill, Choose, Check, Click do it (Tab, then letters, arrows, Space, Enter); it fails where Tab
// does not reach. Say reads web/locales, so a journey names no text of one language. The site is the instance in the
// variable INSTANCE, or that of make up; At(Site{URL: …}) is any other, as an httptest server in a page's own tests.
//
// # Verbs wait
//
// Every verb waits until what it asks for is there, 45 seconds at most (patience, in one place), and then ends the test
// with what is there instead. So never sleep, and never look before you act: Click waits for the page it leads to, See
// waits for the text, live refresh included. For what takes longer, as an authority's answer:
// p.Patiently(2*time.Minute).See("…"). Verbs end the test with t.Fatal; a Page belongs to one goroutine.
//
// # Names
//
// Names are accessible names, whole, with white space as one space: the label of a field, the text of a button or link
// with its visually hidden words ("Change passport"), the legend of a group. A name that two elements have fails:
// narrow it with Within (a fieldset's legend, a table's caption, the label of a region, navigation, form or dialog) or
// Row (the row of a table, summary list or list that holds a text), one inside the other if need be:
//
//	p.Within("Documents").Row("passport.pdf").Click("Remove")
//
//	Open, OpenAddress, Reload, Back, Tab     go; Tab is a second window with the same session
//	Click, Check, Uncheck, Fill, Choose      act; Choose takes an option of a list, or of radio buttons by their legend
//	Upload, Download                         files in and out
//	Press, Type, TabTo, Focused              the keyboard itself: Press("Shift+Tab"), Press("j"), Press("Control+k")
//	See, DoNotSee, IsAt, Heading             wait for what is shown (IsAt: the path without its query)
//	Text, Value, Checked, Names, Path,       read
//	Status, Language, Eval
//	Axe, NoHorizontalScroll, Viewport, Zoom  look; Inspect is all of them, and makes the window 1280 wide again
//	InPrint, PDF                             on paper
//	Offline, LoseSession                     what goes wrong in life
//	Weight, LighterThan(FirstPage)           what the page takes, compressed, for somebody who comes for the first time
//	SignIn, SignInHere                       SignInHere when the portal has sent the person to the provider by itself
//
// # What fails a test by itself
//
// At the end of the test the window's faults fail it: an uncaught error or a rejected promise, console.error, a breach
// of the Content Security Policy, a dialog, a request that fails or is answered 400 and above, and any request to a
// host that is neither the site's, the issuer's nor the documents' store's. A form's page with 422 is no fault, nor is
// what fails while Offline(true). When a fault is meant, say so before it comes: p.Expects("404"); the test then fails
// if it does not come.
//
// A failed test leaves a picture and the HTML of each of its windows in build/failed, and logs where.
//
// # Weights and screenshots
//
// Each page of the running instance that a test visits goes to build/pages.json: requests and bytes on the wire by
// kind, with what the cache saved counted as if it had come; Fetch and XHR are not the page's. make test prints the
// table, and fails when a page has been inspected in no language. Ids in paths are written {id}.
//
// Shot writes docs/screenshots/<name>.png (1280 px, 150 kB at most) only under make shots, which runs the tests in
// localstack/e2e/pages/shots_test.go, and the journeys that take pictures on their way. At other times it does nothing.
//
// # Without a browser
//
// Chromium comes from the PATH or the variable CHROMIUM; on Debian as root make test installs it. Without one, or
// without axe-core, tests are skipped with the reason on a laptop and fail where CI is set.
package browser
