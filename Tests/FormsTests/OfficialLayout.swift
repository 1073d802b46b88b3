import Documents
import Model

/// Prints forms as offices do: one ruled table of eight columns with merged cells, all parts of the form in it.
struct OfficialLayout {
  private static let width = 8
  private var rows: [[String]] = []

  /// - Returns: title, unit and table of each form, one after the other.
  static func document(_ forms: [FormContent]) -> Document {
    var blocks: [Document.Block] = []
    for form in forms {
      var layout = OfficialLayout()
      if form.kind.isAboutDepartment { layout.department(form) } else { layout.project(form) }
      blocks.append(.paragraph(.init(form.title ?? form.kind.officialName, at: .init())))
      blocks.append(.paragraph(.init("单位：\(form.moneyUnit.rawValue)", at: .init())))
      blocks.append(.table(TablePicture(rows: layout.rows).exact()))
    }
    return Document(blocks: blocks, format: "表")
  }

  /// Cells from the left; the last one reaches to the end. `<` and `^` mean what they mean in a `TablePicture`.
  private mutating func add(_ cells: [String]) {
    rows.append(cells + Array(repeating: "<", count: max(0, Self.width - cells.count)))
  }

  private func text(_ number: ExactDecimal?) -> String { number?.description ?? "" }

  // MARK: Projects

  private mutating func project(_ form: FormContent) {
    add(["项目名称", form.name ?? "", "<", "<", "项目编码", form.code ?? ""])
    add(["项目主管部门", form.department ?? "", "<", "<", "项目执行单位", form.unitName ?? ""])
    if form.schedule.isEmpty { money(form) } else { plan(form) }
    if !form.costs.isEmpty {
      add(["项目支出明细测算"])
      add(["项目活动", "活动内容表述", "<", "支出经济分类", "金额", "测算依据及说明", "<", "备注"])
      for line in form.costs {
        add([
          line.activity ?? "", line.content ?? "", "<", line.category ?? "", text(line.amount), line.basis ?? "", "<",
          "",
        ])
      }
    }
    if !form.procurement.isEmpty {
      add(["项目采购"])
      add(["品名", "<", "<", "数量", "金额"])
      for line in form.procurement {
        add([line.item ?? "", "<", "<", line.quantity.map { "\($0)" } ?? "", text(line.amount)])
      }
    }
    goals(form)
  }

  private mutating func money(_ form: FormContent) {
    if let total = form.amounts.total { add(["项目总预算", text(total), "<", "<", "项目当年预算", text(form.amounts.current)]) }
    let prior = form.amounts.prior.compactMap { line in line.year.map { "\($0)年预算金额\(text(line.amount))万元" } }
    if !prior.isEmpty { add(["项目前两年预算及当年预算变动情况", prior.joined(separator: "，")]) }
    guard !form.funding.isEmpty else { return }
    add(["项目资金来源", "来源项目", "<", "<", "金额"])
    for line in form.funding { add(["^", line.source ?? "", "<", "<", text(line.amount)]) }
  }

  /// The money of a form that plans its payments.
  private mutating func plan(_ form: FormContent) {
    var cells = ["预算规模及资金用途", "预算数", text(form.amounts.current)]
    for line in form.funding.prefix(2) { cells += [line.source ?? "", text(line.amount)] }
    add(cells)
    add(["^", "用于项目支出"])
    add(["资金支出计划（%）"] + form.schedule.map { $0.by ?? "" })
    add(["^"] + form.schedule.map { text($0.percent) + "%" })
  }

  private mutating func goals(_ form: FormContent) {
    let isSeveral = form.goals.count > 1
    if isSeveral {
      add(["项目绩效总目标"])
      add(["名称", "目标说明"])
    }
    for goal in form.goals { add([goal.name ?? "绩效目标", goal.text ?? ""]) }
    for goal in form.goals where !goal.indicators.isEmpty {
      if isSeveral { add([goal.term == .longTerm ? "长期绩效目标表" : "年度绩效目标表"]) }
      let name = isSeveral ? goal.name ?? "" : "^"
      indicators(goal, label: isSeveral ? "目标名称" : "年度绩效指标", first: name, years: ["前年", "上年"], latest: "预计当年实现")
    }
  }

  // MARK: Departments

  private mutating func department(_ form: FormContent) {
    add(["部门（单位）名称", form.name ?? ""])
    if !form.income.isEmpty {
      add(["部门总体资金情况（万元）", "总体资金情况", "<", "当年金额", "占比", "近两年收支金额", "<", "<"])
      add(["^", "^", "<", "^", "^", "2022年", "2023年", "<"])
      for (label, lines) in [("收入构成", form.income), ("支出构成", form.spending)] {
        for (index, line) in lines.enumerated() {
          let history = (line.history ?? []) + [nil, nil]
          add([
            "^", index == 0 ? label : "^", line.item ?? "", text(line.amount), line.share.map { "\($0)%" } ?? "",
            text(history[0]), text(history[1]), "<",
          ])
        }
      }
    }
    add(["部门职能概述", "负责辖区公共服务、公共管理和公共安全。"])
    if !form.projects.isEmpty {
      add(["项目支出情况", "项目名称", "支出项目类别", "<", "项目总预算", "项目本年度预算", "项目主要支出方向和用途", "<"])
      for line in form.projects {
        add([
          "^", line.name ?? "", line.category ?? "", "<", text(line.total), text(line.current), line.purpose ?? "", "<",
        ])
      }
    }
    for goal in form.goals {
      add(["\(goal.name ?? "")：\(goal.text ?? "")"])
      let label = goal.term == .longTerm ? "长期绩效指标" : "年度绩效指标"
      indicators(goal, label: label, first: "^", years: ["2022年", "2023年"], latest: "预期当年实现值")
    }
  }

  // MARK: Indicators

  private mutating func indicators(
    _ goal: Goal, label: String, first: String, years: [String], latest: String
  ) {
    let hasHistory = goal.indicators.contains { $0.history != nil }
    if hasHistory {
      add([label, "一级指标", "二级指标", "三级指标", "近两年指标值", "<", latest, "指标值确定依据"])
      add(["^", "^", "^", "^"] + years + ["^", "^"])
    } else {
      add([label, "一级指标", "二级指标", "三级指标", "指标值", "指标值确定依据", "<", "<"])
    }
    var last: Indicator?
    for indicator in goal.indicators {
      let isSame1 = last.map { $0.level1 == indicator.level1 } ?? false
      let isSame2 = isSame1 && last?.level2 == indicator.level2
      var cells = [
        last == nil ? first : "^", isSame1 ? "^" : indicator.level1 ?? "", isSame2 ? "^" : indicator.level2 ?? "",
        indicator.name ?? "",
      ]
      if hasHistory {
        let history = (indicator.history ?? []) + ["", ""]
        cells += [history[0], history[1]]
      }
      cells += [indicator.target ?? "", indicator.basis ?? ""]
      add(cells)
      last = indicator
    }
  }
}
