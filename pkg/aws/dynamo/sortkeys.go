package dynamo

import (
	"fmt"
	"strconv"
	"strings"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
)

var plainSorts = []plainSort{metaRow, formRow, submissionRow, extensionRow, proposalRow, decisionRow,
	certificateRow, statementRow, keyRow, openRow, personRow, factsRow, answerRow, nextRow, onceRow,
	sessionHead, signInRow, employerRow}

// parseSort reads a sort key back, but for the waits, which have no prefix: only their own partition holds them.
func parseSort(text string) (sortKey, error) {
	for _, plain := range plainSorts {
		if string(plain) == text {
			return plain, nil
		}
	}
	prefix, rest, found := strings.Cut(text, "#")
	if !found || rest == "" {
		return nil, fmt.Errorf("%q is no sort key", text)
	}
	switch prefix {
	case "DOCUMENT":
		return documentRow(rest), nil
	case "LANE":
		return laneRow(programme.LaneID(rest)), nil
	case "CASE":
		return caseRow(application.ID(rest)), nil
	case "WEEK":
		return weekRow(rest), nil
	case "EMPLOYER":
		return ownRow(rest), nil
	case "FACT":
		return factRow(rest), nil
	case "SESSION":
		return sessionRow(rest), nil
	}
	return parseNumbered(prefix, rest)
}

func parseNumbered(prefix, rest string) (sortKey, error) {
	number, err := strconv.Atoi(rest)
	if err != nil {
		return nil, fmt.Errorf("sort key %s#%s: %w", prefix, rest, err)
	}
	switch prefix + "#" {
	case "OBJECTION#":
		return objectionRow(number), nil
	case "CORRECTION#":
		return correctionRow(number), nil
	case contract.ChangeSortKeyPrefix:
		return chainRow(number), nil
	}
	return nil, fmt.Errorf("%q is no sort key", prefix+"#"+rest)
}
