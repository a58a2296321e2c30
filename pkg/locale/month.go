package locale

import (
	"strconv"
	"time"
)

// months are the names that stand by themselves: Russian has апрель here and апреля in a date. Only English and Turkish
// begin them with a capital letter.
var months = map[Language][12]string{
	Azerbaijani: {"yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul", "avqust", "sentyabr", "oktyabr", "noyabr", "dekabr"},
	Turkish:     {"Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık"},
	English: {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
		"December"},
	Russian: {"январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"},
}

// Month writes a month of a year in words: "aprel 2025", "Nisan 2025", "April 2025", "апрель 2025". In a sentence it
// can stand alone or behind a colon or a dash; it is not declined. A language that is none of the four reads English,
// and a month that is none is a dash.
func (l Language) Month(year int, month time.Month) string {
	if month < time.January || month > time.December {
		return "–"
	}
	names, ok := months[l]
	if !ok {
		names = months[English]
	}
	return names[month-1] + " " + strconv.Itoa(year)
}
