public import Model

/// Which cells of a form a person may write now. A stage of the year that opens only some of them says so here.
public enum EditableCells: Hashable, Sendable {
  case all
  /// Only these and what lies in them, named by addresses or by patterns in which `*` stands for any row:
  /// `goals[*].indicators[*].actual`. The sentence says of the others where they come from or why they are closed.
  case only(Set<String>, why: String)
  /// None; why, and what to do.
  case none(why: String)

  /// Whether the cell may be written; a row or a table that is named whole opens everything in it.
  public func allows(_ path: FormPath) -> Bool {
    switch self {
    case .all: true
    case .none: false
    case .only(let patterns, _):
      patterns.contains(path.pattern) || patterns.contains { FormPath($0).covers(path) }
    }
  }

  /// Whether rows of the list may be added, moved and taken out: only where every cell of it is open.
  public func allowsRows(of list: FormPath) -> Bool {
    switch self {
    case .all: true
    case .none: false
    case .only(let patterns, _): patterns.contains(FormPath(list.text + "[*]").pattern) || patterns.contains(list.text)
    }
  }

  /// Why a closed cell is closed; nil where everything is open.
  public var why: String? {
    switch self {
    case .all: nil
    case .only(_, let why), .none(let why): why
    }
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
