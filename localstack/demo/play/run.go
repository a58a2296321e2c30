package play

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"hsmp.example/cases/localstack/demo/client"
)

// Stage is where the cases are played.
type Stage struct {
	Site   *client.Site
	Folder string    // demo.json is written here, and the issued documents below demo/
	Out    io.Writer // for people
	Only   string    // name of the one plot to play; "" plays all
}

func (s Stage) plots() []Plot {
	plots := Plots()
	if s.Only == "" {
		return plots
	}
	return slices.DeleteFunc(plots, func(p Plot) bool { return p.Name != s.Only })
}

// Run plays all cases at once, writes demo.json and the documents, and shows a summary. The error names every
// expectation that was not met.
func Run(ctx context.Context, stage Stage) error {
	if stage.Site.Instance.DaySeconds == 0 {
		return errors.New("the demo waits for lateness: it needs an instance whose working days are short (--day-seconds 3)")
	}
	documents := filepath.Join(stage.Folder, "demo")
	err := errors.Join(os.RemoveAll(documents), os.MkdirAll(documents, 0o755)) // an earlier run's papers would pass for this one's
	if err != nil {
		return err
	}
	plots := stage.plots()
	results := make([]Result, len(plots))
	shown := newBoard(stage.Out, plots)
	var all sync.WaitGroup
	for n, plot := range plots {
		all.Go(func() {
			s := &scene{site: stage.Site, plot: plot, board: shown, row: n, folder: documents,
				result: Result{Name: plot.Name, Applicant: plot.User, Points: map[string]int{}}}
			results[n] = s.play(ctx)
		})
	}
	all.Wait()
	err = errors.Join(write(filepath.Join(stage.Folder, "demo.json"), results), summarise(stage.Out, results))
	return errors.Join(err, verdict(results))
}

func write(name string, results []Result) error {
	raw, err := json.MarshalIndent(results, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(name, append(raw, '\n'), 0o644)
}

func verdict(results []Result) error {
	var faults []error
	for _, r := range results {
		for _, failure := range r.Failures {
			faults = append(faults, fmt.Errorf("%s (%s): %s", r.Name, r.Case, failure))
		}
	}
	return errors.Join(faults...)
}

// summarise writes the table at the end.
func summarise(out io.Writer, results []Result) error {
	var text strings.Builder
	fmt.Fprintf(&text, "\n  %-28s %-11s %5s  %-10s %4s  %-27s %s\n", "case", "outcome", "total", "due", "late", "certificate", "execution")
	for _, r := range results {
		total, certificate := "–", "–"
		if r.Total != nil {
			total = fmt.Sprint(*r.Total)
		}
		if r.CertificateNumber != nil {
			certificate = *r.CertificateNumber
		}
		fmt.Fprintf(&text, "  %-28s %-11s %5s  %-10s %4d  %-27s %s\n", r.Name, r.Outcome, total, r.DueDate, r.Lateness, certificate, r.ExecutionStatus)
	}
	_, err := io.WriteString(out, text.String())
	return err
}
