/// The elements of SpreadsheetML that say which sheets a workbook has, what stands in their cells and how it shows.
///
/// Left out on purpose, and so looked through: `sheetData`, `is`, `r` of rich texts, `si`.
enum WorkbookName: String, XMLVocabulary, Equatable {
  // The workbook.
  case workbookPr, sheet
  // Styles.
  case numFmt, cellXfs, cellStyleXfs, xf
  // Shared texts.
  case si, t
  // A sheet.
  case worksheet, col, row, c, v, mergeCell
  // What no cell prints: formulas stand beside their results, phonetic guides beside their texts.
  case f, rPh, phoneticPr, extLst, dxfs, conditionalFormatting, dataValidations, headerFooter
  case alternateContent = "mc:AlternateContent"
  case choice = "mc:Choice"
  case fallback = "mc:Fallback"

  enum Attribute: String, CaseIterable {
    case r, s, t, ref, id, name, state, date1904, hidden, min, max, width, ht, numFmtId, formatCode, borderId
  }

  static let namespaces: [(prefix: String, uris: [String])] = [
    (
      "",
      [
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
      ]
    ),
    ("mc", ["http://schemas.openxmlformats.org/markup-compatibility/2006"]),
  ]

  var treatment: XMLTreatment {
    switch self {
    case .v, .t: .text
    case .alternateContent: .alternatives
    case .choice: .choice
    case .fallback: .fallback
    case .f, .rPh, .phoneticPr, .extLst, .dxfs, .conditionalFormatting, .dataValidations, .headerFooter,
      .cellStyleXfs:
      .drop
    case .workbookPr, .sheet, .numFmt, .cellXfs, .xf, .si, .worksheet, .col, .row, .c, .mergeCell: .element
    }
  }
}

extension ArraySlice<UInt8> {
  /// A flag of an attribute: `1` or `true`.
  var isTrue: Bool { first == UInt8(ascii: "1") || first == UInt8(ascii: "t") }

  /// A whole number; nil for anything else, and beyond ten digits.
  var wholeNumber: Int? {
    guard !isEmpty, count <= 10 else { return nil }
    var value = 0
    for byte in self {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }
}
