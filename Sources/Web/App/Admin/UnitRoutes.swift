import Lifecycle
import Model
import Store

/// The tree of units through the years.
enum UnitRoutes {
  static let all: [AppRoute] = [
    .get("/admin/units", .may(.readUnits), list), .get("/admin/units/new", .may(.administerUnits), UnitActs.showNew),
    .post("/admin/units", .may(.administerUnits), UnitActs.found),
    .get("/admin/units/{id}", .may(.readUnits), show),
    .get("/admin/units/{id}/{act}", .may(.administerUnits), UnitActs.show),
    .post("/admin/units/{id}/{act}", .may(.administerUnits), UnitActs.take),
  ]

  // MARK: the tree of a year

  private static func list(_ call: Call) throws(Refusal) -> Response {
    let region = call.account.region
    let today = Day(call.now)
    let year = call.number("year").flatMap { (1990...2100).contains($0) ? $0 : nil } ?? today.year
    let found = try call.read { (t) throws(StoreError) in
      (
        tree: try Units.tree(region: region, year: year, in: t),
        people: try Accounts.countByUnit(region: region, in: t),
        changes: try Units.changes(region: region, limit: 10_000, in: t),
        names: try AccountNames(region: region, in: t)
      )
    }
    let ofYear = found.changes.filter { $0.day.year == year }
    let marks = marks(found.changes, year: year)
    let search = UnitPicker.trimmed(String((call.query["q"] ?? "").prefix(50)))
    let shown = shown(found.tree, search: search, open: call.query["open"] ?? "")
    let rows = shown.map { node, isOpen -> UnitRow in
      let state = node.state
      return UnitRow(
        id: state.unit, name: state.name, code: state.code, level: node.level,
        span: span(state.validFrom, state.validTo),
        people: found.people[state.unit] ?? 0, children: node.childCount, branch: node.branchCount,
        toggle: node.childCount == 0 || node.level == 0 || !search.isEmpty
          ? nil : href(call, [("open", isOpen ? nil : state.unit)]),
        isOpen: isOpen, marks: marks[state.unit] ?? [])
    }
    let isAllOpen = call.query["open"] == "all"
    let years = Set(found.changes.map(\.day.year) + [year, today.year] + ((today.year - 5)...today.year)).sorted(by: >)
    return call.page(
      unitsPage(
        UnitsPage(
          shell: call.shell(.units, year: year), year: year, years: years, day: dayWords(found.tree.day),
          search: search,
          rows: rows,
          total: found.tree.nodes.count, changes: ofYear.map { UnitChangeRow($0, found.names) },
          mayChange: Access.may(.administerUnits).admits(call.account.role), isAllOpen: isAllOpen,
          openHref: href(call, [("open", isAllOpen ? nil : "all")]))))
  }

  /// The upper two levels and what was opened; where something is searched for, what matches with what is above it.
  private static func shown(_ tree: UnitTree, search: String, open: String) -> [(UnitTree.Node, Bool)] {
    if search.isEmpty {
      let openBranch = Set(tree.above(open).map(\.state.unit) + [open])
      return tree.nodes.filter { node in
        node.level <= 1 || open == "all" || openBranch.contains(node.state.parent ?? "")
      }.map { ($0, open == "all" || openBranch.contains($0.state.unit)) }
    }
    let words = search.lowercased()
    var kept: Set<String> = []
    for node in tree.nodes
    where node.state.name.lowercased().contains(words) || node.state.code?.contains(words) ?? false {
      kept.insert(node.state.unit)
      kept.formUnion(tree.above(node.state.unit).map(\.state.unit))
    }
    return tree.nodes.filter { kept.contains($0.state.unit) }.map { ($0, true) }
  }

  private static func marks(_ changes: [UnitChange], year: Int) -> [String: [String]] {
    var marks: [String: [String]] = [:]
    func add(_ unit: String?, _ words: String) {
      guard let unit, !(marks[unit] ?? []).contains(words) else { return }
      marks[unit, default: []].append(words)
    }
    for change in changes where change.day.year >= year {
      let isThen = change.day.year == year
      switch change.kind {
      case .added: if isThen { add(change.to, "本年新设") }
      case .renamed: if isThen { add(change.to, "本年更名") } else { add(change.to, "后来更名") }
      case .moved: if isThen { add(change.to, "本年调整隶属") }
      case .merged:
        add(change.from, "已并入\(change.toName ?? "")")
        if isThen { add(change.to, "本年合并") }
      case .split:
        add(change.from, "已分设")
        if isThen { add(change.to, "本年由\(change.fromName ?? "")分设") }
      case .ended: add(change.from, "已撤销")
      }
    }
    return marks
  }

  private static func href(_ call: Call, _ changes: [(String, String?)]) -> String {
    var fields = Fields()
    for name in ["year", "q", "open"] {
      let value = changes.first { $0.0 == name }.map(\.1) ?? call.query[name]
      if let value, !value.isEmpty { fields.append(name, value) }
    }
    return fields.isEmpty ? "/admin/units" : "/admin/units?" + fields.encoded
  }

  static func span(_ from: Day?, _ to: Day?) -> String {
    switch (from, to) {
    case (nil, nil): "一直有效"
    case (let from?, nil): "\(from) 起"
    case (nil, let to?): "到 \(to)"
    case (let from?, let to?): "\(from) 至 \(to)"
    }
  }

  static func dayWords(_ day: Day) -> String {
    let parts = day.text.split(separator: "-").compactMap { Int($0) }
    return parts.count == 3 ? "\(parts[1]) 月 \(parts[2]) 日" : day.text
  }

  // MARK: one unit

  private static func show(_ call: Call) throws(Refusal) -> Response {
    let id = call.parameters["id"]
    let region = call.account.region
    let today = Day(call.now)
    guard let yearAgo = Day.last(of: today.year - 1) else { throw .notFound }
    let found = try call.read { (t) throws(StoreError) -> Found? in
      guard let unit = try Units.find(region: region, id: id, in: t) else { return nil }
      return Found(
        unit: unit, history: try Units.history(region: region, id: id, in: t),
        changes: try Units.changes(region: region, unit: id, in: t),
        tree: try Units.tree(region: region, on: today, in: t),
        past: try Units.tree(region: region, on: yearAgo, in: t),
        counterparts: try Units.succession(region: region, in: t).counterparts(of: id, on: yearAgo),
        people: try Accounts.count(unit: id, region: region, in: t), names: try AccountNames(region: region, in: t))
    }
    guard let found else { throw .notFound }
    let unit = found.unit
    func name(_ id: String) -> String { found.tree[id]?.state.name ?? found.past[id]?.state.name ?? id }
    let node = found.tree[id]
    let isTop = unit.parent == nil
    let mayChange = Access.may(.administerUnits).admits(call.account.role)
    let parents = Dictionary(
      try names(found.history.compactMap(\.parent), call), uniquingKeysWith: { first, _ in first })
    return call.page(
      unitPage(
        UnitPage(
          shell: call.shell(.units), id: id, name: unit.name, code: unit.code,
          above: found.tree.above(id).map { Link($0.state.name, "/admin/units/\($0.state.unit)") },
          span: span(unit.validFrom.flatMap { Day($0) }, unit.validTo.flatMap { Day($0) }),
          fate: fate(unit, found.changes),
          people: found.people,
          history: found.history.map {
            UnitStateRow(
              span: span($0.validFrom, $0.validTo), name: $0.name, code: $0.code,
              parent: $0.parent.map { parents[$0] ?? $0 })
          }, changes: found.changes.map { UnitChangeRow($0, found.names) },
          children: node.map { node in
            found.tree.branch(id).filter { $0.level == node.level + 1 }
              .map { Link($0.state.name, "/admin/units/\($0.state.unit)") }
          } ?? [],
          counterparts: found.counterparts.map { Link(name($0), "/admin/units/\($0)") },
          counterpartYear: today.year - 1, acts: mayChange ? acts(unit, isTop: isTop) : [], done: done(call))))
  }

  private struct Found {
    let unit: Unit
    let history: [UnitState]
    let changes: [UnitChange]
    let tree: UnitTree
    let past: UnitTree
    let counterparts: [String]
    let people: Int
    let names: AccountNames
  }

  private static func names(_ ids: [String], _ call: Call) throws(Refusal) -> [(String, String)] {
    try call.read { (t) throws(StoreError) in
      var out: [(String, String)] = []
      for id in ids {
        if let unit = try Units.find(region: call.account.region, id: id, in: t) { out.append((id, unit.name)) }
      }
      return out
    }
  }

  private static func fate(_ unit: Unit, _ changes: [UnitChange]) -> String? {
    guard unit.validTo != nil else { return nil }
    let went = changes.filter { $0.from == unit.id && [.merged, .split, .ended].contains($0.kind) }
    switch went.first?.kind {
    case .merged: return "已并入\(went.first?.toName ?? "")"
    case .split: return "已分设为\(went.compactMap(\.toName).joined(separator: "、"))"
    default: return "已撤销"
    }
  }

  private static func acts(_ unit: Unit, isTop: Bool) -> [UnitActKind] {
    if unit.validTo != nil { return [.correct] }
    return isTop ? [.rename, .correct] : [.rename, .move, .merge, .split, .correct, .end]
  }

  private static func done(_ call: Call) -> String? {
    switch call.query["done"] {
    case "found": "单位已新设。"
    case "rename": "已更名，以前年度仍显示原来的名称。"
    case "move": "隶属已调整，管辖范围随之生效。"
    case "merge": "已合并。原单位的人员已转来；原来的授权还在原单位，请安全管理员重新分配。"
    case "split": "已分设。请到各单位页核对人员和下级单位。"
    case "end": "已撤销，以前年度仍可查。"
    case "correct": "名称已更正。"
    default: nil
    }
  }
}

/// Names of the accounts of a region, for who did what.
struct AccountNames: Sendable {
  private let names: [String: String]

  init(region: String, in transaction: ReadTransaction) throws(StoreError) {
    names = try Accounts.names(region: region, in: transaction)
  }

  func words(_ actor: String) -> String {
    names[actor] ?? (actor == "setup" ? "初次安装" : actor == "server" ? "服务器上" : actor)
  }
}

extension UnitChangeRow {
  init(_ change: UnitChange, _ names: AccountNames) {
    func link(_ id: String?, _ name: String?) -> Link? { id.map { Link(name ?? $0, "/admin/units/\($0)") } }
    self.init(
      day: change.day.text, kind: change.kind.officialName, from: link(change.from, change.fromName),
      to: link(change.to, change.toName), basis: change.basis, by: names.words(change.by))
  }
}
