package evidence

// Verdict is what a malware scanner says of a file. The empty verdict means that none has been heard yet.
type Verdict string

// The verdicts. Unscanned is an answer: the scanner looked and could not scan (an unsupported or unreadable file).
const (
	Clean     Verdict = "clean"
	Infected  Verdict = "infected"
	Unscanned Verdict = "unscanned"
)
