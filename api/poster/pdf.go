package poster

import (
	"errors"
	"io"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

const pointsPerMillimetre = 72 / 25.4

// WritePDF writes sheets of one size as the pages of a document, with the letters they use of the font in it.
// made is the moment for the document's properties.
func WritePDF(w io.Writer, face *Face, sheets []*Sheet, made time.Time) error {
	if len(sheets) == 0 {
		return errors.New("write a PDF: there is no sheet")
	}
	first := sheets[0]
	pdf := fpdf.NewCustom(&fpdf.InitType{UnitStr: "mm", Size: fpdf.SizeType{Wd: first.Width, Ht: first.Height}})
	pdf.SetCatalogSort(true) // the same sheets make the same file
	pdf.SetCreationDate(made)
	pdf.SetModificationDate(made)
	pdf.SetTitle(first.Title, true)
	pdf.SetLang(first.Lang)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetMargins(0, 0, 0)
	pdf.AddUTF8FontFromBytes("face", "", face.raw)
	for _, s := range sheets {
		pdf.AddPage()
		for _, m := range s.marks {
			drawPDF(pdf, m)
		}
	}
	return pdf.Output(w)
}

func drawPDF(pdf *fpdf.Fpdf, m mark) {
	switch m := m.(type) {
	case box:
		fill(pdf, m.ink)
		pdf.RoundedRect(m.x, m.y, m.width, m.height, m.radius, "1234", "F")
	case rule:
		pdf.SetDrawColor(int(m.ink.red), int(m.ink.green), int(m.ink.blue))
		pdf.SetLineWidth(m.width)
		if m.dashed {
			pdf.SetDashPattern([]float64{1.5, 1.5}, 0)
		}
		pdf.Line(m.x1, m.y1, m.x2, m.y2)
		pdf.SetDashPattern(nil, 0)
	case modules:
		fill(pdf, black())
		for _, r := range m.runs {
			x, y, width := m.x+float64(r.column)*m.side, m.y+float64(r.row)*m.side, float64(r.length)*m.side
			pdf.MoveTo(x, y)
			pdf.LineTo(x+width, y)
			pdf.LineTo(x+width, y+m.side)
			pdf.LineTo(x, y+m.side)
			pdf.ClosePath()
		}
		pdf.DrawPath("f")
	case words:
		pdf.SetTextColor(int(m.ink.red), int(m.ink.green), int(m.ink.blue))
		pdf.SetFont("face", "", m.size*pointsPerMillimetre)
		pdf.Text(m.x, m.y, m.text)
	}
}

func fill(pdf *fpdf.Fpdf, i ink) { pdf.SetFillColor(int(i.red), int(i.green), int(i.blue)) }
