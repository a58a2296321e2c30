package evidence

import "strings"

// checkDigit computes the check digit of ICAO Doc 9303 part 3, section 4.9: weights 7, 3, 1 repeated, digits as they
// are, A to Z as 10 to 35, the filler as nought, modulo ten.
func checkDigit(field string) byte {
	sum := 0
	for i := range len(field) {
		sum += weight(field[i]) * [3]int{7, 3, 1}[i%3]
	}
	return byte('0' + sum%10)
}

func weight(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'A' && c <= 'Z':
		return int(c-'A') + 10
	}
	return 0
}

func checks(field, digit string) bool { return len(digit) == 1 && digit[0] == checkDigit(field) }

// checks compares every check digit save the number's, which is read with the number. The check digit of empty optional
// data may be a nought or a filler (part 4, section 4.2.2.2).
func (z *zone) checks() {
	if !checks(z.text(z.birth), z.text(z.birthCheck)) {
		z.at(z.birthCheck, "mrz-check-birth")
	}
	if !checks(z.text(z.expiry), z.text(z.expiryCheck)) {
		z.at(z.expiryCheck, "mrz-check-expiry")
	}
	if z.optionalCheck != (span{}) {
		data, digit := z.text(z.optional[0]), z.text(z.optionalCheck)
		blank := strings.Trim(data, filler) == "" && digit == filler
		if !blank && !checks(data, digit) {
			z.at(z.optionalCheck, "mrz-check-optional")
		}
	}
	var whole strings.Builder
	for _, s := range z.compositeOver {
		whole.WriteString(z.text(s))
	}
	if !checks(whole.String(), z.text(z.composite)) {
		z.at(z.composite, "mrz-check-composite")
	}
}
