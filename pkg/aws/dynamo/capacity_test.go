package dynamo_test

import (
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/testkit"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/pkg/testkit/memory"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/flow"
	"hsmp.example/cases/pkg/usecase/identity"
)

// What a whole case may cost, in units of DynamoDB.
const (
	mostReadUnits  = 150
	mostWriteUnits = 370
)

// life is one case from the first draft to the certificate, use case by use case, with contents of a usual length that
// no compression makes small.
type life struct {
	*bench
	meter    *meter
	cases    dynamo.Records[application.Case]
	intake   casework.Intake
	scoring  casework.Scoring
	workflow casework.Workflow
	delivery flow.Delivery
	random   *rand.Rand
	id       application.ID
	lines    []string
}

func newLife(t *testing.T) *life {
	t.Helper()
	client, table := ownTable(t)
	l := &life{bench: &bench{t: t, now: drafts.At, vault: testkit.NewVault()}, meter: &meter{Client: client}, random: rand.New(rand.NewPCG(1, 2))}
	l.over(l.meter, table, dynamo.Pause)
	l.cases = dynamo.RecordsOf(l.Table, casework.CaseType)
	rules, err := casework.LoadRules(0)
	must(t, err)
	now := func() time.Time { return l.now }
	office := casework.Office{Cases: l.cases, Readings: l.Table, Rules: rules, Now: now}
	objects, machine, ids := memory.NewObjects(now), memory.NewMachine(), 0
	next := func(prefix string) string { ids++; return fmt.Sprintf("%s_01KBX4Z7Q%017d", prefix, ids) }
	l.intake = casework.Intake{Office: office, Register: l.cases, Uploads: objects, NewDocument: func() string { return next("doc") },
		NewCase: func() application.ID { return application.ID(next("app")) }, NewPerson: func() application.PersonID { return application.PersonID(next("prs")) }}
	l.scoring = casework.Scoring{Office: office, Lists: l.Table, Counters: l.Table, Kept: l.cases, Uploads: objects}
	fl := flow.Flow{Tokens: l.Table, Machine: machine, Starts: casework.Starts}
	l.workflow = casework.Workflow{Office: office, Flow: fl}
	l.delivery = flow.Delivery{Flow: fl, Bus: machine}
	return l
}

// step measures some calls; each happens a while after the one before.
func (l *life) step(name string, n int, call func(int) error) {
	l.t.Helper()
	read, write := l.meter.read, l.meter.write
	for i := range n {
		l.now = l.now.Add(20 * time.Minute)
		must(l.t, call(i))
	}
	l.lines = append(l.lines, fmt.Sprintf("%2d × %-38s %6.1f read %6.1f write", n, name, l.meter.read-read, l.meter.write-write))
}

// words are what people write their reasons with.
var words = strings.Fields(`the applicant has shown by contract and tax record that she led a team which built payment systems for seven banks since
2014 her degree from Ege University is recognised and its syllabus matches national priorities in digital economy transition income was
proven with statements over twenty four months although one reference lacks a date we consider evidence sufficient because former
employer confirmed duties by letter experience abroad counts from graduation onwards labour market survey of State Employment Agency
names this profession among scarce ones training junior engineers will spread knowledge within regional companies language certificate
IELTS 8.0 was checked against register English at level C1 Azerbaijani still elementary points below maximum are given since patent
application remains pending publications appeared twice in peer reviewed journals cooperation with universities is planned`)

func (l *life) sentence(length int) string {
	var b strings.Builder
	for b.Len() < length {
		b.WriteString(words[l.random.IntN(len(words))] + " ")
	}
	return strings.TrimSpace(b.String())
}

func (l *life) hex(n int) string {
	raw := make([]byte, n/2)
	for i := range raw {
		raw[i] = byte(l.random.Uint32())
	}
	return hex.EncodeToString(raw)
}

func TestAWholeCaseStaysWithinItsBudgetOfUnits(t *testing.T) {
	t.Parallel()
	l := newLife(t)
	l.draft()
	l.assess()
	l.decide()
	must(t, l.cases.Verify(t.Context(), l.id))
	t.Logf("units of a whole case\n%s\ntotal: %.1f read (budget %d), %.1f write (budget %d)", strings.Join(l.lines, "\n"),
		l.meter.read, mostReadUnits, l.meter.write, mostWriteUnits)
	if l.meter.read > mostReadUnits || l.meter.write > mostWriteUnits {
		t.Errorf("want at most %d and %d units, got %.1f and %.1f", mostReadUnits, mostWriteUnits, l.meter.read, l.meter.write)
	}
}

func person(name, authority string, roles ...identity.Role) identity.Principal {
	return identity.Principal{Issuer: "https://issuer.test", Subject: name, Roles: roles, Authority: authority}
}

var emre = person("emre", "", identity.Applicant)

func (l *life) draft() {
	ctx, form := l.t.Context(), drafts.Form()
	l.step("sign in and begin", 1, func(int) error {
		c, err := l.intake.Begin(ctx, emre, "en", "")
		l.id = c.ID
		return err
	})
	form.Expertise.Summary, form.Impact.Goals, form.Impact.LabourMarket = l.sentence(600), l.sentence(900), l.sentence(600)
	form.Experience[0].Duties = l.sentence(500)
	patches := []application.Patch{{Identity: &form.Identity, Contact: &form.Contact}, {Expertise: &form.Expertise}, {Experience: &form.Experience},
		{Education: &form.Education, Languages: &form.Languages}, {Finances: &form.Finances, Impact: &form.Impact}, {Declaration: &form.Declaration}}
	l.step("save", len(patches), func(i int) error {
		_, err := l.intake.Save(ctx, emre, l.id, i+1, patches[i])
		return err
	})
	kinds := drafts.Documents()
	var added []evidence.Document
	l.step("add document", len(kinds), func(i int) error {
		d, _, err := l.intake.AddDocument(ctx, emre, l.id, evidence.Declaration{Kind: kinds[i].Kind, FileName: l.sentence(24) + ".pdf",
			Language: "en", MediaType: "application/pdf", Size: int64(100000 + i)}, l.hex(32))
		added = append(added, d)
		return err
	})
	l.step("inspect upload", len(kinds), func(i int) error { return l.inspect(added[i]) })
	l.step("checklist", 1, func(int) error { _, _, err := l.intake.Checklist(ctx, emre, l.id); return err })
	l.step("submit", 1, func(int) error { _, err := l.intake.Submit(ctx, emre, l.id); return err })
}

// inspect records what the inspection of real bytes would.
func (l *life) inspect(d evidence.Document) error {
	if _, err := l.cases.Load(l.t.Context(), l.id); err != nil { // for the rules
		return err
	}
	version, sum := l.hex(32), l.hex(64)
	_, err := l.intake.Step(l.t.Context(), l.id, casework.Inspected, d.ID, func(c *application.Case, act application.Act) error {
		stored, err := c.Document(d.ID)
		if err != nil {
			return err
		}
		if err := stored.Receive(version, d.DeclaredSize, act.At); err != nil {
			return err
		}
		if err := stored.Inspected(version, evidence.Report{Kind: evidence.PDF, Size: d.DeclaredSize, Pages: 3, SHA256: sum}); err != nil {
			return err
		}
		return stored.Scanned(version, evidence.Clean)
	})
	return err
}

func (l *life) load() application.Case {
	read := l.meter.read
	c, err := l.cases.Load(l.t.Context(), l.id)
	must(l.t, err)
	l.meter.read = read // the test's own look
	return c
}

// signal delivers the newest entry, as the stream does.
func (l *life) signal() error {
	read := l.meter.read
	chain, err := l.Chain(l.t.Context(), l.id)
	l.meter.read = read
	if err != nil {
		return err
	}
	return l.delivery.Signal(l.t.Context(), chain[len(chain)-1])
}

func officerOf(lane application.Lane) identity.Principal {
	return person("officer-"+string(lane.Authority), string(lane.Authority), identity.Officer)
}

func (l *life) assess() {
	ctx, lanes := l.t.Context(), l.load().Lanes
	l.step("start the workflow", 1, func(int) error { return l.signal() })
	l.step("admit", 1, func(int) error { _, err := l.workflow.Admit(ctx, l.id); return err })
	token := func(w record.Wait) error {
		return l.workflow.Open(ctx, l.id, w, record.Token{Token: l.hex(600), Entered: l.now})
	}
	l.step("open lane", len(lanes), func(i int) error { return token(application.LaneWait(lanes[i].ID)) })
	l.step("open clock", 1, func(int) error { return token(application.ClockWait) })
	l.step("work list", 7, func(i int) error {
		_, err := l.scoring.List(ctx, officerOf(lanes[i%len(lanes)]), casework.WorkFilter{}, "", 25)
		return err
	})
	l.step("read the case", len(lanes), func(i int) error { _, err := l.scoring.Read(ctx, officerOf(lanes[i]), l.id); return err })
	documents := l.load().Documents
	l.step("read a document", 14, func(i int) error {
		_, err := l.intake.Document(ctx, emre, l.id, documents[i%len(documents)].ID)
		return err
	})
	l.step("read one's own application", 6, func(int) error { _, err := l.intake.Read(ctx, emre, l.id); return err })
	l.step("claim", len(lanes), func(i int) error {
		_, err := l.scoring.Claim(ctx, officerOf(lanes[i]), l.id, lanes[i].ID, false)
		return err
	})
	l.step("score or clear", len(lanes), func(i int) error { return l.score(lanes[i], documents) })
	l.step("anchor readings", 1, func(int) error { return l.cases.Anchor(ctx, l.id) })
}

// score closes a lane and delivers the news.
func (l *life) score(lane application.Lane, documents []evidence.Document) error {
	ctx, who, why := l.t.Context(), officerOf(lane), l.sentence(300)
	var err error
	if lane.Kind == programme.ClearanceLane {
		_, err = l.scoring.Clear(ctx, who, l.id, lane.ID, why)
	} else {
		kind := strings.TrimPrefix(drafts.Evidence[lane.ID], "doc_")
		var rests []string
		for _, d := range documents {
			if d.Kind == kind {
				rests = append(rests, d.ID)
			}
		}
		_, err = l.scoring.Score(ctx, who, l.id, lane.ID, application.Finding{Points: lane.Maximum * 4 / 5, Justification: why, Evidence: rests})
	}
	if err != nil {
		return err
	}
	return l.signal()
}

func (l *life) decide() {
	ctx := l.t.Context()
	token := record.Token{Token: l.hex(600), Entered: l.now}
	l.step("review", 1, func(int) error { return l.workflow.Open(ctx, l.id, application.ReviewWait, token) })
	l.step("propose", 1, func(int) error { _, err := l.workflow.Decide(ctx, l.id); return err })
	l.step("wait for the confirmation", 1, func(int) error { return l.workflow.Open(ctx, l.id, application.ConfirmationWait, token) })
	decider := person("decider", "sms", identity.DecisionOfficer)
	l.step("read the case", 1, func(int) error { _, err := l.scoring.Read(ctx, decider, l.id); return err })
	l.step("confirm", 1, func(int) error {
		if _, err := l.scoring.Confirm(ctx, decider, l.id, time.Time{}); err != nil {
			return err
		}
		return l.signal()
	})
	l.step("load and verify before the certificate", 1, func(int) error {
		if _, err := l.cases.Load(ctx, l.id); err != nil {
			return err
		}
		return l.cases.Verify(ctx, l.id)
	})
	number, object, sum := "HSM-2026-7KT7H-X40SV-K39GG", "certificates/HSM-2026-7KT7H-X40SV-K39GG.pdf", l.hex(64)
	l.step("reserve the number", 1, func(int) error {
		index, err := l.NextStatusIndex(ctx)
		if err != nil {
			return err
		}
		_, err = l.workflow.Step(ctx, l.id, casework.Reserved, "", func(c *application.Case, _ application.Act) error { return c.Reserve(number, index) })
		return err
	})
	l.step("recognise", 1, func(int) error {
		_, err := l.workflow.Step(ctx, l.id, casework.Certified, number, func(c *application.Case, act application.Act) error {
			return c.Recognise(act, application.Certificate{Number: number, Object: object, SHA256: sum, Credential: l.hex(700),
				IssuedOn: drafts.Day, ValidUntil: drafts.Day.AddDays(1826), At: act.At})
		})
		return err
	})
	l.step("look the certificate up", 1, func(int) error {
		_, err := l.Reserved(ctx, casework.CertificateSpace, number, &casework.PublicFacts{})
		return err
	})
}
