package play

import (
	"context"
	"fmt"

	"hsmp.example/cases/localstack/demo/client"
	"hsmp.example/cases/localstack/demo/filing"
	"hsmp.example/cases/localstack/demo/papers"
)

// file fills the form in, brings the documents in, waits until they are accepted, and submits.
func (s *scene) file(ctx context.Context) (err error) {
	who, known := papers.People[s.plot.User]
	if !known {
		return fmt.Errorf("nobody has written papers for %s", s.plot.User)
	}
	s.filed, err = filing.Begin(ctx, s.applicant, s.plot.Language)
	if err != nil {
		return err
	}
	s.result.Case = s.filed.ID
	err = s.filed.Fill(ctx, who.Form())
	if err != nil {
		return err
	}
	files, err := s.files(who)
	if err != nil {
		return err
	}
	err = s.attach(ctx, files...)
	if err != nil {
		return err
	}
	return s.filed.Submit(ctx)
}

// files are the applicant's papers; one of them has a diploma that not everybody can read.
func (s *scene) files(who papers.Applicant) ([]client.File, error) {
	files, err := who.Files()
	if err != nil || s.plot.User != mendedUser {
		return files, err
	}
	for n := range files {
		if files[n].Kind == "diploma" {
			files[n], err = who.ForeignDiploma()
		}
	}
	return files, err
}

// attach brings files in and wants each accepted.
func (s *scene) attach(ctx context.Context, files ...client.File) error {
	list, err := s.filed.Attach(ctx, func(settled, of int) {
		s.board.say(s.row, fmt.Sprintf("documents %d/%d", settled, of))
	}, files...)
	if err != nil {
		return err
	}
	for _, d := range list {
		if d.State != "accepted" {
			return fmt.Errorf("%s was rejected: %+v", d.FileName, d.Findings)
		}
	}
	return nil
}
