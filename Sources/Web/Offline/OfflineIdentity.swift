import Documents
import Model
import Store
import Work

/// Which form a workbook to fill in is, of which version and by which template: kept in a hidden sheet, with a digest, so
/// that it comes back to that form and to no other.
struct OfflineIdentity: Hashable, Sendable {
  /// Of the workbook; a later program reads earlier ones.
  static let format = "1"
  static let sheet = "_衡绩"
  private static let names = [
    "format", "form", "region", "year", "kind", "revision", "digest", "template", "layout", "unit", "at",
  ]

  var form: String
  var region: String
  var year: Int
  var kind: String
  /// The revision it was filled from, and the digest of its content.
  var revision: Int
  var digest: String
  var template: String
  /// Digest of the cells and columns that it asks.
  var layout: String
  /// Sum unit of the form: amounts are typed in it.
  var unit: String
  /// When it was made, for people.
  var at: String

  private var values: [String] {
    [Self.format, form, region, String(year), kind, String(revision), digest, template, layout, unit, at]
  }

  private static func seal(_ values: [String]) -> String {
    Digest.sha256(zip(names, values).map { "\($0)=\($1)\n" }.joined().utf8)
  }

  var rows: [FillWorkbook.Row] {
    let pairs = zip(Self.names, values) + [("seal", Self.seal(values))]
    return pairs.map { FillWorkbook.Row($0, [1: .init($1, .locked)]) }
  }

  enum Failure: Error, Hashable, Sendable {
    /// No workbook of this program, or its hidden sheet is gone.
    case foreign
    /// Somebody changed the hidden sheet.
    case changed
    /// Made by a later program.
    case newer
  }

  init(
    form: String, region: String, year: Int, kind: String, revision: Int, digest: String, template: String,
    layout: String, unit: String, at: String
  ) {
    (self.form, self.region, self.year, self.kind) = (form, region, year, kind)
    (self.revision, self.digest, self.template, self.layout) = (revision, digest, template, layout)
    (self.unit, self.at) = (unit, at)
  }

  init(_ workbook: WorkbookCells) throws(Failure) {
    guard let sheet = workbook.sheets.first(where: { $0.name == Self.sheet }) else { throw .foreign }
    var found: [String: String] = [:]
    for row in sheet.rows.values { if let name = row[0] { found[name] = row[1] ?? "" } }
    guard let seal = found["seal"] else { throw .foreign }
    guard found["format"] == Self.format else { throw .newer }
    let values = Self.names.map { found[$0] ?? "" }
    guard seal == Self.seal(values), let year = Int(found["year"] ?? ""), let revision = Int(found["revision"] ?? "")
    else { throw .changed }
    self.init(
      form: values[1], region: values[2], year: year, kind: values[4], revision: revision, digest: values[6],
      template: values[7], layout: values[8], unit: values[9], at: values[10])
  }
}

extension EditPlan {
  /// Changes when the template asks for other cells or columns.
  var layoutDigest: String {
    var lines: Set<String> = []
    for part in parts {
      for cell in part.cells { lines.insert("\(cell.path.pattern) \(cell.label)") }
      for grid in part.grids {
        for column in grid.columns { lines.insert("\(grid.list.pattern).\(column.field) \(column.label)") }
      }
    }
    return String(Digest.sha256(lines.sorted().joined(separator: "\n").utf8).prefix(16))
  }
}
