package main

import (
	"context"
	"os"
	"path/filepath"
)

// A subset is one font file a weight, loaded by a browser only when a page has one of its letters; scss/_fonts.scss
// says the same ranges. Layout features other than these cost bytes; without liga, fi and i in Turkish and Azerbaijani
// are right.
type subset struct{ name, letters, features string }

var subsets = []subset{
	// All of Azerbaijani, Turkish and English with their signs: the first page in these loads nothing else.
	{"core", "U+20-7E,U+A0,U+A5,U+A7,U+AB,U+B0,U+B7,U+BB,U+C2,U+C7,U+CE,U+D6,U+D7,U+DB,U+DC,U+E2,U+E7,U+EE,U+F6,U+FB,U+FC," +
		"U+11E,U+11F,U+130,U+131,U+15E,U+15F,U+18F,U+259,U+2011,U+2013,U+2014,U+2018,U+2019,U+201C-201E,U+2022,U+2026," +
		"U+2116,U+2212,U+20AC,U+20BC", "kern,locl"},
	{"cyrillic", "U+401,U+410-44F,U+451", "kern,locl"},
	// Names of people and places in other languages.
	{"latin", "U+A1-FF,U+100-17F,U+1A0,U+1A1,U+1AF,U+1B0,U+1CD-1DC,U+218-21B,U+300-304,U+306-308,U+30A-30C,U+1E00-1EFF",
		"kern,locl,ccmp,mark"},
}

var weights = map[string]string{"400": "400Regular/NotoSans_400Regular.ttf", "700": "700Bold/NotoSans_700Bold.ttf"}

// fonts cuts each subset out of the whole Noto Sans (SIL OFL 1.1), so that pairs of letters keep their kerning.
func fonts(ctx context.Context) (parts, error) {
	folder, err := os.MkdirTemp("", "fonts")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	made := parts{}
	for weight, source := range weights {
		for _, s := range subsets {
			name := "noto-" + s.name + "-" + weight + ".woff2"
			file := filepath.Join(folder, name)
			err = run(ctx, filepath.Join(fontsFolder, "bin", "pyftsubset"),
				filepath.Join(npmFolder, "node_modules/@expo-google-fonts/noto-sans", source),
				"--unicodes="+s.letters, "--layout-features="+s.features, "--flavor=woff2", "--no-hinting",
				"--desubroutinize", "--name-IDs=1,2,13,14", "--output-file="+file)
			if err != nil {
				return nil, err
			}
			made[name], err = os.ReadFile(file)
			if err != nil {
				return nil, err
			}
		}
	}
	return made, nil
}
