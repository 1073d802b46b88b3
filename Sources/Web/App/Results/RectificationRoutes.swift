import Lifecycle
import Model
import Store
import Work

/// The ledger of repairs: list, one item, a new item.
enum RectificationRoutes {
  static let all: [AppRoute] = [
    .get("/rectifications", .may(.readForm), list),
    ListExport.route("/rectifications", .may(.readForm), title: "整改台账", list),
    .get("/rectifications/new", .may(.reviewInPerformanceOffice), showNew),
    .post("/rectifications", .may(.reviewInPerformanceOffice), issue),
    .get("/rectifications/{id}", .may(.readForm), show),
  ]

  /// What the step form brings into the item: the unit's report, the verifier's finding.
  static func content(_ row: StageRow, _ event: String, _ fields: Fields) throws(Refusal) -> JSON? {
    var item = Rectification(row.content)
    if let reply = fields["reply"] { item.reply = String(reply.prefix(4_000)) }
    if let result = fields["result"] { item.result = String(result.prefix(2_000)) }
    return item.json
  }

  // MARK: the list

  /// Tabs of the list: a name in the address, words, states.
  private static let tabs: [(name: String, words: String, states: [RectificationItem.State])] = [
    ("open", "未销号", [.issued, .inProgress, .reported]), ("overdue", "已逾期", [.issued, .inProgress, .reported]),
    ("verify", "待核实", [.reported]), ("closed", "已销号", [.verified, .closed]), ("failed", "未整改", [.closedNotRectified]),
  ]

  private static func list(_ call: Call) throws(Refusal) -> Response {
    let year = call.year
    let tab = tabs.first { $0.name == call.query["show"] } ?? tabs[0]
    var filter = StageFilter(
      region: call.account.region, year: year, flow: RectificationItem.name, scope: call.account.scope)
    filter.states = tab.states.map(\.name)
    filter.overdueOn = tab.name == "overdue" ? call.today : nil
    filter.search = String((call.query["q"] ?? "").prefix(100))
    filter.page = call.number("page") ?? 1
    filter.pageSize = call.number("size") ?? 20
    let chosen = filter
    let (found, counts) = try call.read { (t) throws(StoreError) in
      (
        try Stages.list(chosen, in: t),
        try StageCounts.of(region: call.account.region, year: year, call.account.scope, in: t)
      )
    }
    let mayIssue = Access.may(.reviewInPerformanceOffice).admits(call.account.role)
    return call.page(
      rectificationsPage(
        RectificationsPage(
          shell: call.shell(.rectifications), tabs: tabs(tab.name, counts),
          filters: [.search(name: "q", label: "部门、项目", value: filter.search)],
          kept: [("show", tab.name)], isFiltered: !filter.search.isEmpty || tab.name != "open",
          rows: found.items.map { row($0, call) },
          pager: Pager(
            counter: "件", total: found.total, page: found.number, size: found.size,
            href: { page, size in
              "/rectifications?show=\(tab.name)&page=\(page)&size=\(size)"
                + (chosen.search.isEmpty ? "" : "&" + search(chosen.search))
            }),
          newHref: mayIssue ? "/rectifications/new" : nil,
          done: call.query["done"] == "issued" ? "已下达，单位签收后开始整改。" : nil,
          exportHref: call.exportHref("/rectifications"))))
  }

  private static func search(_ words: String) -> String {
    var fields = Fields()
    fields.append("q", words)
    return fields.encoded
  }

  private static func tabs(_ current: String, _ counts: [StageCounts.Count]) -> [Tab] {
    tabs.map { tab in
      let names = Set(tab.states.map(\.name))
      let count = counts.reduce(0) {
        $1.flow == RectificationItem.name && names.contains($1.state) ? $0 + $1.stages : $0
      }
      return Tab(
        tab.words, "/rectifications?show=\(tab.name)", count: tab.name == "overdue" ? nil : count,
        isCurrent: tab.name == current)
    }
  }

  private static func row(_ stage: StageRow, _ call: Call) -> RectificationsPage.Row {
    let item = Rectification(stage.content)
    let state = stage.flow(RectificationItem.self)?.state
    let isOpen = [.issued, .inProgress, .reported].contains(state)
    return RectificationsPage.Row(
      href: "/rectifications/\(stage.id)", unit: stage.unitName,
      title: stage.title == stage.unitName ? "部门整体" : stage.title,
      problem: item.problem, origin: "\(item.source.officialName) · \(item.problemClass)", measure: item.measure,
      reply: item.reply, due: stage.dueOn.map { Moments.words($0, now: call.now) } ?? "没有定",
      left: isOpen ? stage.dueOn.map { Moments.distance($0, now: call.now) } ?? "" : "",
      isOverdue: isOpen && stage.isOverdue(on: call.today), amount: item.amount,
      state: state?.officialName ?? stage.state, tone: tone(state))
  }

  private static func tone(_ state: RectificationItem.State?) -> Tone {
    switch state {
    case .verified, .closed: .good
    case .closedNotRectified: .bad
    case .reported: .warning
    case .issued, .inProgress, nil: .accent
    }
  }

  // MARK: one item

  private static func show(_ call: Call) throws(Refusal) -> Response {
    let stage = try call.stageRow(call.parameters["id"])
    guard stage.flow == RectificationItem.name else { throw .notFound }
    let (view, links) = try call.read { (t) throws(StoreError) in
      (
        try StageView(stage, call.desk(stage.year, in: t), in: t),
        try stage.project.map { (project) throws(StoreError) in
          try Stages.ofProject(region: stage.region, project, year: stage.year, flow: BudgetLink.name, in: t)
        } ?? []
      )
    }
    let item = Rectification(stage.content)
    var pairs = [
      ("部门、单位", stage.unitName), ("项目", stage.project == nil ? "部门整体" : stage.title), ("来源", item.source.officialName),
      ("问题类别", item.problemClass), ("问题", item.problem), ("整改要求", item.measure),
    ]
    if !item.cause.isEmpty { pairs.insert(("原因", item.cause), at: 5) }
    if let amount = item.amount {
      pairs.append(("挂钩金额", "\(Words.figure(amount.figure(in: .wanYuan), places: 2)) 万元"))
    }
    let bar = view.offers.contains { $0.event != "edit" } ? view.bar(call, fields: fields(view, item)) : nil
    return call.page(
      rectificationPage(
        RectificationPage(
          shell: call.shell(.rectifications, year: stage.year), title: stage.title, facts: [view.lead(call)],
          route: view.route(call), pairs: pairs, reply: item.reply, result: item.result, bar: bar,
          links: links.map { Link("对下年预算的处理：\(Steps.name(ofState: $0.state, flow: $0.flow))", StageRoutes.href($0)) },
          history: view.moments(call), files: AttachmentList(view, call))))
  }

  /// The unit writes its report, the office what it found; nobody else gets a field.
  private static func fields(_ view: StageView, _ item: Rectification) -> HTML {
    let events = Set(view.offers.filter { $0.refusal == nil }.map(\.event))
    if events.contains("report") {
      var reply = Field("reply", "整改情况")
      reply.value = item.reply
      reply.help = "做了什么、结果怎样；证明材料在“附件”里添。"
      reply.demand = "报送时必填"
      return textField(reply)
    }
    if events.contains("verify") {
      var result = Field("result", "核实结果")
      result.value = item.result
      result.demand = "可空"
      return textField(result)
    }
    return .empty
  }

  // MARK: a new one

  private static func showNew(_ call: Call) throws(Refusal) -> Response {
    var fields = Fields()
    if let id = call.query["project"] {
      let project = try call.read { (t) throws(StoreError) in
        try Projects.find(region: call.account.region, id: id, in: t)
      }
      if let project {
        fields.append("project", project.code)
        fields.append("unit", project.unitName)
      }
    }
    return call.page(rectificationFormPage(try formPage(call, fields, [])))
  }

  private static func issue(_ call: Call) throws(Refusal) -> Response {
    let fields = call.request.fields
    func text(_ name: String) -> String { UnitPicker.trimmed(fields[name] ?? "") }
    var problems: [Problem] = []
    for (name, words) in [("problem", "问题没有写。"), ("measure", "整改要求没有写。"), ("class", "问题类别没有写。")]
    where text(name).isEmpty { problems.append(Problem(name, words + "请补上。")) }
    let amount = amount(text("amount"), &problems)
    let day = text("due")
    if !day.isEmpty, Moments.days(until: day, now: call.now) == nil {
      problems.append(Problem("due", "“\(day)”不是日期。请写成 2026-08-31 这样，或者留空用统一的期限。"))
    }
    let (project, unit) = try place(call, project: text("project"), unit: text("unit"), &problems)
    guard problems.isEmpty, let unit else {
      return call.page(rectificationFormPage(try formPage(call, fields, problems)), .badRequest)
    }
    let item = Rectification(
      source: Rectification.Source(rawValue: text("source")) ?? .evaluation, problemClass: text("class"),
      problem: text("problem"), cause: text("cause"), measure: text("measure"), amount: amount)
    try call.write { (t) throws(StoreError) in
      _ = try Rectifications.issue(
        item, unit: unit, project: project, dueOn: day.isEmpty ? nil : day, call.desk(call.year, in: t), in: t)
    }
    return .seeOther("/rectifications?done=issued")
  }

  private static func amount(_ text: String, _ problems: inout [Problem]) -> Money? {
    guard !text.isEmpty else { return nil }
    guard let figure = ExactDecimal(text), let money = Money(figure, .wanYuan), !figure.isNegative else {
      problems.append(Problem("amount", "“\(text)”不是金额。请写万元数，例如 40.00，没有就留空。"))
      return nil
    }
    return money
  }

  /// The project by its code, otherwise the unit by its name or code.
  private static func place(
    _ call: Call, project code: String, unit name: String, _ problems: inout [Problem]
  ) throws(Refusal) -> (Project?, String?) {
    let region = call.account.region
    let (project, units) = try call.read { (t) throws(StoreError) in
      (
        code.isEmpty ? nil : try Projects.find(region: region, code: code, in: t),
        try Units.branch(region: region, call.account.scope, in: t)
      )
    }
    if !code.isEmpty {
      if project == nil { problems.append(Problem("project", "项目库里没有编码 \(code)。请核对编码，或者留空只写单位。")) }
      return (project, project?.unit)
    }
    guard let unit = units.first(where: { $0.name == name || $0.code == name }) else {
      problems.append(Problem("unit", name.isEmpty ? "单位没有写。请写单位，或者写项目编码。" : "没有叫“\(name)”的单位。请从列出的里面选。"))
      return (nil, nil)
    }
    return (nil, unit.id)
  }

  private static func formPage(
    _ call: Call, _ fields: Fields, _ problems: [Problem]
  ) throws(Refusal) -> RectificationFormPage {
    func made(_ id: String, _ label: String, help: String? = nil, demand: String? = nil) -> Field {
      var field = Field(id, label)
      field.value = fields[id] ?? ""
      field.help = help
      field.demand = demand
      return field
    }
    var amount = made("amount", "挂钩金额", help: "要收回或压减的钱，没有就留空。", demand: "可空")
    amount.isFigure = true
    amount.unit = "万元"
    let units = try call.read { (t) throws(StoreError) in
      try Units.branch(region: call.account.region, call.account.scope, limit: 800, in: t)
    }
    let form = RecordForm(
      action: "/rectifications",
      items: [
        .field(made("project", "项目编码", help: "针对单位整体的，留空。", demand: "可空")),
        .field(unitField("unit", "单位", value: fields["unit"] ?? "", help: "写了项目编码的，按项目的单位。")),
        .choice(
          ChoiceField(
            id: "source", label: "来源",
            choices: Rectification.Source.allCases.map { Choice($0.rawValue, $0.officialName) },
            chosen: fields["source"] ?? "")),
        .field(made("class", "问题类别", help: "例如：数据不实、测算依据不足、执行偏慢。", demand: "必填")),
        .text(made("problem", "问题", demand: "必填")), .text(made("cause", "原因", demand: "可空")),
        .text(made("measure", "整改要求", help: "要单位做什么、做到什么程度。", demand: "必填")),
        .field(made("due", "期限", help: "写成 2026-08-31；留空按统一的期限。", demand: "可空")), .field(amount),
      ], button: "下达整改", cancel: "/rectifications", note: "下达后单位收到消息，先签收，再报送整改结果。")
    return RectificationFormPage(
      shell: call.shell(.rectifications), form: form, units: units.map(\.name), problems: problems)
  }
}
