package page_test

import (
	"context"
	"io"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/web/page"
)

// everything is a page with each component at least once, some of them with faults. Its texts are examples; what the
// kit itself says is in the language.
func everything(l locale.Language) (page.Page, templ.Component) {
	p := page.Page{
		Language: l, Path: "/kit", Query: url.Values{"lane": {"experience"}}, Title: "Kit", Room: page.Programme,
		Person: page.Person{Name: "Ayşe Çələbi", Applicant: true},
		Notices: []page.Notice{
			{Kind: page.ForceMajeure, Title: "Sistemdə fasilə", Text: "Müddətlər 3 noyabr 2026-cı ilədək dayandırılıb.", Link: "/notices"},
			{Kind: page.Success, Title: "Qaralama saxlanıldı"},
		},
		Faults: []page.Fault{
			{Field: "surname", Text: "Soyadınızı yazın."},
			{Field: "born", Text: "Doğum tarixini gün, ay və il ilə yazın."},
			{Field: "field", Text: "Bir sahə seçin."},
			{Text: "Müraciət başqa pəncərədə dəyişdirilib."},
		},
	}
	return p, gallery(p)
}

func gallery(p page.Page) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		content := join(texts(p), forms(p), data(p), plots(p))
		return page.Layout(p, page.Breadcrumbs(p, page.Crumb{Text: "Proqram", Path: "/programme"}, page.Crumb{Text: "Kit"})).
			Render(templ.WithChildren(ctx, content), w)
	})
}

func texts(p page.Page) templ.Component {
	return join(
		with(page.Hero("İşiniz Azərbaycanda lazımdır", "Təcrübənizi, təhsilinizi və dil biliklərinizi 100 bal üzrə qiymətləndiririk. 70 bal tanınma deməkdir."), join(
			page.LinkButton("Özünüqiymətləndirməyə başla", p.To("/self-assessment"), page.Inverse))),
		page.ErrorSummary(p),
		page.Cards([]page.Card{
			{Title: "Proqram nədir", Text: "Üstünlüklər, meyarlar və çəkilər, sənədlər, müddətlər.", Link: p.To("/programme")},
			{Title: "Sertifikatı yoxla", Text: "Nömrə, QR mətni və ya QR-in şəkli ilə.", Link: p.To("/verify")},
			{Title: "Ölkələr üzrə müqayisə", Text: "43 ölkənin 129 proqramı yan-yana.", Link: p.To("/comparison")},
		}),
		page.Figures([]page.Figure{{Value: "1.284", Label: "müraciət", Note: "2026-cı ildə"}, {Value: "17", Label: "iş günü, orta müddət"}, {Value: "70", Label: "keçid balı"}}),
		with(page.Inset(), templ.Raw(`<p class="govuk-body">Bu aralıqlar Qərarın mətni deyil.</p>`)),
		with(page.Details("Niyə bu tarix?"), templ.Raw(`<p>9 noyabr Dövlət Bayrağı Günüdür, iş günü sayılmır.</p>`)),
		page.Warning(p, "Yanlış məlumat müraciətin rədd edilməsinə səbəb ola bilər."),
	)
}

func forms(p page.Page) templ.Component {
	fields := []page.Option{{Value: "it", Label: "İnformasiya texnologiyaları"}, {Value: "energy", Label: "Energetika", Hint: "neft, qaz, bərpa olunan enerji"},
		{Value: "other", Label: "Başqa sahə", Reveal: page.TextField(p, page.Control{ID: "field-other", Label: "Hansı sahə?"})}}
	return join(
		with(page.Form(p, "/kit"), join(
			page.Hidden("version", "3"),
			with(page.Fieldset("Kimliyiniz"), join(
				page.TextField(p, page.Control{ID: "surname", Label: "Soyad", Hint: "Pasportda olduğu kimi", Autocomplete: "family-name", Width: 30}),
				page.DateField(p, page.Control{ID: "born", Label: "Doğum tarixi", Hint: "Məsələn, 27 3 1985", Autocomplete: "bday"}, page.DateParts{Day: "31", Month: "2", Year: "1985"}),
			)),
			page.TextField(p, page.Control{ID: "income", Label: "Aylıq gəlir", Prefix: "₼", Width: 10, InputMode: "decimal", Optional: true}),
			page.Select(p, page.Control{ID: "country", Label: "Vətəndaşlıq", Value: "tr"}, []page.Option{{Value: "tr", Label: "Türkiyə"}, {Value: "vn", Label: "Vyetnam"}}),
			page.Radios(p, page.Control{ID: "field", Label: "Fəaliyyət sahəniz", Value: "other"}, fields),
			page.Radios(p, page.Control{ID: "abroad", Label: "Xaricdən müraciət edirsiniz?", Value: "yes", Inline: true}, []page.Option{{Value: "yes", Label: "Bəli"}, {Value: "no", Label: "Xeyr"}}),
			page.Checkboxes(p, page.Control{ID: "languages", Label: "Dillər"}, []page.Option{{Value: "az", Label: "Azərbaycan dili", Chosen: true}, {Value: "en", Label: "İngilis dili"}, {Value: "none", Label: "Heç biri", Or: "və ya"}}),
			page.Checkbox(p, page.Control{ID: "true", Label: "Yazdıqlarım doğrudur."}),
			page.TextArea(p, page.Control{ID: "justification", Label: "Əsaslandırma", Hint: "Meyara görə", Max: 2000, Value: "Müraciət edən on iki il bu sahədə çalışıb."}),
			page.FileField(p, page.Control{ID: "diploma", Label: "Diplom", Hint: "PDF, JPEG və ya PNG, ən çoxu 10 MB", Accept: ".pdf,.jpg,.png", Multiple: true}),
			with(page.Buttons(), join(
				page.SubmitButton("Saxla və davam et"),
				page.Button(page.ButtonView{Text: "Sonra davam et", Name: "act", Value: "later", Kind: page.Secondary}),
				page.Button(page.ButtonView{Text: "Geri götür", About: "müraciəti", Name: "act", Value: "withdraw", Kind: page.Danger}),
			)),
		)),
		with(page.FilterForm(p, "/kit"), join(
			page.Select(p, page.Control{ID: "lane", Label: "İstiqamət"}, []page.Option{{Value: "experience", Label: "Təcrübə"}}),
			page.SubmitButton("Süz"))),
		with(page.UploadForm(p, "/kit"), page.Hidden("kind", "passport")),
	)
}

func data(p page.Page) templ.Component {
	return join(
		with(page.Box("Şəxsiyyət", page.Action{Text: "Dəyiş", About: "şəxsiyyəti", Link: p.To("/kit")}), page.SummaryList([]page.SummaryRow{
			{Key: "Ad və soyad", Value: "Nguyễn Thị Ánh", Lang: "vi"},
			{Key: "Doğum tarixi", Value: "27 mart 1985", Actions: []page.Action{{Text: "Dəyiş", About: "doğum tarixini", Link: p.To("/kit")}}},
			{Key: "Vəziyyət", Content: page.Tag(page.Good, "Tanınıb"), Actions: []page.Action{{Text: "Bax", Link: p.To("/a")}, {Text: "Yüklə", Link: p.To("/b")}}},
		})),
		page.DataTable(page.Table{
			ID: "lanes", Caption: "Altı istiqamət",
			Columns: []page.Column{{Text: "Meyar", Link: p.To("/kit"), Sorted: page.Ascending}, {Text: "Orqan"}, {Text: "Vəziyyət"}, {Text: "Bal", Numeric: true}},
			Rows: [][]page.Cell{
				{{Text: "İş təcrübəsi", Link: p.To("/kit")}, {Text: "Rəqəmsal İnkişaf və Nəqliyyat Nazirliyi"}, {Content: page.Tag(page.Progress, "Baxılır")}, {Text: "–"}},
				{{Text: "Təhsil"}, {Text: "Elm və Təhsil Nazirliyi"}, {Content: page.Tag(page.Good, "Qiymətləndirilib")}, {Text: "13"}},
				{{Text: "Maliyyə sabitliyi"}, {Text: "Dövlət Miqrasiya Xidməti"}, {Content: page.Tag(page.Bad, "Müddəti keçib")}, {Text: "–"}},
				{{Text: "Xarici dil"}, {Text: "Dövlət Miqrasiya Xidməti"}, {Content: page.Tag(page.Waiting, "Düzəliş gözlənilir")}, {Text: "–"}},
			},
			Total: page.Cells("Cəmi", "", "", "13"),
		}),
		page.DataTable(page.Table{ID: "dense", Caption: "İş siyahısı", QuietCaption: true, Dense: true, PlainFirst: true,
			Columns: []page.Column{{Text: "Nömrə"}, {Text: "Ad"}}, Rows: [][]page.Cell{{{Text: "app_1"}, {Text: "Jörg Müller", Lang: "de"}}}}),
		page.Pagination(p, page.PaginationView{Page: 2, Pages: 9, Previous: p.To("/kit"), Next: p.To("/kit")}),
		page.TaskList("sections", []page.Task{
			{Title: "Şəxsiyyət", Link: p.To("/kit"), State: "Tamamlanıb", Kind: page.Good},
			{Title: "İş təcrübəsi", Hint: "Ən azı bir iş yeri", Link: p.To("/kit"), State: "Yarımçıq", Kind: page.Progress},
			{Title: "Təqdim et", State: "Hələ başlamaq olmaz", Kind: page.Neutral}}),
		page.Side(page.Timeline([]page.Event{
			{When: "21 noyabr 2026, 14:05", Stamp: "2026-11-21T14:05:00+04:00", Who: "Elm və Təhsil Nazirliyi", Title: "Düzəliş istənildi", Text: "Diplomun tərcüməsi çatmır.", Kind: page.Waiting},
			{When: "3 noyabr 2026", Title: "Müraciət qəbul edildi", Kind: page.Good, Content: page.Tag(page.Neutral, "elektron")}})),
		with(page.Side(page.Steps(p, []page.Step{{Title: "Qeydiyyat", State: page.Done, Link: p.To("/kit")}, {Title: "Baxılma", Text: "20 iş günü", State: page.Current}, {Title: "Qərar", State: page.Ahead}})),
			page.Heading("Müraciətiniz", "app_01H")),
		page.Halves(page.Tag(page.Neutral, "iddia"), page.Tag(page.Neutral, "sübut")),
	)
}

func plots(p page.Page) templ.Component {
	var months []page.Bar
	for i, name := range strings.Fields("yan fev mar apr may iyn iyl avq sen okt noy dek") {
		months = append(months, page.Bar{Label: name, Value: 20 + i*i%7*13})
	}
	return join(
		page.RangeBar(p, page.Plot{ID: "range", Title: "Ehtimal olunan aralıq", Description: "100 baldan 46–78."}, page.Span{Low: 46, High: 78, Max: 100, Text: "46–78 bal", Mark: 70, MarkText: "keçid balı 70"}),
		page.BarPlot(p, page.Plot{ID: "bars", Title: "Orqanlar üzrə orta müddət", Description: "Ən uzun: 23 iş günü."}, []page.Bar{
			{Label: "Dövlət Miqrasiya Xidməti", Value: 11, Text: "11 gün"}, {Label: "Elm və Təhsil Nazirliyi", Value: 17, Text: "17 gün", Kind: page.Waiting}, {Label: "Energetika Nazirliyi", Value: 23, Text: "23 gün", Kind: page.Bad}}),
		page.ColumnPlot(p, page.Plot{ID: "months", Title: "Ay üzrə müraciətlər", Description: "Ən çoxu iyun ayında."}, months),
		page.DotSpread(p, page.Plot{ID: "spread", Title: "Balların yayılması", Description: "Çoxu 60–80 arasında."}, page.Spread{Values: spread(), Max: 100, Mark: 70, MarkText: "keçid balı 70"}),
		with(page.Panel("Müraciət qəbul edildi"), templ.Raw(`<p>Nömrəniz <strong>HSMP-2026-000123</strong></p>`)),
		page.BackLink(p, p.To("/kit")),
	)
}

func spread() []int {
	var values []int
	for i := range 90 {
		values = append(values, 38+(i*i*7)%29+(i*13)%31)
	}
	return values
}

// with gives a component its children, as a pair of braces does in a templ file.
func with(parent, children templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return parent.Render(templ.WithChildren(ctx, children), w)
	})
}

func join(all ...templ.Component) templ.Component { return templ.Join(all...) }
