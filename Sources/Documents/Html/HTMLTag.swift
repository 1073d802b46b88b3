/// The elements of a page that say how its text is laid out; all others are looked through.
enum HTMLTag: String, CaseIterable {
  case table, tr, td, th, caption
  case h1, h2, h3, h4, h5, h6
  case br, hr
  case p, div, li, ul, ol, dl, dt, dd, pre, blockquote, address, center, section, article, header, footer, main, aside,
    nav
  case form, fieldset, legend, figure, figcaption, body, html, option
  // What a page does not print.
  case script, style, title, textarea, xmp, noframes, noscript, template, iframe, object, xml, select, head
  case span, font, b, a

  enum Role {
    case table, row, cell
    case heading(Int)
    case lineBreak, block, raw, dropped, looked
  }

  var role: Role {
    switch self {
    case .table: .table
    case .tr: .row
    case .td, .th: .cell
    case .h1: .heading(1)
    case .h2: .heading(2)
    case .h3: .heading(3)
    case .h4: .heading(4)
    case .h5: .heading(5)
    case .h6: .heading(6)
    case .br, .hr: .lineBreak
    case .caption, .p, .div, .li, .ul, .ol, .dl, .dt, .dd, .pre, .blockquote, .address, .center, .section, .article,
      .header, .footer, .main, .aside, .nav, .form, .fieldset, .legend, .figure, .figcaption, .body, .html:
      .block
    case .script, .style, .title, .textarea, .xmp, .noframes, .iframe: .raw
    case .noscript, .template, .object, .xml, .select: .dropped
    case .head, .span, .font, .b, .a, .option: .looked
    }
  }

  private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

  /// - Parameter name: in small letters.
  static func named(_ name: ArraySlice<UInt8>) -> HTMLTag? {
    name.count > 10 ? nil : byName[String(decoding: name, as: UTF8.self)]
  }
}
