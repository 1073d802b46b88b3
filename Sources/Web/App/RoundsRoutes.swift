import Lifecycle
import Model
import Store
import Work

/// The rounds of a goal form side by side.
enum RoundsRoutes {
  static let all: [AppRoute] = [.get("/forms/{id}/rounds", .may(.readForm), show)]

  private static func show(_ call: Call) throws(Refusal) -> Response {
    let form = try call.formRow(.readForm)
    let found = try call.read { (transaction) throws(StoreError) -> (StageRow, GoalRounds)? in
      guard let row = try Stages.ofForm(form.id, in: transaction), row.flow == GoalForm.name else { return nil }
      return (row, try GoalRounds(row, in: transaction))
    }
    // A form outside the rounds has revisions only.
    guard let (stage, rounds) = found else { return .seeOther("/forms/\(form.id)/revisions") }
    let rows = rows(rounds)
    let changed = rows.count(where: \.isChanged)
    return call.page(
      roundsPage(
        RoundsPage(
          shell: call.shell(.goals), formID: form.id, title: stage.title,
          facts: [
            span(.class("mono")) { form.code.isEmpty ? "没有编码" : form.code }, .text(stage.unitName),
            .text(rounds.secondUp == nil ? "二上还没有报" : "一上至二上共改 \(changed) 格"),
          ], route: route(call, rounds), firstDay: rounds.firstUp.map { day(call, $0.at) },
          controlDay: rounds.firstDown.map { day(call, $0.at) }, secondDay: rounds.secondUp.map { day(call, $0.at) },
          scope: RoundsPage.Scope(rawValue: call.query["show"] ?? "") ?? .changed, rows: rows)))
  }

  private static func day(_ call: Call, _ at: Instant) -> String {
    String(Moments.short(at, now: call.now).split(separator: " ").first ?? "")
  }

  private static func route(_ call: Call, _ rounds: GoalRounds) -> [Step] {
    func figure(_ content: FormContent) -> String {
      content.amounts.current.flatMap { content.money($0) }
        .map { "报 \(Words.figure($0.figure(in: .wanYuan), places: 2)) 万元" } ?? "没有列预算"
    }
    func wan(_ money: Money) -> String { Words.figure(money.figure(in: .wanYuan), places: 2) }
    let former = rounds.formerControls.isEmpty ? "" : "（原 \(rounds.formerControls.map(wan).joined(separator: "、"))）"
    let control = rounds.control.map { "控制数 \(wan($0)) 万元\(former)" }
    let parts: [(String, String?)] = [
      ("一上", rounds.firstUp.map { "\(figure($0.content))　\(day(call, $0.at))" }),
      ("一下", rounds.firstDown.map { "\(control ?? "已下达")　\(day(call, $0.at))" }),
      ("二上", rounds.secondUp.map { "\(figure($0.content))　\(day(call, $0.at))" }),
      ("二下", rounds.secondDown.map { "已批复　\(day(call, $0.at))" }),
    ]
    let current = parts.firstIndex { $0.1 == nil }
    return parts.enumerated().map { index, part in
      Step(part.0, part.1 ?? "未到", part.1 != nil ? .done : index == current ? .now : .todo)
    }
  }

  private static func rows(_ rounds: GoalRounds) -> [RoundsPage.Row] {
    guard let first = rounds.firstUp else { return [] }
    let second = rounds.secondUp?.content ?? first.content
    let control = rounds.control?.figure(in: second.moneyUnit)
    return FormDifference(from: first.content, to: second).entries.filter { !$0.isPersonal }.map { entry in
      let isBudget = entry.path == FormPath("amounts").field("current")
      let isMoney = ["amounts", "costs", "funding", "procurement", "income", "spending", "projects"].contains {
        entry.path.text.hasPrefix($0)
      }
      let isFigure = entry.new.flatMap { ExactDecimal($0) } != nil || entry.old.flatMap { ExactDecimal($0) } != nil
      return RoundsPage.Row(
        section: entry.section, name: [entry.row, entry.field].filter { !$0.isEmpty }.joined(separator: " · "),
        first: entry.old, second: entry.new, opinion: opinion(entry.path, rounds), control: isBudget ? control : nil,
        change: change(entry),
        overControl: isBudget && rounds.secondUp != nil
          ? second.amounts.current.flatMap { current in control.map { current - $0 } } : nil,
        reason: rounds.answers[entry.path.text], isMoney: isMoney,
        isIndicator: entry.path.text.contains(".indicators["), isFigure: isFigure)
    }
  }

  private static func opinion(_ path: FormPath, _ rounds: GoalRounds) -> String? {
    guard let cell = rounds.returned[path]?.first else { return nil }
    return "\(cell.reason)。\(cell.words)"
  }

  private static func change(_ entry: FormDifference.Entry) -> String? {
    switch entry.kind {
    case .added: "新增"
    case .removed: "删除"
    case .same: nil
    case .changed:
      entry.change.map { change in
        let unit = entry.changeUnit == "%" ? " 个百分点" : entry.changeUnit
        return Words.figure(change, signed: true) + unit
      }
    }
  }
}
