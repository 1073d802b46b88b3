import Documents
import Model

/// What a document says about itself: title, place, year, unit of money.
enum DocumentFacts {
  static func read(_ document: Document, _ assembler: FormAssembler, into content: inout DocumentContent) {
    let lines = texts(document)
    content.isRecognised = RecognisedText.holds(document)
    content.title = title(lines) ?? content.forms.first?.title
    content.year =
      content.title.flatMap(Wording.year) ?? content.forms.lazy.compactMap(\.year).first
      ?? lines.lazy.compactMap { yearOfText($0) }.first
    content.moneyUnit = assembler.unit ?? (content.forms.isEmpty ? nil : content.forms[0].moneyUnit)
    let named =
      [content.title] + content.forms.flatMap { [$0.title, $0.name, $0.unitName, $0.department, $0.attribute("单位名称")] }
    content.region = named.lazy.compactMap { $0.flatMap(region) }.first
  }

  /// The first texts of a document, wherever they stand.
  private static func texts(_ document: Document) -> [String] {
    document.blocks.prefix(400).compactMap { block in
      switch block {
      case .heading(_, let paragraph), .paragraph(let paragraph): Wording.printed(paragraph.text)
      case .table(let table): table.rows.first?.first { !Wording.isEmptyMark($0.text) }.map { Wording.printed($0.text) }
      }
    }
  }

  private static func title(_ lines: [String]) -> String? {
    lines.prefix(12).first { line in
      let count = line.unicodeScalars.count
      return count >= 6 && count <= 60 && !line.contains("：") && !line.hasSuffix("。") && !Wording.isEmptyMark(line)
    }
  }

  private static func yearOfText(_ text: String) -> Int? {
    guard let year = Wording.year(in: String(text.prefix(20))), text.contains("\(year)年") else { return nil }
    return year
  }

  /// The district, county or city named at the beginning of a text, with the city it lies in: 武汉市汉阳区.
  static func region(_ text: String) -> String? {
    var out = String.UnicodeScalarView()
    var found: String?
    for scalar in text.unicodeScalars {
      if out.isEmpty
        && (Wording.isDigit(scalar) || Wording.isBlank(scalar) || scalar == "年" || scalar == "度" || scalar == "-")
      {
        continue
      }
      if scalar == "第" || scalar == "关" { return nil }
      if Wording.isDigit(scalar) || Wording.isPunctuation(scalar) || out.count > 14 { break }
      let before = out.last
      out.append(scalar)
      // 社区 is no district and 城市 no city; nothing of a place comes after its district or county.
      guard out.count >= 3, before != "社", before != "城" else { continue }
      if "区县旗".unicodeScalars.contains(scalar) { return String(out) }
      if "市州".unicodeScalars.contains(scalar) { found = String(out) }
    }
    return found
  }
}
