public import Model

/// Which cells of a form a person may write now. A stage of the year that opens only some of them says so here.
public enum EditableCells: Hashable, Sendable {
  case all
  /// Only these and what lies in them, named by addresses or by patterns in which `*` stands for any row:
  /// `goals[*].indicators[*].actual`. The sentence says of the others where they come from or why they are closed.
  case only(Set<String>, why: String)
  /// None; why, and what to do.
  case none(why: String)
  /// Of those, not what others of the unit fill in.
  indirect case divided(EditableCells, [HeldPart])

  /// Whether the cell may be written; a row or a table that is named whole opens everything in it.
  public func allows(_ path: FormPath) -> Bool {
    switch self {
    case .all: true
    case .none: false
    case .only(let patterns, _):
      patterns.contains(path.pattern) || patterns.contains { FormPath($0).covers(path) }
    case .divided(let cells, let held): cells.allows(path) && !held.contains { $0.holds(path) }
    }
  }

  /// Whether rows of the list may be added, moved and taken out: only where every cell of it is open.
  public func allowsRows(of list: FormPath) -> Bool {
    switch self {
    case .all: true
    case .none: false
    case .only(let patterns, _): patterns.contains(FormPath(list.text + "[*]").pattern) || patterns.contains(list.text)
    case .divided(let cells, let held): cells.allowsRows(of: list) && !held.contains { $0.holds(list) }
    }
  }

  /// Why a closed cell is closed; nil where everything is open.
  public func why(at path: FormPath) -> String? {
    switch self {
    case .all: nil
    case .only(_, let why), .none(let why): why
    case .divided(let cells, _): holder(of: path)?.words ?? cells.why(at: path)
    }
  }

  /// The part of another person that a cell lies in.
  public func holder(of path: FormPath) -> HeldPart? {
    guard case .divided(_, let held) = self else { return nil }
    return held.first { $0.holds(path) }
  }

  /// Without the parts that others fill in.
  public func without(_ held: [HeldPart]) -> EditableCells {
    if case .none = self { return self }
    return held.isEmpty ? self : .divided(self, held)
  }

  /// What opens when these cells are sent back: the cells, and the sums and sources of money that must follow them.
  static func opened(by returned: [FormPath], _ content: FormContent) -> EditableCells {
    var open = Set(returned)
    if returned.contains(where: { path in moneyLists.contains { path.text.hasPrefix($0) } }) {
      open.insert(FormPath("amounts").field("current"))
      open.insert(FormPath("amounts").field("total"))
      for line in content.funding { open.insert(.row("funding", line.id).field("amount")) }
      for (list, lines) in [("income", content.income), ("spending", content.spending)] {
        for line in lines where line.item?.contains("合计") ?? false { open.insert(.row(list, line.id)) }
      }
    }
    return .only(Set(open.map(\.text)), why: "这一格没有退回，不能改；只开放退回的格和它们的合计。")
  }

  private static let moneyLists = ["amounts", "costs", "funding", "income", "spending", "procurement", "projects"]
}

/// A part of a form that somebody else fills in (分工).
public struct HeldPart: Hashable, Sendable {
  public let title: String
  public let owner: String
  private let roots: [FormPath]
  private let elsewhere: [FormPath]

  /// - Parameters:
  ///   - roots: cells and tables of the part.
  ///   - elsewhere: cells and tables of other parts; what lies deeper in one of them is no matter of this part.
  public init(title: String, owner: String, roots: [FormPath], elsewhere: [FormPath]) {
    self.title = title
    self.owner = owner
    self.roots = roots
    self.elsewhere = elsewhere.filter { other in roots.contains { $0 != other && $0.covers(other) } }
  }

  public func holds(_ path: FormPath) -> Bool {
    roots.contains { $0.covers(path) } && !elsewhere.contains { $0.covers(path) }
  }

  public var words: String { "“\(title)”由\(owner)填，别人只能看。要换人，请到“分工”里改。" }
}

extension FormPath {
  /// True for the cell itself and for every cell inside it, when it is a row or a table.
  func covers(_ other: FormPath) -> Bool {
    guard other.text.hasPrefix(text) else { return false }
    let next = other.text.dropFirst(text.count).first
    return next == nil || next == "." || next == "["
  }

  /// The address with `*` in place of the rows' identifiers.
  public var pattern: String {
    steps.map { step in
      guard let row = step.row else { return step.name }
      return step.name == "attributes" || step.name == "contacts" || Int(row) != nil && step.name == "history"
        ? "\(step.name)[\(row)]" : "\(step.name)[*]"
    }.joined(separator: ".")
  }
}
