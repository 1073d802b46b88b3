/// The elements of WordprocessingML that say what a page prints, by their names in the file.
///
/// Left out on purpose, and so looked through: `hyperlink`, `smartTag`, `customXml`, `ins`, `moveTo`, `sdtContent`,
/// `fldSimple`, `drawing`, `pict`: only their content matters.
enum WordName: String, XMLVocabulary, Equatable {
  case body
  case p, r, pPr
  case t
  case mathText = "m:t"
  case tab, ptab, br, cr, noBreakHyphen, sym, fldChar
  case checkBox, checked
  case defaultState = "default"
  case ddList, result, listEntry
  case vanish
  case pStyle, numPr, numId, ilvl, outlineLvl
  case tbl, tr, trPr, tc, tcPr
  case gridBefore, gridSpan, vMerge, hMerge, hidden, cellDel
  case sdt, showingPlcHdr
  case del, moveFrom
  case txbxContent
  // Properties as they were before a tracked change, and what a page does not print.
  case pPrChange, rPrChange, tblPrChange, tblPrExChange, tblGridChange, tcPrChange, trPrChange, sectPrChange
  case numberingChange, sectPr, tblPr, tblGrid, rt, footnoteReference, endnoteReference, commentReference
  case placeholder, sdtEndPr
  case alternateContent = "mc:AlternateContent"
  case choice = "mc:Choice"
  case fallback = "mc:Fallback"

  enum Attribute: String, CaseIterable { case val, type, fldCharType, char, font }

  static let namespaces: [(prefix: String, uris: [String])] = [
    (
      "",
      [
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
      ]
    ),
    ("mc", ["http://schemas.openxmlformats.org/markup-compatibility/2006"]),
    (
      "m",
      [
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "http://purl.oclc.org/ooxml/officeDocument/math",
      ]
    ),
  ]

  var treatment: XMLTreatment {
    switch self {
    case .t, .mathText: .text
    case .alternateContent: .alternatives
    case .choice: .choice
    case .fallback: .fallback
    case .pPrChange, .rPrChange, .tblPrChange, .tblPrExChange, .tblGridChange, .tcPrChange, .trPrChange,
      .sectPrChange, .numberingChange, .sectPr, .tblPr, .tblGrid, .rt, .footnoteReference, .endnoteReference,
      .commentReference, .placeholder, .sdtEndPr:
      .drop
    case .body, .p, .r, .pPr, .tab, .ptab, .br, .cr, .noBreakHyphen, .sym, .fldChar, .checkBox, .checked,
      .defaultState, .ddList, .result, .listEntry, .vanish, .pStyle, .numPr, .numId, .ilvl, .outlineLvl, .tbl, .tr,
      .trPr, .tc, .tcPr, .gridBefore, .gridSpan, .vMerge, .hMerge, .hidden, .cellDel, .sdt, .showingPlcHdr, .del,
      .moveFrom, .txbxContent:
      .element
    }
  }
}
