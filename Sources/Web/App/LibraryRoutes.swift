import Lifecycle
import Model
import Schemes
import Store
import Work

/// The library of indicators: what approved goals use, what they aim at, and taking one into a form.
enum LibraryRoutes {
  static let all: [AppRoute] = [
    .get("/library", .may(.readForm), list), .get("/library/{id}", .may(.readForm), show),
    .post("/library/{id}/take", .may(.editForm), take),
    ListExport.route("/library", .may(.readForm), title: "指标库", list),
  ]

  private static func list(_ call: Call) throws(Refusal) -> Response {
    let region = call.account.region
    let search = String((call.query["q"] ?? "").prefix(100))
    let level1 = String((call.query["level"] ?? "").prefix(50))
    let (page, size) = (call.number("page") ?? 1, call.number("size") ?? 50)
    let (found, levels) = try call.read { (t) throws(StoreError) in
      (
        try IndicatorUses.list(region: region, search: search, level1: level1, page: page, size: size, in: t),
        try IndicatorUses.levels(region: region, in: t)
      )
    }
    return call.page(
      libraryPage(
        LibraryPage(
          shell: call.shell(.indicatorLibrary, search: search),
          filters: [
            .choice(
              name: "level", label: "一级指标",
              choices: [Choice("", "各级指标")]
                + levels.map { Choice($0.name, "\($0.name.isEmpty ? "没有写" : $0.name)（\($0.indicators)）") },
              chosen: level1),
            .search(name: "q", label: "指标名称", value: search),
          ], isFiltered: !search.isEmpty || !level1.isEmpty, rows: found.items.map { LibraryPage.Row($0) },
          pager: Pager(
            counter: "个", total: found.total, page: found.number, size: found.size,
            href: { page, size in call.href("/library", [("page", String(page)), ("size", String(size))]) }),
          exportHref: call.exportHref("/library"))))
  }

  private static func peer(_ call: Call) throws(Refusal) -> IndicatorPeer {
    let (region, id) = (call.account.region, call.parameters["id"])
    let found = try call.read { (t) throws(StoreError) in try IndicatorUses.find(region: region, id: id, in: t) }
    guard let found else { throw .notFound }
    return found
  }

  private static func show(_ call: Call) throws(Refusal) -> Response {
    let peer = try peer(call)
    let account = call.account
    let mayTake = Access.may(.editForm).admits(account.role)
    let (uses, forms) = try call.read { (t) throws(StoreError) in
      // Everybody sees what the goals of his own branch aim at; of others he sees the median.
      (
        account.role.seesLists
          ? try IndicatorUses.uses(of: peer.id, region: account.region, within: account.scope, in: t) : [],
        mayTake ? try openForms(call, in: t) : []
      )
    }
    return call.page(
      libraryItemPage(
        LibraryItemPage(
          shell: call.shell(.indicatorLibrary), row: LibraryPage.Row(peer),
          uses: uses.map {
            .init(year: $0.year, unit: $0.unitName, target: $0.target, href: "/forms/\($0.form)")
          }, forms: forms, mayTake: mayTake, chosen: call.query["form"] ?? "")))
  }

  /// Goal forms of the person's branch that are being filled in.
  private static func openForms(_ call: Call, in t: ReadTransaction) throws(StoreError) -> [Choice] {
    var choices: [Choice] = []
    for year in [call.year, call.year + 1] {
      var filter = FormFilter(region: call.account.region, year: year, scope: call.account.scope)
      filter.kinds = [.projectGoal, .departmentGoal]
      filter.states = [.draft, .returned]
      filter.pageSize = 100
      choices += try Forms.list(filter, in: t).page.items.map { Choice($0.id, "\($0.year) 年 \($0.displayName)") }
    }
    return choices
  }

  // MARK: into a form

  private static func take(_ call: Call) throws(Refusal) -> Response {
    let peer = try peer(call)
    let (id, account, services) = (call.request.fields["form"] ?? "", call.account, call.services)
    let found = try call.read { (t) throws(StoreError) in try Forms.row(id: id, in: t) }
    guard let found, found.region == account.region else {
      throw .notTaken(why: "没有选要加进去的表。", whoCanHelp: "请选一张正在填的目标表，再加。")
    }
    try call.demand(.editForm, found.subject)
    let moment = call.now
    let place = try call.write { (t) throws(StoreError) -> String in
      let desk = try EditDesk(found, account: account.id, based: nil, services, in: t)
      var content = desk.content
      let index = content.goals.firstIndex { $0.term != .longTerm } ?? content.goals.indices.first
      let list = index.map { FormPath.goal(content.goals[$0].id).field("indicators") }
      guard let index, let list, desk.editable.allowsRows(of: list) else {
        throw .refusedStep(
          StageRefusal(
            cause: .moment, why: "这张表现在不能加指标。",
            whoCanHelp: list.flatMap { desk.editable.why(at: $0) } ?? "请另选一张正在填的表。"))
      }
      var row = Indicator(id: RowNames.make(moment, services.database.surroundings.random))
      row.level1 = peer.level1.isEmpty ? nil : peer.level1
      row.level2 = peer.level2.isEmpty ? nil : peer.level2
      row.name = peer.name
      content.goals[index].indicators.append(row)
      // What the editor has laid it out by stays: a form of more rows might fit another template better.
      content.template = content.template ?? desk.plan.template.id
      try Drafts.put(content, form: found.id, account: account.id, basedOn: desk.basedOn, in: t)
      let part = desk.plan.parts.first { part in part.grids.contains { $0.list == list } }?.id ?? "1"
      return "/forms/\(found.id)/edit/\(part)#\(FormPath("\(list)[\(row.id)]").anchor)"
    }
    return .seeOther(place)
  }
}

extension LibraryPage.Row {
  init(_ peer: IndicatorPeer) {
    self.init(
      href: "/library/\(peer.id)", name: peer.name, level1: peer.level1, level2: peer.level2, measure: peer.measure,
      uses: peer.uses, lastYear: peer.lastYear, median: peer.median, low: peer.low, high: peer.high)
  }
}

extension IndicatorPeer {
  /// 同类中位 93%（12 个）; nil where no target under the name is a figure, or only one goal has it.
  var words: String? {
    guard uses > 1, let median else { return nil }
    return "同类中位 \(Words.figure(median))\(measure)（\(uses) 个）"
  }
}
