package papers

import "hsmp.example/cases/pkg/domain/evidence"

// People are the applicants of the demo by user name, in as many fields as authorities can be in charge of.
var People = map[string]Applicant{
	"emre": {Family: "Yılmaz", Given: "Emre", Sex: "M", State: "TUR", City: "İzmir", Passport: "U76543210",
		Born: evidence.BirthDate{Year: 1988, Month: 4, Day: 12}, Field: "it", Profession: "Software engineer",
		Employer: "Ege Yazılım", University: "Ege University", Degree: "Computer engineering", Speaks: "tr"},
	"fatima": {Family: "Al-Sayed", Given: "Fatima", Native: "فاطمة السيد", Sex: "F", State: "EGY", City: "Alexandria", Passport: "A20457731",
		Born: evidence.BirthDate{Year: 1990, Month: 9, Day: 3}, Field: "healthcare", Profession: "Cardiologist",
		Employer: "Nile Heart Centre", University: "Alexandria University", Degree: "Medicine", Speaks: "en"},
	"george": {Family: "Mensah", Given: "George", Sex: "M", State: "GHA", City: "Takoradi", Passport: "G1408872",
		Born: evidence.BirthDate{Year: 1985, Month: 1, Day: 30}, Field: "oil-gas", Profession: "Reservoir engineer",
		Employer: "Western Basin Energy", University: "KNUST", Degree: "Petroleum engineering", Speaks: "en"},
	"hana": {Family: "Nováková", Given: "Hana", Sex: "F", State: "CZE", City: "Brno", Passport: "43219876",
		Born: evidence.BirthDate{Year: 1987, Month: 12, Day: 5}, Field: "science", Profession: "Physicist",
		Employer: "Institute of Scientific Instruments", University: "Masaryk University", Degree: "Physics", Speaks: "en"},
	"ivan": {Family: "Kovalenko", Given: "Ivan", Native: "Иван Коваленко", Sex: "M", State: "KAZ", City: "Almaty", Passport: "N11223344",
		Born: evidence.BirthDate{Year: 1983, Month: 7, Day: 21}, Field: "engineering", Profession: "Structural engineer",
		Employer: "Alatau Bridges", University: "Satbayev University", Degree: "Civil engineering", Speaks: "ru"},
	"julia": {Family: "Schneider", Given: "Julia", Sex: "F", State: "D", City: "Leipzig", Passport: "C01X00T47",
		Born: evidence.BirthDate{Year: 1989, Month: 2, Day: 17}, Field: "culture", Profession: "Opera director",
		Employer: "Stadttheater Leipzig", University: "Leipzig University", Degree: "Music", Speaks: "en"},
	"kenji": {Family: "Tanaka", Given: "Kenji", Native: "田中 賢治", Sex: "M", State: "JPN", City: "Osaka", Passport: "TR1234567",
		Born: evidence.BirthDate{Year: 1986, Month: 11, Day: 8}, Field: "finance", Profession: "Risk analyst",
		Employer: "Kansai Capital", University: "Osaka University", Degree: "Economics", Speaks: "en"},
	"leyla": {Family: "Demir", Given: "Leyla", Sex: "F", State: "TUR", City: "Bursa", Passport: "U87654321",
		Born: evidence.BirthDate{Year: 1991, Month: 6, Day: 25}, Field: "sports", Profession: "Athletics coach",
		Employer: "Uludağ Athletics", University: "Uludağ University", Degree: "Sports science", Speaks: "tr"},
}

// Somebody is an applicant for tests, told apart by a number below 100.
func Somebody(number int) Applicant {
	a := People["emre"]
	a.Passport = "T000000" + string(rune('0'+number/10)) + string(rune('0'+number%10))
	return a
}
