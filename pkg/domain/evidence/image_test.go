package evidence_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/evidence/specimen"
)

func TestImages(t *testing.T) {
	t.Parallel()
	paper := specimen.PassportPage(leyla)
	jpeg, png := must(t)(paper.JPEG()), must(t)(paper.PNG())
	with := func(file []byte, tail string) []byte { return append(bytes.Clone(file), tail...) }
	flipped := bytes.Clone(png)
	flipped[len(png)/2] ^= 1
	noisy := bytes.Clone(jpeg)
	copy(noisy[170:], bytes.Repeat([]byte{0xff, 0x00}, 200))
	end := len(png) - 12 // before IEND
	fat := append(append(bytes.Clone(png[:end]), specimen.Chunk("zzZz", make([]byte, 2<<20))...), png[end:]...)
	lying := bytes.Clone(png)
	copy(lying[8:], []byte{0x7f, 0xff, 0xff, 0xff}) // the first chunk says it has 2 GB
	scans := func(n int) []byte {                   // the tables and n empty scans before the end
		start := bytes.Index(jpeg, []byte{0xff, 0xda})
		return append(append(bytes.Clone(jpeg[:start]), bytes.Repeat([]byte{0xff, 0xda, 0, 2}, n)...), 0xff, 0xd9)
	}
	zip := "PK\x05\x06" + string(make([]byte, 16)) + "\x00\x00"
	for name, test := range map[string]struct {
		file []byte
		want []string
	}{
		"a picture of 60,000 by 60,000":      {specimen.PNGBomb(), []string{"document-pixels"}},
		"a JPEG cut in half":                 {specimen.Truncated(jpeg, 50), []string{"document-truncated"}},
		"a JPEG without its last two bytes":  {jpeg[:len(jpeg)-2], []string{"document-truncated"}},
		"a JPEG that is only a beginning":    {jpeg[:3], []string{"document-truncated"}},
		"a JPEG with broken tables":          {noisy, []string{"document-damaged"}},
		"a JPEG of 64 scans, all empty":      {scans(64), []string{"document-damaged"}},
		"a JPEG of 65 scans":                 {scans(65), []string{"document-bomb"}},
		"a PNG cut in half":                  {specimen.Truncated(png, 50), []string{"document-truncated"}},
		"a PNG without its last byte":        {png[:len(png)-1], []string{"document-truncated"}},
		"a PNG that is only a signature":     {png[:8], []string{"document-truncated"}},
		"a PNG with a flipped bit":           {flipped, []string{"document-damaged"}},
		"a PNG whose chunk is too long":      {lying, []string{"document-truncated"}},
		"a PNG with a chunk of 2 MB besides": {fat, []string{"document-mixed"}},
		"a JPEG with a camera's preview":     {with(jpeg, "\x00\x00some preview"), []string{}},
		"a JPEG with a program behind":       {with(jpeg, "MZ\x90 this program"), []string{"document-mixed"}},
		"a JPEG with a page script behind":   {with(jpeg, "\n<?PHP system($_GET[0]);"), []string{"document-mixed"}},
		"a PNG with an archive behind":       {with(png, "PK\x03\x04"), []string{"document-mixed"}},
		"a PNG that ends as an archive":      {with(png, "harmless"+zip), []string{"document-mixed"}},
		"a PNG that only mentions archives":  {with(png, "harmless"+zip+"more"), []string{}},
		"a JPEG with the test virus behind":  {with(jpeg, string(specimen.EICAR())), []string{"malware"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, found(inspect(t, test.file, rules))); diff != "" {
				t.Error("(-want +got)", diff)
			}
		})
	}
}

func TestABombIsMeasuredAndNotDecoded(t *testing.T) {
	t.Parallel()
	got := inspect(t, specimen.PNGBomb(), rules)
	if got.Kind != evidence.PNG || got.Width != 60_000 || got.Height != 60_000 || len(specimen.PNGBomb()) > 200 {
		t.Errorf("want the claimed size of a tiny file, got %+v", got)
	}
}
