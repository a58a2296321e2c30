package evidence

import (
	"bytes"
	"encoding/hex"
	"strconv"
	"strings"
)

// value is one PDF value, as far as inspection needs it: text and real numbers are passed over, lists keep only names,
// dictionaries and references.
type value struct {
	kind kindOf
	name string
	num  int
	ref  int // number of the object referred to; 0 for none
	list []value
	dict map[string]value
}

type kindOf int

const (
	plainValue kindOf = iota
	nullValue
	wholeNumber
	nameValue
	listValue
	dictValue
	listEnd
	dictEnd
	dataEnd
)

// Nobody nests deeper; a file that does wants to exhaust somebody's stack. Values beyond the second limit, in one
// object, are read but not kept, since a hostile file could make a hundred times its size of them.
const (
	deepest  = 64
	mostKept = 200_000
)

// lexer reads values from a place in the data and shows every name in a dictionary to seen.
type lexer struct {
	data    []byte
	at      int
	budget  *int // bytes that may still be read; at 0 everything looks like the end
	kept    int
	tooDeep bool
	seen    func(key, name, within string)
}

func (l *lexer) move(n int) {
	l.at += n
	*l.budget -= n
}

// value reads one value; within is the key under which it stands.
func (l *lexer) value(depth int, within string) value {
	l.space()
	if depth > deepest {
		l.tooDeep = true
	}
	if l.tooDeep || *l.budget <= 0 || l.at >= len(l.data) {
		return value{kind: dataEnd}
	}
	switch c := l.data[l.at]; {
	case c == '/':
		return value{kind: nameValue, name: l.name()}
	case c == '(':
		l.text()
		return value{}
	case c == '[':
		l.move(1)
		return l.listOf(depth, within)
	case bytes.HasPrefix(l.data[l.at:], []byte("<<")):
		l.move(2)
		return l.dictOf(depth, within)
	case c == '<':
		l.upTo('>')
		return value{}
	case c == ']':
		l.move(1)
		return value{kind: listEnd}
	case bytes.HasPrefix(l.data[l.at:], []byte(">>")):
		l.move(2)
		return value{kind: dictEnd}
	case delimiter(c):
		l.move(1)
		return value{}
	}
	return l.plain()
}

func (l *lexer) listOf(depth int, within string) value {
	v := value{kind: listValue}
	for {
		item := l.value(depth+1, within)
		if item.kind == listEnd || item.kind == dataEnd {
			return v
		}
		if l.kept < mostKept && (item.ref != 0 || item.kind == nameValue || item.kind == dictValue) {
			v.list = append(v.list, item)
			l.kept++
		}
	}
}

// dictOf reads keys and values up to its own closing brackets. What is no key where a key should stand, a stray bracket
// too, is passed over as viewers do: stopping there would hide what follows.
func (l *lexer) dictOf(depth int, within string) value {
	v := value{kind: dictValue, dict: map[string]value{}}
	for {
		key := l.value(depth+1, within)
		if key.kind == dictEnd || key.kind == dataEnd {
			return v
		}
		if key.kind != nameValue {
			continue
		}
		l.seen(key.name, "", within)
		item := l.value(depth+1, key.name)
		if item.kind == nameValue {
			l.seen(key.name, item.name, within)
		}
		if item.kind == dictEnd || item.kind == dataEnd {
			return v
		}
		if l.kept < mostKept {
			v.dict[key.name] = item
			l.kept++
		}
	}
}

// plain reads a number, a reference or a word.
func (l *lexer) plain() value {
	text := string(l.run())
	if text == "null" {
		return value{kind: nullValue}
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return value{}
	}
	if l.reference() {
		return value{ref: n}
	}
	return value{kind: wholeNumber, num: n}
}

// reference reads the "0 R" of "12 0 R", if it is there.
func (l *lexer) reference() bool {
	back := l.at
	l.space()
	if generation := l.run(); len(generation) > 0 && len(generation) <= 5 && isDigits(generation) {
		l.space()
		if string(l.run()) == "R" {
			return true
		}
	}
	l.at = back
	return false
}

// run reads up to the next space or delimiter.
func (l *lexer) run() []byte {
	from := l.at
	for l.at < len(l.data) && !blank(l.data[l.at]) && !delimiter(l.data[l.at]) {
		l.at++
	}
	*l.budget -= l.at - from
	return l.data[from:l.at]
}

// name reads a name, in which #4A stands for J: scripts are hidden behind that.
func (l *lexer) name() string {
	l.move(1)
	raw := l.run()
	if !bytes.Contains(raw, []byte("#")) {
		return string(raw)
	}
	plain := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) {
			if c, err := hex.DecodeString(string(raw[i+1 : i+3])); err == nil {
				plain = append(plain, c...)
				i += 2
				continue
			}
		}
		plain = append(plain, raw[i])
	}
	return string(plain)
}

// text passes over a string in parentheses, which may nest and be escaped.
func (l *lexer) text() {
	from, open := l.at, 0
	for ; l.at < len(l.data); l.at++ {
		switch l.data[l.at] {
		case '\\':
			l.at++
		case '(':
			open++
		case ')':
			open--
		}
		if open == 0 {
			l.at++
			break
		}
	}
	l.at = min(l.at, len(l.data))
	*l.budget -= l.at - from
}

func (l *lexer) upTo(end byte) {
	n := bytes.IndexByte(l.data[l.at:], end)
	if n < 0 {
		n = len(l.data) - l.at - 1
	}
	l.move(n + 1)
}

// space passes over blanks and comments.
func (l *lexer) space() {
	for l.at < len(l.data) {
		switch c := l.data[l.at]; {
		case blank(c):
			l.move(1)
		case c == '%':
			n := bytes.IndexAny(l.data[l.at:], "\r\n")
			if n < 0 {
				n = len(l.data) - l.at
			}
			l.move(n)
		default:
			return
		}
	}
}

// word reports whether that word comes next, and steps over it.
func (l *lexer) word(w string) bool {
	l.space()
	if !bytes.HasPrefix(l.data[min(l.at, len(l.data)):], []byte(w)) {
		return false
	}
	l.move(len(w))
	return true
}

const blanks = " \n\r\t\f\x00"

func blank(c byte) bool { return strings.IndexByte(blanks, c) >= 0 }

func delimiter(c byte) bool { return strings.IndexByte("()<>[]{}/%", c) >= 0 }

func trailingDigits(text []byte) int {
	n := 0
	for n < len(text) && text[len(text)-1-n] >= '0' && text[len(text)-1-n] <= '9' {
		n++
	}
	return n
}

func isDigits(text []byte) bool {
	for _, c := range text {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}
