package evidence_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/evidence/specimen"
)

func TestMain(m *testing.M) {
	model.ConfigPath = "disable" // or pdfcpu makes a folder in the home of whoever runs this
	m.Run()
}

func TestWhatAPDFMustNotHold(t *testing.T) {
	t.Parallel()
	action := "<</S/JavaScript/JS(app.alert\\(1\\))>>"
	deep := strings.Repeat("[", 100_000)
	for name, test := range map[string]struct {
		file []byte
		want []string
		what string
	}{
		"a password":     {must(t)(specimen.Encrypted(specimen.PassportPage(leyla))), []string{"document-encrypted"}, ""},
		"a script":       {must(t)(specimen.WithScript(specimen.PassportPage(leyla))), []string{"document-active"}, "JavaScript"},
		"an attachment":  {must(t)(specimen.WithAttachment(specimen.PassportPage(leyla))), []string{"document-active"}, "EmbeddedFile"},
		"the test virus": {specimen.WithVirus(), []string{"malware"}, ""},
		"a script in a packed stream of objects, its names disguised": {specimen.HiddenScript(), []string{"document-active"}, "JavaScript"},
		"a script to run at opening":                                  {specimen.Raw{Catalog: "/OpenAction" + action}.File(), []string{"document-active"}, "JavaScript"},
		"an action on opening a page":                                 {specimen.Raw{Catalog: "/AA<</WC 9 0 R>>"}.File(), []string{"document-active"}, "AA"},
		"a program to launch":                                         {specimen.Raw{Objects: []string{"<</S/Launch/F(calc.exe)>>"}}.File(), []string{"document-active"}, "Launch"},
		"media":                                                       {specimen.Raw{Objects: []string{"<</Subtype /RichMedia>>"}}.File(), []string{"document-active"}, "RichMedia"},
		"a dynamic form":                                              {specimen.Raw{Catalog: "/AcroForm<</XFA 9 0 R>>"}.File(), []string{"document-active"}, "XFA"},
		"several at once": {specimen.Raw{Catalog: "/AA 1 0 R", Objects: []string{action, "<</S/Launch>>"}}.File(),
			[]string{"document-active"}, "AA, JavaScript, Launch"},
		"a script behind a stray bracket":         {specimen.Raw{Objects: []string{"<</A 1 ] /S/JavaScript/JS(x)>>"}}.File(), []string{"document-active"}, "JavaScript"},
		"a script behind a comment in the number": {specimen.Raw{Objects: []string{"1\nendobj\n9 %\n0 %c\r obj" + action}}.File(), []string{"document-active"}, "JavaScript"},
		"a script behind a long comment":          {specimen.Raw{Objects: []string{"1\nendobj\n9 %" + strings.Repeat("x", 500) + "\n0 obj" + action}}.File(), []string{"document-active"}, "JavaScript"},
		"a script far behind its number":          {specimen.Raw{Objects: []string{"1\nendobj\n9" + strings.Repeat(" ", 500) + "0 obj" + action}}.File(), []string{"document-active"}, "JavaScript"},
		"a script in a stream that an offset may point into": {specimen.Raw{Streams: []specimen.Stream{
			{Data: []byte("BT ET 77 0 obj " + action + " endobj")}}}.File(), []string{"document-active"}, "JavaScript"},
		"a script in a string that an offset may point into": {specimen.Raw{Objects: []string{"(7 0 obj<</S/Launch>>endobj)"}}.File(), []string{"document-active"}, "Launch"},
		"a stream of objects under a false type": {specimen.Raw{Streams: []specimen.Stream{
			{Dict: "/Type/Metadata/N 1/First 4", Data: []byte("9 0 " + action), Packed: true}}}.File(), []string{"document-active"}, "JavaScript"},
		"a stream of objects in hexadecimal digits": {specimen.Raw{Streams: []specimen.Stream{{
			Dict: "/Type/ObjStm/N 1/First 4/Filter[/ASCIIHexDecode]",
			Data: []byte(fmt.Sprintf("%x>", "9 0 "+action))}}}.File(), []string{"document-active"}, "JavaScript"},
		"a stream of objects that is not packed": {specimen.Raw{Streams: []specimen.Stream{{
			Dict: "/Type/ObjStm/N 1/First 4", Data: []byte("9 0 " + action)}}}.File(), []string{"document-active"}, "JavaScript"},
		"a stream of objects by an unknown filter": {specimen.Raw{Streams: []specimen.Stream{{
			Dict: "/Type/ObjStm/N 1/First 4/Filter/LZWDecode", Data: []byte("x")}}}.File(), []string{"document-unreadable"}, ""},
		"a stream of objects by a filter named elsewhere": {specimen.Raw{Streams: []specimen.Stream{{
			Dict: "/Type/ObjStm/N 1/First 4/Filter 9 0 R", Data: []byte("x")}}}.File(), []string{"document-unreadable"}, ""},
		"a stream of objects behind a predictor": {specimen.Raw{Streams: []specimen.Stream{{
			Dict: "/Type/ObjStm/N 1/First 4/DecodeParms<</Predictor 12>>", Data: []byte("x"), Packed: true}}}.File(), []string{"document-unreadable"}, ""},
		"brackets around brackets":  {specimen.Raw{Objects: []string{strings.Repeat("9 0 obj<</A", 10_000)}}.File(), []string{"document-unreadable"}, ""},
		"brackets without end":      {specimen.Raw{Objects: []string{deep}}.File(), []string{"document-unreadable"}, ""},
		"strings inside each other": {specimen.Raw{Objects: []string{strings.Repeat("1 0 obj (", 60_000)}}.File(), []string{"document-unreadable"}, ""},
		"300 MB of nothing":         {specimen.Bomb(300 << 20), []string{"document-bomb"}, ""},
		"a picture of 3.6 gigapixels": {specimen.Raw{Streams: []specimen.Stream{{
			Dict: "/Type/XObject/Subtype/Image/Width 60000/Height 60000", Data: []byte("x")}}}.File(), []string{"document-pixels"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := inspect(t, test.file, rules)
			if diff := cmp.Diff(test.want, found(got)); diff != "" {
				t.Fatal("(-want +got)", diff)
			}
			if what := got.Findings[0].Args["what"]; what != test.what {
				t.Errorf("want %q named, got %q", test.what, what)
			}
		})
	}
}

func TestWhatAPDFMayHold(t *testing.T) {
	t.Parallel()
	for name, raw := range map[string]specimen.Raw{
		"a place to open at":                  {Catalog: "/OpenAction[3 0 R/Fit]"},
		"a link":                              {Objects: []string{"<</S/URI/URI(https://example.org)>>"}},
		"text about scripts":                  {Objects: []string{"(Java/JavaScript /Launch /AA)"}},
		"page text about scripts":             {Streams: []specimen.Stream{{Data: []byte("BT (Java/JavaScript << /JS >>) Tj ET")}}},
		"glyphs called AA and JS":             {Objects: []string{"<</Type/Encoding/Differences[65/AA/JS/EF]>>"}},
		"a font called AA":                    {Objects: []string{"<</Resources<</Font<</AA 9 0 R>>>>>>"}},
		"objects in a packed stream":          {Hidden: []string{"<</Producer(x)>>", "[1 2 3]"}},
		"no encryption, said so":              {Trailer: "/Encrypt null"},
		"a stream that is not what it claims": {Streams: []specimen.Stream{{Dict: "/Filter/FlateDecode", Data: []byte("not packed")}}},
		"old filters":                         {Streams: []specimen.Stream{{Dict: "/Filter/ASCII85Decode", Data: []byte("87cURD]j7BEbo80~>")}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := inspect(t, raw.File(), rules)
			if diff := cmp.Diff([]string{}, found(got)); diff != "" || got.Pages != 1 {
				t.Errorf("want one good page, got %d (-want +got) %s", got.Pages, diff)
			}
		})
	}
}

func TestTheFrameOfAPDF(t *testing.T) {
	t.Parallel()
	whole := specimen.Raw{Pages: 2}.File()
	text := string(whole)
	zip := "PK\x05\x06" + string(make([]byte, 16)) + "\x00\x00"
	for name, test := range map[string]struct {
		file string
		want []string
	}{
		"whole":                              {text, []string{}},
		"with a byte order mark":             {"\xef\xbb\xbf" + text, []string{}},
		"with blank lines around":            {"\n\n" + text + "\n\x00\n", []string{}},
		"with a few words behind":            {text + "printed on 5 January", []string{}},
		"cut in half":                        {text[:len(text)/2], []string{"document-truncated"}},
		"without its last line":              {text[:len(text)-6], []string{"document-truncated"}},
		"only a header":                      {"%PDF-1.7", []string{"document-truncated"}},
		"with an offset to nowhere":          {strings.Replace(text, "startxref\n", "startxref\n9", 1), []string{"document-damaged"}},
		"with an offset that is no number":   {strings.Replace(text, "startxref\n", "startxref\nx", 1), []string{"document-damaged"}},
		"without a catalogue":                {strings.Replace(text, "/Root 1 0 R", "", 1), []string{"document-damaged"}},
		"without pages":                      {strings.Replace(text, "/Kids[3 0 R 4 0 R]", "/Kids[]           ", 1), []string{"document-damaged"}},
		"a program before it":                {"MZ\x90\x00" + text, []string{"document-mixed"}},
		"a program behind it":                {text + "\n\x7fELF", []string{"document-mixed"}},
		"a second document behind it":        {text + text, []string{"document-mixed"}},
		"a second document far behind it":    {text + strings.Repeat("x", 1500), []string{"document-mixed"}},
		"an archive around it":               {text + zip, []string{"document-mixed"}},
		"a header that no reader looks for":  {strings.Repeat("\n", 1020) + text, []string{"document-format"}},
		"the last header a reader looks for": {strings.Repeat("\n", 1019) + text, []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, found(inspect(t, []byte(test.file), rules))); diff != "" {
				t.Error("(-want +got)", diff)
			}
		})
	}
}

func TestPagesAreCountedAsAViewerShowsThem(t *testing.T) {
	t.Parallel()
	saved := string(specimen.Raw{Pages: 5}.File())
	saved += fmt.Sprintf("2 0 obj<</Type/Pages/Count 1/Kids[4 0 R 4 0 R 2 0 R 99 0 R]>>endobj\nxref\n0 0\ntrailer<</Root 1 0 R>>\nstartxref\n%d\n%%%%EOF", len(saved)+71)
	for name, test := range map[string]struct {
		file string
		want int
	}{
		"one":                            {string(specimen.Raw{}.File()), 1},
		"twenty":                         {string(specimen.Raw{Pages: 20}.File()), 20},
		"a tree in a packed stream":      {string(specimen.Raw{Hidden: []string{"null"}, Pages: 4}.File()), 4},
		"four of five deleted in a save": {saved, 1},
	} {
		got := inspect(t, []byte(test.file), rules)
		if got.Pages != test.want {
			t.Errorf("%s: want %d, got %d %v", name, test.want, got.Pages, found(got))
		}
	}
}

// pdfcpu is another author's reader: what it calls valid must be let through, also when it has packed the objects
// itself.
func TestSpecimensAreTrueFilesAndStaySoWhenRewritten(t *testing.T) {
	t.Parallel()
	scan := specimen.Raw{Pages: 3, Hidden: []string{"<</Title(x)>>"}}.File()
	for name, file := range map[string][]byte{
		"a passport page":     must(t)(specimen.PassportPage(leyla).PDF()),
		"a hand-made file":    specimen.Raw{Pages: 3}.File(),
		"with packed objects": scan,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			config := model.NewDefaultConfiguration()
			if err := api.Validate(bytes.NewReader(file), config); err != nil {
				t.Fatalf("want a valid file, got %v", err)
			}
			before := inspect(t, file, rules)
			var rewritten bytes.Buffer
			if err := api.Optimize(bytes.NewReader(file), &rewritten, model.NewDefaultConfiguration()); err != nil {
				t.Fatal(err)
			}
			if !bytes.Contains(rewritten.Bytes(), []byte("/ObjStm")) {
				t.Fatal("want packed objects, got none")
			}
			after := inspect(t, rewritten.Bytes(), rules)
			if !before.Accepted() || !after.Accepted() || before.Pages != after.Pages || after.Kind != evidence.PDF {
				t.Errorf("want the same accepted pages, got %+v and %+v", before, after)
			}
		})
	}
}
