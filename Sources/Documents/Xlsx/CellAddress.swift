/// Where a cell stands in a sheet, both from 0.
struct CellAddress: Hashable {
  var row: Int
  var column: Int

  init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// - Parameter text: `B3`, `$B$3`.
  /// - Returns: nil for what is no cell of a sheet.
  init?(_ text: ArraySlice<UInt8>) {
    row = 0
    column = 0
    for byte in text {
      switch byte {
      case 0x41...0x5A where row == 0: column = column * 26 + Int(byte - 0x40)
      case 0x61...0x7A where row == 0: column = column * 26 + Int(byte - 0x60)
      case 0x30...0x39: row = row * 10 + Int(byte - 0x30)
      case UInt8(ascii: "$"): continue
      default: return nil
      }
      guard column <= Workbook.columnsMax, row <= Workbook.rowsMax else { return nil }
    }
    guard row > 0, column > 0 else { return nil }
    row -= 1
    column -= 1
  }

  /// `B3`.
  var name: String { Self.columnName(column) + String(row + 1) }

  /// The letters of a column, counted from 0.
  static func columnName(_ column: Int) -> String {
    var letters: [UInt8] = []
    var rest = column + 1
    while rest > 0 {
      letters.insert(UInt8(ascii: "A") + UInt8((rest - 1) % 26), at: 0)
      rest = (rest - 1) / 26
    }
    return String(decoding: letters, as: UTF8.self)
  }
}

/// A rectangle of a sheet.
struct CellArea: Hashable {
  var top: Int
  var left: Int
  var bottom: Int
  var right: Int

  init(top: Int, left: Int, bottom: Int, right: Int) {
    (self.top, self.left, self.bottom, self.right) = (top, left, bottom, right)
  }

  /// - Parameter text: `A1:H3`, also `A1`; the corners in any order.
  init?(_ text: ArraySlice<UInt8>) {
    let colon = text.firstIndex(of: UInt8(ascii: ":")) ?? text.endIndex
    guard let one = CellAddress(text[..<colon]) else { return nil }
    var other = one
    if colon < text.endIndex {
      guard let corner = CellAddress(text[text.index(after: colon)...]) else { return nil }
      other = corner
    }
    (top, bottom) = (min(one.row, other.row), max(one.row, other.row))
    (left, right) = (min(one.column, other.column), max(one.column, other.column))
  }

  /// What two areas share; nil when they do not meet.
  func intersection(_ other: CellArea) -> CellArea? {
    let shared = CellArea(
      top: max(top, other.top), left: max(left, other.left), bottom: min(bottom, other.bottom),
      right: min(right, other.right))
    return shared.top <= shared.bottom && shared.left <= shared.right ? shared : nil
  }
}
