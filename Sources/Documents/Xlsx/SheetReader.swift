/// Reads the cells of one sheet as it shows them: formulas by their results, figures by their formats.
///
/// Cells without a text leave no trace, whatever their format: a sheet that is formatted to its last row costs nothing.
struct SheetReader {
  private let xml: XMLReader<WorkbookName>
  private let part: String
  private let name: String
  private let workbook: WorkbookContext
  private let limits: ReadLimits
  /// Figures with all their digits, however few of them their formats show.
  private let isExact: Bool
  private var sheet = SheetCells()
  private var buffer: [UInt8] = []
  private var shown: [UInt8] = []

  /// - Parameter name: of the sheet, for messages.
  init(
    part: String, name: String, workbook: WorkbookContext, limits: ReadLimits, isExact: Bool = false,
    source: @escaping XMLReader<WorkbookName>.Source
  ) throws(ReadError) {
    self.isExact = isExact
    xml = try XMLReader(part: part, limits: limits, source: source)
    self.part = part
    self.name = name
    self.workbook = workbook
    self.limits = limits
  }

  /// - Throws: `.damaged` when the part is no sheet, breaks off or refers to what is not there; `.tooComplex`.
  mutating func read() throws(ReadError) -> SheetCells {
    guard let first = try xml.next(), first.kind == .start, first.name == .worksheet else {
      throw .damaged(.xlsx, detail: "工作表“\(name)”的内容不是表格")
    }
    var row = -1
    var column = -1
    while let event = try xml.next() {
      guard event.kind == .start else { continue }
      switch event.name {
      case .row:
        row = try readRow(event, after: row)
        column = -1
      case .c: column = try readCell(event, row: max(0, row), after: column)
      case .col: readColumns(event)
      case .mergeCell:
        if let area = xml.value(.ref, of: event).flatMap({ CellArea($0) }) { try add(area) }
      default: break
      }
    }
    return sheet
  }

  private mutating func readRow(_ event: XMLEvent<WorkbookName>, after last: Int) throws(ReadError) -> Int {
    var row = last + 1
    if let number = xml.value(.r, of: event)?.wholeNumber { row = number - 1 }
    guard (0..<Workbook.rowsMax).contains(row) else {
      throw .damaged(.xlsx, detail: "工作表“\(name)”里有第 \(row + 1) 行，超出了工作表的范围")
    }
    let isHidden = xml.value(.hidden, of: event)?.isTrue ?? false
    if isHidden || xml.value(.ht, of: event).map(Self.isZero) ?? false { sheet.hiddenRows.append(row...row) }
    return row
  }

  private static func isZero(_ size: ArraySlice<UInt8>) -> Bool {
    !size.isEmpty && size.allSatisfy { $0 == 0x30 || $0 == UInt8(ascii: ".") }
  }

  private mutating func readColumns(_ event: XMLEvent<WorkbookName>) {
    let isHidden = xml.value(.hidden, of: event)?.isTrue ?? false
    guard isHidden || xml.value(.width, of: event).map(Self.isZero) ?? false,
      let first = xml.value(.min, of: event)?.wholeNumber, let last = xml.value(.max, of: event)?.wholeNumber
    else { return }
    let range = max(1, first)...max(1, first, min(last, Workbook.columnsMax))
    sheet.hiddenColumns.append((range.lowerBound - 1)...(range.upperBound - 1))
  }

  private mutating func add(_ area: CellArea) throws(ReadError) {
    guard area.top < area.bottom || area.left < area.right else { return }
    guard sheet.merges.count < limits.items else {
      throw .tooComplex(detail: "工作表“\(name)”的合并单元格超过 \(limits.items) 个")
    }
    sheet.append(area)
  }

  /// What the letter of a cell's type says its value is.
  private enum Kind { case figure, shared, text, truth, day }

  private mutating func readCell(
    _ event: XMLEvent<WorkbookName>, row: Int, after last: Int
  ) throws(ReadError) -> Int {
    var address = CellAddress(row: row, column: last + 1)
    if let reference = xml.value(.r, of: event) {
      guard let stated = CellAddress(reference) else {
        throw .damaged(
          .xlsx, detail: "工作表“\(name)”里有单元格的位置写成 \(String(decoding: reference.prefix(12), as: UTF8.self))，超出了工作表的范围")
      }
      address = stated
    }
    let kind = kind(event)
    let style = xml.value(.s, of: event)?.wholeNumber ?? 0
    buffer.removeAll(keepingCapacity: true)
    while let inner = try xml.next() {
      if inner.kind == .text { xml.append(inner, to: &buffer) }
      if inner.kind == .end, inner.name == .c { break }
    }
    guard !buffer.isEmpty else { return address.column }
    try keep(try shownText(kind, style, address), style, address)
    return address.column
  }

  private func kind(_ event: XMLEvent<WorkbookName>) -> Kind {
    guard let type = xml.value(.t, of: event), let first = type.first else { return .figure }
    switch first {
    case UInt8(ascii: "s"): return type.count == 1 ? .shared : .text
    case UInt8(ascii: "i"), UInt8(ascii: "e"): return .text
    case UInt8(ascii: "b"): return .truth
    case UInt8(ascii: "d"): return .day
    default: return .figure
    }
  }

  private mutating func keep(_ text: String, _ style: Int, _ address: CellAddress) throws(ReadError) {
    guard !text.utf8.allSatisfy({ $0 <= 0x20 }) else { return }
    try workbook.budget.spend(text, limits)
    sheet.append(
      SheetCells.Cell(
        row: Int32(address.row), column: Int32(address.column), hasBorder: workbook.styles[style].hasBorder, text: text)
    )
  }

  private mutating func shownText(_ kind: Kind, _ style: Int, _ address: CellAddress) throws(ReadError) -> String {
    switch kind {
    case .figure:
      guard let figure = DecimalFigure(buffer) else { return CellString.decode(buffer) }
      return shownFigure(figure, style)
    case .day:
      let text = String(decoding: buffer, as: UTF8.self)
      return SerialDate.serial(ofISO: text, workbook.epoch).map { shownFigure($0, style) } ?? text
    case .truth: return buffer.first == UInt8(ascii: "0") ? "FALSE" : "TRUE"
    case .text: return shaped(CellString.decode(buffer), style)
    case .shared:
      guard let index = buffer[...].wholeNumber, workbook.texts.indices.contains(index) else {
        throw .damaged(.xlsx, detail: "工作表“\(name)”的 \(address.name) 引用了不存在的文字")
      }
      return shaped(workbook.texts[index], style)
    }
  }

  private func shaped(_ text: String, _ style: Int) -> String {
    let format = workbook.styles[style].format
    guard format.textSection != nil else { return text }
    var out: [UInt8] = []
    format.print(text: text, into: &out)
    return Self.trimmed(out)
  }

  private mutating func shownFigure(_ figure: DecimalFigure, _ style: Int) -> String {
    shown.removeAll(keepingCapacity: true)
    let format = workbook.styles[style].format
    (isExact ? format.withAllDigits : format).print(figure, epoch: workbook.epoch, into: &shown)
    return Self.trimmed(shown)
  }

  /// Without the blanks that only keep figures in line.
  private static func trimmed(_ bytes: [UInt8]) -> String {
    guard bytes.first == 0x20 || bytes.last == 0x20 else { return String(decoding: bytes, as: UTF8.self) }
    let first = bytes.firstIndex { $0 != 0x20 } ?? bytes.endIndex
    let last = bytes.lastIndex { $0 != 0x20 } ?? first - 1
    return String(decoding: bytes[first..<(last + 1)], as: UTF8.self)
  }
}
