extension CellFormat {
  /// Appends a figure as the workbook shows it; blanks at the ends are the caller's to take off.
  ///
  /// - Parameter epoch: how days are counted in this workbook.
  func print(_ figure: DecimalFigure, epoch: SerialDate.Epoch, into out: inout [UInt8]) {
    if isGeneral { return Self.printGeneral(figure, into: &out) }
    let (section, showsSign) = section(for: figure)
    if section.isDate, let date = SerialDate(figure.double, epoch, section) {
      return date.print(section, into: &out)
    }
    if section.isDate { return Self.printGeneral(figure, into: &out) }
    let scaled = figure.scaled(by: section.scale)
    if section.tokens.contains(where: { if case .exponent = $0 { true } else { false } }) {
      return section.printScientific(showsSign ? scaled : scaled.magnitude, into: &out)
    }
    let rounded = section.isGeneral ? scaled : scaled.rounded(to: section.decimalPlaces)
    if rounded.isNegative, showsSign { out.append(UInt8(ascii: "-")) }
    section.printPlain(rounded.magnitude, into: &out)
  }

  /// A text in the section that shapes texts.
  func print(text: String, into out: inout [UInt8]) {
    guard let section = textSection else {
      out += text.utf8
      return
    }
    for token in section.tokens {
      switch token {
      case .text: out += text.utf8
      case .literal(let literal): out += literal.utf8
      case .place, .point, .exponent, .general, .date: break
      }
    }
  }

  /// Decimals that people type; a longer tail comes from computing and is shown as wide as Excel shows it.
  private static let typedDecimalsMax = 6
  private static let generalWidth = 10
  /// Digits beyond which a plain figure is no longer readable.
  private static let plainDigitsMax = 21

  /// A figure without a format: plain digits, computed tails cut to eleven signs as a cell shows them.
  static func printGeneral(_ figure: DecimalFigure, into out: inout [UInt8]) {
    var figure = figure
    if figure.decimalCount > typedDecimalsMax {
      let room = max(0, generalWidth - max(1, figure.wholeCount))
      // Very small figures keep their digits.
      let leading = max(0, -(figure.digitCount + figure.exponent))
      figure = figure.rounded(to: leading < 4 ? room : leading + 6)
    }
    if figure.wholeCount > plainDigitsMax || figure.decimalCount > plainDigitsMax {
      var section = Section(tokens: [.place(0x30), .point] + Array(repeating: .place(0x23), count: 14))
      section.tokens.append(.exponent(places: 2, hasPlus: true))
      section.wholePlaces = 1
      section.decimalPlaces = 14
      return section.printScientific(figure, into: &out)
    }
    if figure.isNegative { out.append(UInt8(ascii: "-")) }
    appendDigits(figure, into: &out)
  }

  fileprivate static func appendDigits(_ figure: DecimalFigure, into out: inout [UInt8]) {
    for position in stride(from: max(1, figure.wholeCount) - 1, through: 0, by: -1) {
      out.append(0x30 + figure.digit(at: position))
    }
    guard figure.decimalCount > 0 else { return }
    out.append(UInt8(ascii: "."))
    for place in 1...figure.decimalCount { out.append(0x30 + figure.digit(at: -place)) }
  }
}

extension CellFormat.Section {
  /// - Parameter figure: without sign, already scaled and rounded.
  fileprivate func printPlain(_ figure: DecimalFigure, into out: inout [UInt8]) {
    var wholeLeft = wholePlaces
    var decimal = 0
    var isFirst = true
    for token in tokens {
      switch token {
      case .literal(let text): out += text.utf8
      case .general: CellFormat.printGeneral(figure, into: &out)
      case .point:
        // `#.00` has no place that shows the zero, nor has `.00`.
        if wholePlaces == 0 { printWhole(figure, above: -1, into: &out) }
        if decimalPlaces > 0 || isFirst { out.append(UInt8(ascii: ".")) }
      case .place(let kind) where wholeLeft > 0:
        wholeLeft -= 1
        if isFirst { printWhole(figure, above: wholeLeft, into: &out) }
        isFirst = false
        printDigit(figure, wholeLeft, kind, isThere: figure.wholeCount > wholeLeft, into: &out)
      case .place(let kind):
        decimal += 1
        printDigit(figure, -decimal, kind, isThere: figure.decimalCount >= decimal, into: &out)
      case .exponent, .text, .date: break
      }
    }
    // Excel leaves the point of `0.##` standing; nobody writes it so.
    if decimalPlaces > 0, out.last == UInt8(ascii: ".") { out.removeLast() }
  }

  /// Digits in front of the first place of the format.
  private func printWhole(_ figure: DecimalFigure, above place: Int, into out: inout [UInt8]) {
    for position in stride(from: figure.wholeCount - 1, to: place, by: -1) {
      printDigit(figure, position, 0x30, isThere: true, into: &out)
    }
  }

  private func printDigit(
    _ figure: DecimalFigure, _ position: Int, _ kind: UInt8, isThere: Bool, into out: inout [UInt8]
  ) {
    if isThere || kind == UInt8(ascii: "0") {
      out.append(0x30 + figure.digit(at: position))
      if isGrouped, position > 0, position % 3 == 0 { out.append(UInt8(ascii: ",")) }
    } else if kind == UInt8(ascii: "?") {
      out.append(0x20)
    }
  }

  /// `0.00E+00`; the figure keeps as many places in front of the point as the format has.
  fileprivate func printScientific(_ figure: DecimalFigure, into out: inout [UInt8]) {
    let shift = figure.isZero ? 0 : figure.digitCount + figure.exponent - max(1, wholePlaces)
    var mantissa = figure.scaled(by: -shift).rounded(to: decimalPlaces)
    var power = shift
    if mantissa.wholeCount > max(1, wholePlaces) {
      mantissa = mantissa.scaled(by: -1)
      power += 1
    }
    if figure.isNegative { out.append(UInt8(ascii: "-")) }
    printPlain(mantissa.magnitude, into: &out)
    for token in tokens {
      guard case .exponent(let places, let hasPlus) = token else { continue }
      out.append(UInt8(ascii: "E"))
      if power < 0 || hasPlus { out.append(UInt8(ascii: power < 0 ? "-" : "+")) }
      let digits = String(abs(power))
      out += repeatElement(0x30, count: max(0, places - digits.utf8.count))
      out += digits.utf8
    }
  }
}
