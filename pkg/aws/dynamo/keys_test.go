package dynamo

import (
	"slices"
	"strings"
	"testing"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/calendar"
)

var everyPartition = []partitionKey{casePartition("app_1"), historyPartition("app_1"), waitPartition("app_1"), personPartition("prs_1"),
	subjectPartition(hashed("anna")), certificatePartition("HSM-2026-1"), counterPartition("status-index"),
	answerPartition(hashed("a", "b")), authorityPartition("digital"),
	noticePartition("app_1-00000007/applicant"), statisticsPartition("2026-11"), sessionPartition("5e55"), signInPartition("0f0f"),
	employerPartition("emp_1"), voenPartition(hashed("1400057421")), registrationsList}

func everySort() []sortKey {
	all := []sortKey{documentRow("doc_1"), laneRow("education"), objectionRow(1), correctionRow(12), chainRow(123), caseRow("app_1"),
		weekRow("2026-W49"), factRow("9f86d081"), sessionRow("5e55"), ownRow("emp_1")}
	for _, plain := range plainSorts {
		all = append(all, plain)
	}
	return all
}

func TestEveryPartitionKeyReadsBackAsItself(t *testing.T) {
	t.Parallel()
	for _, want := range everyPartition {
		got, err := parsePartition(want.partition())
		if err != nil || got != want {
			t.Errorf("parse %q: want %#v, got %#v, %v", want.partition(), want, got, err)
		}
		if _, wrong := want.(sortKey); wrong {
			t.Errorf("%T fits the sort slot too", want)
		}
	}
	if want, got := len(partitions), len(everyPartition); want != got {
		t.Errorf("want all %d kinds of partitions tried, got %d", want, got)
	}
}

// Rights are narrowed to these prefixes: a partition that began otherwise would be closed to the function it is for.
func TestPartitionsThatRightsAreNarrowedToBeginAsTheContractSays(t *testing.T) {
	t.Parallel()
	for prefix, key := range map[string]partitionKey{
		contract.WaitRows:        waitPartition("app_1"),
		contract.PersonRows:      personPartition("prs_1"),
		contract.CertificateRows: certificatePartition("HSM-1"),
		contract.AuthorityRows:   authorityPartition("economy"),
		contract.NoticeRows:      noticePartition("event/who"),
		contract.StatisticsRows:  statisticsPartition("2026-11"),
	} {
		if !strings.HasPrefix(key.partition(), prefix) || !strings.HasSuffix(prefix, "#") {
			t.Errorf("want a key that begins with %q and a whole prefix, got %q", prefix, key.partition())
		}
	}
}

func TestEverySortKeyReadsBackAsItself(t *testing.T) {
	t.Parallel()
	for _, want := range everySort() {
		got, err := parseSort(want.sort())
		if err != nil || got != want {
			t.Errorf("parse %q: want %#v, got %#v, %v", want.sort(), want, got, err)
		}
		if _, wrong := want.(partitionKey); wrong {
			t.Errorf("%T fits the partition slot too", want)
		}
	}
}

func TestWhatIsNoKeyIsRefused(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "CASE", "CASE#", "NOBODY#1", "#"} {
		if _, err := parsePartition(text); err == nil {
			t.Errorf("want %q refused as a partition key", text)
		}
	}
	for _, text := range []string{"", "LANE#", "OBJECTION#one", "HEAD", "NOBODY#1", "META#1"} {
		if _, err := parseSort(text); err == nil {
			t.Errorf("want %q refused as a sort key", text)
		}
	}
	for _, text := range []string{"", "2026-12-07", "2026-12-07#app_1", "2026-13-07#app_1#education", "2026-12-07##education"} {
		if _, err := parseWorkSort(text); err == nil {
			t.Errorf("want %q refused as a place in a work list", text)
		}
	}
}

func TestNumbersSortAsNumbers(t *testing.T) {
	t.Parallel()
	keys := []string{objectionRow(2).sort(), objectionRow(10).sort(), objectionRow(100).sort(), objectionRow(9999).sort()}
	if !slices.IsSorted(keys) {
		t.Errorf("want sorted, got %q", keys)
	}
	if want, got := contract.ChangeSortKeyPrefix+"00000042", chainRow(42).sort(); want != got {
		t.Errorf("want %q, got %q", want, got)
	}
}

func TestWeeksAreISOWeeksAndSortInTheOrderOfTime(t *testing.T) {
	t.Parallel()
	for date, want := range map[string]week{
		"2026-11-30": "2026-W49", "2026-12-06": "2026-W49", "2026-12-07": "2026-W50",
		"2026-12-31": "2026-W53", "2027-01-03": "2026-W53", "2027-01-04": "2027-W01", "2024-12-30": "2025-W01",
	} {
		d, err := calendar.ParseDate(date)
		if err != nil {
			t.Fatal(err)
		}
		if got := weekOf(d); got != want {
			t.Errorf("week of %s: want %s, got %s", date, want, got)
		}
	}
}

func TestAPlaceInTheWorkListReadsBack(t *testing.T) {
	t.Parallel()
	want := workKey{due: calendar.Date{Year: 2026, Month: 12, Day: 7}, id: "app_1", lane: "education"}
	got, err := parseWorkSort(want.sort())
	if err != nil || got != want {
		t.Errorf("want %+v, got %+v, %v", want, got, err)
	}
	want.authority = "education-ministry"
	if want, got := "WORK#education-ministry#2026-W50", want.partition(); want != got {
		t.Errorf("want %q, got %q", want, got)
	}
}

func TestHashesKeepTheirPartsApart(t *testing.T) {
	t.Parallel()
	if hashed("a", "bc") == hashed("ab", "c") {
		t.Error("two scopes share an idempotency key")
	}
}
