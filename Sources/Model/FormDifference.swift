/// What differs between two versions of a form, cell by cell in page order.
///
/// Rows are matched by identifier and name together, then by name, then by identifier: a form that was read again from a
/// file has other identifiers, and a renamed row keeps its own.
public struct FormDifference: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case added, removed, changed, same
  }

  /// One cell in both versions; at least one of the two values is there.
  public struct Entry: Hashable, Sendable {
    public let kind: Kind
    /// Address in the new version; in the old one when the cell is gone.
    public let path: FormPath
    public let section: String
    public let row: String
    public let field: String
    public let old: String?
    public let new: String?
    /// New minus old where both are figures, or words around one figure that otherwise agree.
    public let change: ExactDecimal?
    /// What the change is counted in: `%` means per cent points, empty the unit of the form.
    public let changeUnit: String
    public let isPersonal: Bool
  }

  /// All cells of both versions; those that are the same included.
  public let entries: [Entry]

  public init(from old: FormContent, to new: FormContent) {
    var pairing = RowPairing(old.cellGroups, new.cellGroups)
    entries = pairing.entries()
  }

  public var changed: [Entry] { entries.filter { $0.kind != .same } }
  public func count(_ kind: Kind) -> Int { entries.count { $0.kind == kind } }
}

extension FormDifference.Entry {
  /// - Precondition: one of the two cells is there.
  init(old: FormCell?, new: FormCell?) {
    guard let shown = new ?? old else { preconditionFailure("an entry has a cell") }
    path = shown.path
    section = shown.section
    row = shown.row
    field = shown.field
    isPersonal = shown.isPersonal
    self.old = old?.value
    self.new = new?.value
    switch (old, new) {
    case (nil, _): kind = .added
    case (_, nil): kind = .removed
    case (let old?, let new?): kind = old.value == new.value ? .same : .changed
    }
    let step = kind == .changed ? NumberChange(old, new) : nil
    change = step?.change
    changeUnit = step?.unit ?? ""
  }
}

/// The difference of two values that are the same but for one figure: ≥90% and ≥93%.
private struct NumberChange {
  let change: ExactDecimal
  let unit: String

  init?(_ old: FormCell?, _ new: FormCell?) {
    guard let old, let new else { return nil }
    if let from = old.figure, let to = new.figure {
      change = to - from
      unit = ""
      return
    }
    guard let from = NumberInWords(old.value), let to = NumberInWords(new.value), from.before == to.before,
      from.after == to.after
    else { return nil }
    change = to.number - from.number
    unit = to.after
  }
}

/// Words with exactly one plain number in them.
struct NumberInWords {
  let before: String
  let number: ExactDecimal
  let after: String

  init?(_ text: String) {
    let bytes = Array(text.utf8)
    func isNumeric(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) || byte == UInt8(ascii: ".") }
    guard let start = bytes.firstIndex(where: isNumeric) else { return nil }
    let end = bytes[start...].firstIndex { !isNumeric($0) } ?? bytes.count
    guard !bytes[end...].contains(where: { (0x30...0x39).contains($0) }),
      let number = ExactDecimal(String(decoding: bytes[start..<end], as: UTF8.self))
    else { return nil }
    self.number = number
    before = String(decoding: bytes[..<start], as: UTF8.self)
    after = String(decoding: bytes[end...], as: UTF8.self)
  }
}
