package evidence

import (
	"strings"
	"sync"
)

// The three-letter codes of ISO 3166-1, as ICAO Doc 9303 part 3 section 5 takes them over.
const isoStates = `ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS
BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM
CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB
GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ
KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG
MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI
PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ
SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT
WLF WSM YEM ZAF ZMB ZWE`

// Codes that only travel documents use (Doc 9303 part 3, section 5, parts B to D): Germany's one letter, British kinds
// of nationality, organisations that issue laissez-passers, Kosovo, persons without a nationality (XXA stateless, XXB
// and XXC refugees, XXX unspecified), and Utopia, the state of specimens.
const otherStates = `D GBD GBN GBO GBP GBS EUE IAO NTZ RKS UNA UNK UNO UTO XAU XBA XCC XCE XCO XDC XEC XES XIM XMP XOM XPO
XXA XXB XXC XXX`

var states = sync.OnceValue(func() map[string]bool {
	known := map[string]bool{}
	for _, code := range strings.Fields(isoStates + " " + otherStates) {
		known[code] = true
	}
	return known
})

// IsState reports whether code may stand as issuer or nationality in a travel document; fillers are not part of it.
func IsState(code string) bool { return states()[code] }

// ISOState returns the ISO 3166-1 code behind an ICAO code: "D" is "DEU", each British kind is "GBR". Codes that belong
// to no state (stateless persons, organisations) give "".
func ISOState(code string) string {
	switch code {
	case "D":
		return "DEU"
	case "GBD", "GBN", "GBO", "GBP", "GBS":
		return "GBR"
	}
	if len(code) != 3 || !IsState(code) || strings.Contains(otherStates, code) {
		return ""
	}
	return code
}
