/// The address of a figure in final accounts: table, row, column. `general/2010301/basic`.
public struct AccountsCell: Hashable, Sendable {
  public let table: AccountsTable
  public let row: String
  public let column: String

  public init(_ table: AccountsTable, _ row: String, _ column: String) {
    self.table = table
    self.row = row
    self.column = column
  }

  public var text: String { "\(table.rawValue)/\(row)/\(column)" }

  /// nil when the text names no cell.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let table = AccountsTable(rawValue: parts[0]), !parts[1].isEmpty,
      table.index(of: parts[2]) != nil
    else { return nil }
    self.init(table, parts[1], parts[2])
  }

  /// The fragment of a page that shows the table: `c-2010301-basic`.
  public var anchor: String { "c-\(row)-\(column)" }
}

/// Names of rows and columns as files write them, brought to what tells them apart.
public enum AccountsWording {
  /// Without blanks, numbering in front, brackets, and marks: `一、一般公共预算财政拨款收入` → `一般公共预算财政拨款收入`.
  public static func key(_ text: String) -> String {
    var out = ""
    var depth = 0
    for scalar in withoutOrdinal(text).unicodeScalars {
      switch scalar {
      case "（", "(": depth += 1
      case "）", ")": depth = max(0, depth - 1)
      default:
        if depth > 0 || scalar.properties.isWhitespace { continue }
        if "“”\"'‘’、，,：:；;．.-—*＊".unicodeScalars.contains(scalar) { continue }
        out.unicodeScalars.append(scalar)
      }
    }
    return out.hasPrefix("其中") && out.count > 2 ? String(out.dropFirst(2)) : out
  }

  /// `（一）`, `一、`, `1.` in front of a name say nothing.
  private static func withoutOrdinal(_ text: String) -> String {
    let scalars = text.unicodeScalars.drop { $0.properties.isWhitespace }
    let marks = scalars.prefix { "一二三四五六七八九十0123456789".unicodeScalars.contains($0) }
    guard !marks.isEmpty, marks.count <= 4 else { return String(String.UnicodeScalarView(scalars)) }
    let rest = scalars.dropFirst(marks.count)
    guard let sign = rest.first, "、.．，".unicodeScalars.contains(sign) else {
      return String(String.UnicodeScalarView(scalars))
    }
    return String(String.UnicodeScalarView(rest.dropFirst()))
  }
}
