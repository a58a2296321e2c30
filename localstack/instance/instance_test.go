package instance

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestADescriptionComesBackAsItWasSaved(t *testing.T) {
	t.Parallel()
	want := New(t.TempDir(), "test", PortsFrom(14566), 5)
	err := want.Save()
	if err != nil {
		t.Fatal(err)
	}
	got, err := Load(want.File())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("instance (-want +got):\n" + diff)
	}
}

func TestTwoInstancesShareNoPort(t *testing.T) {
	t.Parallel()
	seen := map[int]bool{}
	for _, p := range []Ports{DefaultPorts, PortsFrom(14566)} {
		used := []int{p.Gateway, p.DynamoDB, p.Issuer, p.Door}
		for i := range 50 {
			used = append(used, p.External+i)
		}
		for _, port := range used {
			if seen[port] {
				t.Errorf("the port %d is used twice", port)
			}
			seen[port] = true
		}
	}
}

func TestAMissingDescriptionIsToldApart(t *testing.T) {
	t.Parallel()
	_, err := Load(filepath.Join(t.TempDir(), "instance.json"))
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("want fs.ErrNotExist, got %v", err)
	}
}

func TestAnOutputIsFoundInWhicheverStackGaveIt(t *testing.T) {
	t.Parallel()
	i := New(t.TempDir(), "test", PortsFrom(14566), 5)
	err := i.Save()
	if err != nil {
		t.Fatal(err)
	}
	err = os.WriteFile(i.Outputs(), []byte(`{"hsmp-data":{"Table":"cases"},"hsmp-api":{"ApiUrl":"http://x"}}`), 0o600)
	if err != nil {
		t.Fatal(err)
	}
	got, err := i.Output("Table")
	if err != nil || got != "cases" {
		t.Errorf("want cases, got %q and %v", got, err)
	}
	_, err = i.Output("Nothing")
	if err == nil {
		t.Error("want an error for an output that nobody gave")
	}
}
