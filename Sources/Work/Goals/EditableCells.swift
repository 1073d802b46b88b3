public import Model

/// Which cells of a form its author may change as it stands.
public enum EditableCells: Hashable, Sendable {
  case all
  /// Only what was sent back, and the sums that change with it.
  case only(Set<FormPath>)
  /// Why nothing may be changed, and who can help.
  case none(String)

  /// Whether the cell may be changed; a row or a table that was sent back opens everything in it.
  public func allows(_ path: FormPath) -> Bool {
    switch self {
    case .all: true
    case .none: false
    case .only(let paths): paths.contains { $0.covers(path) }
    }
  }

  /// What opens when these cells are sent back: the cells, and the sums and sources of money that must follow them.
  static func opened(by returned: [FormPath], _ content: FormContent) -> EditableCells {
    var open = Set(returned)
    guard returned.contains(where: { path in moneyLists.contains { path.text.hasPrefix($0) } }) else {
      return .only(open)
    }
    open.insert(FormPath("amounts").field("current"))
    open.insert(FormPath("amounts").field("total"))
    for line in content.funding { open.insert(.row("funding", line.id).field("amount")) }
    for (list, lines) in [("income", content.income), ("spending", content.spending)] {
      for line in lines where line.item?.contains("合计") ?? false { open.insert(.row(list, line.id)) }
    }
    return .only(open)
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
}
