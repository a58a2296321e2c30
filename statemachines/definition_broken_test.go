package statemachines

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const task = `"Type":"Task","Resource":"x","TimeoutSeconds":1,"Retry":[{"ErrorEquals":["States.ALL"],"JitterStrategy":"FULL"}]`

// The checks themselves are checked: each finds what it is for.
func TestTheFlowCheckFindsFaults(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		definition string
		want       []string
	}{
		"nothing wrong":                   {`{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"Z"},"Z":{"Type":"Succeed"}}}`, nil},
		"no such start":                   {`{"StartAt":"B","States":{"Z":{"Type":"Succeed"}}}`, []string{"B is led to and does not exist", "Z is never reached"}},
		"no such next":                    {`{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"}}}`, []string{"B is led to and does not exist"}},
		"no such default":                 {`{"StartAt":"A","States":{"A":{"Type":"Choice","Choices":[{"Next":"A"}],"Default":"B"}}}`, []string{"B is led to and does not exist"}},
		"no such choice":                  {`{"StartAt":"A","States":{"A":{"Type":"Choice","Choices":[{"Next":"B"}],"Default":"A"}}}`, []string{"B is led to and does not exist"}},
		"no such catch":                   {`{"StartAt":"A","States":{"A":{"Type":"Task","End":true,"Catch":[{"Next":"B"}]}}}`, []string{"B is led to and does not exist"}},
		"an island":                       {`{"StartAt":"Z","States":{"A":{"Type":"Pass","Next":"Z"},"Z":{"Type":"Succeed"}}}`, []string{"A is never reached"}},
		"a dead end":                      {`{"StartAt":"A","States":{"A":{"Type":"Pass"}}}`, []string{"A neither ends nor goes on, or does both"}},
		"an end that goes on":             {`{"StartAt":"A","States":{"A":{"Type":"Pass","End":true,"Next":"A"}}}`, []string{"A neither ends nor goes on, or does both"}},
		"an island inside a map":          {`{"StartAt":"A","States":{"A":{"Type":"Map","End":true,"ItemProcessor":{"StartAt":"B","States":{"B":{"Type":"Pass","End":true},"C":{"Type":"Succeed"}}}}}}`, []string{"C is never reached"}},
		"a way out of a map's own inside": {`{"StartAt":"A","States":{"A":{"Type":"Map","End":true,"ItemProcessor":{"StartAt":"B","States":{"B":{"Type":"Pass","Next":"A"}}}}}}`, []string{"A is led to and does not exist"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, parse(t, c.definition).flowFaults()); diff != "" {
				t.Error("faults (-want +got):\n" + diff)
			}
		})
	}
}

func TestTheTaskCheckFindsFaults(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		states string
		want   []string
	}{
		"nothing wrong": {`{"A":{` + task + `}}`, nil},
		"a bare task":   {`{"A":{"Type":"Task","Resource":"x"}}`, []string{"A has no TimeoutSeconds", "A has no Retry"}},
		"retries all at once": {`{"A":{"Type":"Task","TimeoutSeconds":1,"Retry":[{"ErrorEquals":["E"]}]}}`,
			[]string{"A retries [E] without jitter"}},
		"waits without a token": {`{"A":{"Type":"Task","Resource":"x.waitForTaskToken","TimeoutSeconds":1,"Retry":[{"JitterStrategy":"FULL"}]}}`,
			[]string{"A waits without passing its token, or passes one without waiting",
				"A waits without passing $states.context.State.EnteredTime, by which the newer of two tokens is known",
				"A waits without passing $states.context.State.RetryCount, by which the newer of two tokens is known"}},
		"a token of no age": {`{"A":{"Type":"Task","Resource":"x.waitForTaskToken","TimeoutSeconds":1,"Retry":[{"JitterStrategy":"FULL"}],
			"Arguments":"$states.context.Task.Token $states.context.State.EnteredTime"}}`,
			[]string{"A waits without passing $states.context.State.RetryCount, by which the newer of two tokens is known"}},
		"a token for nothing": {`{"A":{` + task + `,"Arguments":"$states.context.Task.Token"}}`,
			[]string{"A waits without passing its token, or passes one without waiting"}},
		"a bare task in a branch": {`{"A":{"Type":"Parallel","Branches":[{"States":{"B":{"Type":"Task","Retry":[{"JitterStrategy":"FULL"}]}}}]}}`,
			[]string{"B has no TimeoutSeconds"}},
		"a bare task in a map": {`{"A":{"Type":"Map","ItemProcessor":{"States":{"B":{"Type":"Task","TimeoutSeconds":1}}}}}`, []string{"B has no Retry"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, parse(t, `{"States":`+c.states+`}`).taskFaults()); diff != "" {
				t.Error("faults (-want +got):\n" + diff)
			}
		})
	}
}

func TestTheRedriveCheckFindsFaults(t *testing.T) {
	t.Parallel()
	const wait = `"Type":"Task","Resource":"x.waitForTaskToken"`
	for name, c := range map[string]struct {
		states string
		want   []string
	}{
		"nothing caught":       {`{"A":{` + task + `},"Z":{"Type":"Succeed"}}`, nil},
		"a wait that runs out": {`{"A":{` + wait + `,"Catch":[{"ErrorEquals":["States.Timeout"],"Next":"B"}]},"B":{"Type":"Pass","Next":"A"}}`, nil},
		"a Fail state":         {`{"A":{"Type":"Fail"}}`, []string{"A fails again when it is redriven"}},
		"a Fail state in a lane": {`{"A":{"Type":"Map","ItemProcessor":{"States":{"B":{"Type":"Fail"}}}}}`,
			[]string{"B fails again when it is redriven"}},
		"everything caught": {`{"A":{` + wait + `,"Catch":[{"ErrorEquals":["States.Timeout"],"Next":"A"},{"ErrorEquals":["States.ALL"],"Next":"B"}]}}`,
			[]string{"A catches [States.ALL], so that no redrive begins there"}},
		"one error caught": {`{"A":{` + wait + `,"Catch":[{"ErrorEquals":["Conflict"],"Next":"B"}]}}`,
			[]string{"A catches [Conflict], so that no redrive begins there"}},
		"more caught than a wait that runs out": {`{"A":{` + wait + `,"Catch":[{"ErrorEquals":["States.Timeout","Conflict"],"Next":"B"}]}}`,
			[]string{"A catches [States.Timeout Conflict], so that no redrive begins there"}},
		"a task that waits for nobody": {`{"A":{` + task + `,"Catch":[{"ErrorEquals":["States.Timeout"],"Next":"B"}]}}`,
			[]string{"A catches [States.Timeout], so that no redrive begins there"}},
		"all branches at once": {`{"A":{"Type":"Parallel","Branches":[{}],"Catch":[{"ErrorEquals":["States.ALL"],"Next":"B"}]}}`,
			[]string{"A catches [States.ALL], so that no redrive begins there"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, parse(t, `{"States":`+c.states+`}`).redriveFaults()); diff != "" {
				t.Error("faults (-want +got):\n" + diff)
			}
		})
	}
}

func TestNamesThatStandTwiceAreFound(t *testing.T) {
	t.Parallel()
	for definition, want := range map[string][]string{
		`{"States":{"A":{"Next":"B"},"B":{"Next":"A"}}}`:                          nil,
		`{"States":{"A":{},"A":{}}}`:                                              {"A"},
		`{"States":{"A":{"ItemProcessor":{"States":{"A":{}}}}}}`:                  {"A"},
		`{"States":{"A":{"Branches":[{"States":{"B":{}}},{"States":{"B":{}}}]}}}`: {"B"},
		`{"States":{"A":{"Next":"A","Next":"B"}}}`:                                {"Next"},
		`{"States":`: {"EOF"},
	} {
		if diff := cmp.Diff(want, namedTwice(definition)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", definition, diff)
		}
	}
}

func TestTransitionsAreCountedForEveryItemAndEveryBranch(t *testing.T) {
	t.Parallel()
	m := parse(t, `{"States":{"A":{"Next":"M"},"M":{"ItemProcessor":{"StartAt":"B","States":{"B":{"Next":"C"},"C":{}}},"Next":"P"},
		"P":{"Branches":[{"StartAt":"G","States":{"G":{}}},{"StartAt":"H","States":{"H":{"Next":"I"},"I":{}}}],"Next":"D"},
		"D":{"Choices":[{"Next":"E"}],"Default":"F"},"E":{"Next":"F"},"F":{}}}`)
	if want, got := 1+1+3*2+1+1+2+1+1+1, m.transitions("A", 3); want != got {
		t.Errorf("want %d, got %d", want, got)
	}
}

func TestAWaitThatRunsOutCostsItsWayBackInEveryItem(t *testing.T) {
	t.Parallel()
	const loop = `{"StartAt":"%","States":{"%":{"Catch":[{"ErrorEquals":["States.Timeout"],"Next":"N%"}]},"N%":{"Next":"O%"},"O%":{"Next":"%"}}}`
	for name, c := range map[string]struct {
		definition string
		want       []int
	}{
		"no wait":                  {`{"StartAt":"A","States":{"A":{}}}`, nil},
		"one":                      {strings.ReplaceAll(loop, "%", "A"), []int{3}},
		"one in each of two items": {`{"States":{"M":{"ItemProcessor":` + strings.ReplaceAll(loop, "%", "A") + `}}}`, []int{6}},
		"one in each branch": {`{"States":{"P":{"Branches":[` + strings.ReplaceAll(loop, "%", "A") + `,` + strings.ReplaceAll(loop, "%", "B") + `]}}}`,
			[]int{3, 3}},
		"one that goes another way": {`{"States":{"A":{"Catch":[{"ErrorEquals":["States.Timeout"],"Next":"B"}]},"B":{"Next":"C"},"C":{}}}`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, parse(t, c.definition).lookCosts(2)); diff != "" {
				t.Error("costs (-want +got):\n" + diff)
			}
		})
	}
}
