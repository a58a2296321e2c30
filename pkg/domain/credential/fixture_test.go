package credential

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/locale"
)

const publicURL = "https://hsm.example.gov.az"

var issuedAt = time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC)

func date(text string) calendar.Date {
	d, err := calendar.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

// fours writes one text per language, in the order az, en, ru, tr.
func fours(az, en, ru, tr string) locale.Texts {
	return locale.Texts{locale.Azerbaijani: az, locale.English: en, locale.Russian: ru, locale.Turkish: tr}
}

func service() Issuer {
	return Issuer{ID: "smsaz", Name: fours(
		"Azərbaycan Respublikasının Dövlət Miqrasiya Xidməti",
		"State Migration Service of the Republic of Azerbaijan",
		"Государственная миграционная служба Азербайджанской Республики",
		"Azerbaycan Cumhuriyeti Devlet Göç Hizmeti")}
}

func decision99() Programme {
	return Programme{
		Act: fours("Nazirlər Kabinetinin 99 nömrəli Qərarı", "Decision No. 99 of the Cabinet of Ministers",
			"Решение Кабинета Министров № 99", "Bakanlar Kurulunun 99 sayılı Kararı"),
		Version: "az-99-2025.1", Hash: strings.Repeat("5b", 32),
	}
}

func goodFacts(l locale.Language) Facts {
	return Facts{
		Number: "HSM-2026-7K3QX-M90TZ-4WVRQ",
		Holder: Holder{
			FamilyName: "Şıxəliyeva-O'Brien", GivenNames: "Günəş Zoë", NativeName: "Гюнеш Шихалиева",
			BirthDate:   date("1988-03-14"),
			Nationality: Nationality{Code: "IRL", Name: fours("İrlandiya", "Ireland", "Ирландия", "İrlanda")},
		},
		Field: Field{ID: "ict", Name: fours("İnformasiya və kommunikasiya texnologiyaları",
			"Information and communication technology", "Информационные и коммуникационные технологии",
			"Bilgi ve iletişim teknolojileri")},
		Score:     Score{Points: 82, Threshold: 70, Maximum: 100},
		Programme: decision99(), Issuer: service(), IssuedAt: issuedAt,
		IssuedOn: date("2026-11-21"), ValidFrom: date("2026-11-21"), ValidUntil: date("2031-11-20"),
		StatusIndex: 12345, Language: l,
	}
}

type issuerKey struct {
	private *ecdsa.PrivateKey
	kid     string
	set     JWKS
}

func newIssuerKey(t testing.TB) issuerKey {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	kid, err := KeyID(&private.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	published, err := PublicJWK(kid, &private.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	return issuerKey{private: private, kid: kid, set: JWKS{Keys: []JWK{published}}}
}

func (k issuerKey) sign(t testing.TB, c Claims) string {
	t.Helper()
	compact, err := SignCompact(c, k.kid, k.private)
	if err != nil {
		t.Fatal(err)
	}
	return compact
}

// keep writes a document where a person can look at it, when KEEP_PDF names a folder.
func keep(t testing.TB, name string, file []byte) {
	t.Helper()
	folder := os.Getenv("KEEP_PDF")
	if folder == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(folder, name+".pdf"), file, 0o600); err != nil {
		t.Fatal(err)
	}
}

const lorem = "Müraciət edən şəxs 2014–2026-cı illərdə aparıcı mühəndis işləyib; iş yerləri və müddətlər təsdiqlənib. " +
	"Layihələrin əhatəsi bəyan edilmiş sahəyə uyğundur, lakin rəhbərlik təcrübəsi göstərilməyib. "

func criterion(name, authority locale.Texts, points, maximum int) CriterionReasons {
	return CriterionReasons{
		Name: name, Authority: authority, Points: points, Maximum: maximum, Justification: lorem + lorem,
		Evidence: []string{"Diplom (MSc), 2012", "Əmək müqaviləsi, 2019–2024"}, RuleVersion: "az-99-2025.1",
	}
}

// goodStatement is a refusal at 69, one point below what is needed (fact 57).
func goodStatement(l locale.Language) Statement {
	f := goodFacts(l)
	economy := fours("İqtisadiyyat Nazirliyi", "Ministry of Economy", "Министерство экономики", "Ekonomi Bakanlığı")
	science := fours("Elm və Təhsil Nazirliyi", "Ministry of Science and Education", "Министерство науки и образования", "Bilim ve Eğitim Bakanlığı")
	labour := fours("Əmək və Əhalinin Sosial Müdafiəsi Nazirliyi", "Ministry of Labour and Social Protection of Population",
		"Министерство труда и социальной защиты населения", "Çalışma ve Nüfusun Sosyal Koruması Bakanlığı")
	digital := fours("Rəqəmsal İnkişaf və Nəqliyyat Nazirliyi", "Ministry of Digital Development and Transport",
		"Министерство цифрового развития и транспорта", "Dijital Kalkınma ve Ulaştırma Bakanlığı")
	return Statement{
		Reference: "A-2026-000317", Holder: f.Holder, Field: f.Field,
		Score: Score{Points: 69, Threshold: 70, Maximum: 100},
		Criteria: []CriterionReasons{
			criterion(fours("Müvafiq sahədə iş təcrübəsi", "Work experience in the relevant field", "Опыт работы в соответствующей области", "İlgili alanda iş deneyimi"), digital, 24, 35),
			criterion(fours("Milli sosial-iqtisadi məqsədlərə uyğunluq", "Alignment with national socio-economic goals", "Соответствие национальным социально-экономическим целям", "Ulusal sosyoekonomik hedeflere uygunluk"), economy, 15, 20),
			criterion(fours("Təhsil", "Education", "Образование", "Eğitim"), science, 11, 15),
			criterion(fours("Maliyyə sabitliyi", "Financial stability", "Финансовая стабильность", "Mali istikrar"), f.Issuer.Name, 10, 15),
			criterion(fours("Daxili əmək bazarına müsbət təsir", "Positive impact on the domestic labour market", "Положительное влияние на внутренний рынок труда", "Yerli iş piyasasına olumlu etki"), labour, 6, 10),
			criterion(fours("Xarici dil bilikləri", "Foreign language skills", "Знание иностранных языков", "Yabancı dil bilgisi"), science, 3, 5),
		},
		Appeal: Appeal{Days: 30,
			To: fours("Dövlət Miqrasiya Xidmətinə və ya inzibati məhkəməyə", "the State Migration Service or the administrative court",
				"Государственная миграционная служба или административный суд", "Devlet Göç Hizmeti veya idare mahkemesi"),
			LegalBasis: fours("“İnzibati icraat haqqında” Qanun (1036-IIQ, 21.10.2005)", "Law on Administrative Proceedings (No. 1036-IIQ, 21.10.2005)",
				"Закон «Об административном производстве» (№ 1036-IIQ, 21.10.2005)", "İdari İşlemler Kanunu (No. 1036-IIQ, 21.10.2005)")},
		Programme: f.Programme, Issuer: f.Issuer, DecidedAt: issuedAt, DecidedOn: f.IssuedOn, Language: l,
	}
}

func objection(r Resolution) ObjectionReasons {
	return ObjectionReasons{
		Authority: service().Name, LegalBasis: "Miqrasiya Məcəlləsi, maddə 23.1", Reason: "Təqdim edilmiş arayış həqiqi deyil (公司 sənədi).",
		Resolution: r, ResolutionReason: "Arayışı verən qurum onu təsdiqləməyib.", ResolvedOn: date("2026-11-19"),
	}
}
