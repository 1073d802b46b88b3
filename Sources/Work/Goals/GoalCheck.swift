public import Lifecycle
public import Model
public import Store

/// What stands between a goal form and handing it in.
public struct GoalCheck: Hashable, Sendable {
  /// Findings of severity error; nothing is handed in with one.
  public let errors: [Finding]
  /// Warnings that still want a reason.
  public let unexplained: [Finding]
  /// Returned cells that were neither changed nor answered, and where they stand in words.
  public let unanswered: [ReturnedCell]
  let unansweredPlaces: [String]
  /// Cells that were changed although they were not sent back.
  public let strayed: [FormDifference.Entry]
  /// How much more is asked for than the control figure allows; nil when it is kept.
  public let overControl: Money?

  public var isReady: Bool {
    errors.isEmpty && unexplained.isEmpty && unanswered.isEmpty && strayed.isEmpty && overControl == nil
  }

  /// - Parameters:
  ///   - waivers: what reviewers let stand in the form; such a finding asks for nothing any more.
  ///   - returned: the step that sent the form back, with the content it was about; nil when none did.
  init(
    _ form: StoredForm, _ notes: GoalNotes, waivers: [Waiver] = [],
    returned: (cells: [ReturnedCell], content: FormContent)?
  ) {
    let findings =
      waivers.isEmpty ? form.findings : form.findings.filter { finding in !waivers.contains { $0.covers(finding) } }
    errors = findings.filter { $0.severity == .error }
    unexplained = findings.filter { finding in
      finding.severity == .warning && (notes.reasons[finding.answerKey] ?? "").allSatisfy(\.isWhitespace)
    }
    if let returned, !returned.cells.isEmpty {
      let changed = FormDifference(from: returned.content, to: form.content).changed
      let open = EditableCells.opened(by: returned.cells.map(\.path), returned.content)
      let places = Set(
        returned.content.cells.filter { cell in returned.cells.contains { $0.path.covers(cell.path) } }.map(\.place))
      unanswered = returned.cells.filter { cell in
        let isChanged = changed.contains { cell.path.covers($0.path) || places.contains($0.place) }
        return !isChanged && (notes.answers[cell.path.text] ?? "").allSatisfy(\.isWhitespace)
      }
      unansweredPlaces = unanswered.map { returned.content.place(of: $0.path) }
      // A form that was read again from a file has other rows: what stands at the same place is the same cell.
      strayed = changed.filter { !open.allows($0.path) && !places.contains($0.place) && !Self.isHead($0) }
    } else {
      unanswered = []
      unansweredPlaces = []
      strayed = []
    }
    let asked = form.content.amounts.current.flatMap { form.content.money($0) }
    overControl = notes.control.flatMap { control in
      asked.flatMap { $0 > control ? $0 - control : nil }
    }
  }

  /// Title, template and the like come from the file and not from the author.
  private static func isHead(_ entry: FormDifference.Entry) -> Bool { entry.path == .field("title") }

  /// The first thing that no reason heals: an error, too much money, a change beside what came back.
  public var fault: StageRefusal? {
    if let words = Self.list(errors.map { "\($0.place)：\($0.title)" }) {
      return Self.refused("这张表还有 \(errors.count) 处错误：\(words)。", "请先改好这些格，再报送。")
    }
    if let over = overControl {
      return Self.refused(
        "当年预算比控制数多 \(over.figure(in: .wanYuan)) 万元。", "请压到控制数以内再报送；控制数有疑问请与财政局预算科联系。")
    }
    if let words = Self.list(strayed.map(\.place)) {
      return Self.refused("只开放退回的格和它们的合计，另有 \(strayed.count) 格也改了：\(words)。", "请把这些格改回去；确需修改，请审核人一并退回。")
    }
    return nil
  }

  /// The first thing that forbids handing in, in words; nil when nothing does.
  var refusal: StageRefusal? {
    if let fault { return fault }
    if let words = Self.list(unansweredPlaces) {
      return Self.refused("退回的格里还有 \(unanswered.count) 格没有改，也没有写保留的理由：\(words)。", "请逐格修改，或者在办理时写明为什么保留。")
    }
    if let words = Self.list(unexplained.map { "\($0.place)：\($0.title)" }) {
      return Self.refused("还有 \(unexplained.count) 处提醒没有写理由：\(words)。", "请改掉，或者在办理时逐条写明理由。")
    }
    return nil
  }

  private static func refused(_ why: String, _ help: String) -> StageRefusal {
    StageRefusal(cause: .content, why: why, whoCanHelp: help)
  }

  /// The first three in a row; nil when there are none.
  private static func list(_ words: [String]) -> String? {
    guard !words.isEmpty else { return nil }
    return words.prefix(3).joined(separator: "；") + (words.count > 3 ? " 等" : "")
  }
}

extension FormContent {
  /// Section, row and field of a cell in words; of a cell that is empty, those of its row.
  public func place(of path: FormPath) -> String {
    let cells = cells
    if let found = cells.first(where: { $0.path == path }) { return found.place }
    guard let close = path.text.lastIndex(of: "]"),
      let near = cells.first(where: { $0.path.text.hasPrefix(path.text[...close] + ".") })
    else { return path.text }
    return [near.section, near.row].filter { !$0.isEmpty }.joined(separator: " · ")
  }
}

extension FormCell {
  /// Where a cell stands whatever the identifiers of its row.
  var place: String { [section, row, field].filter { !$0.isEmpty }.joined(separator: " · ") }
}

extension FormDifference.Entry {
  var place: String { [section, row, field].filter { !$0.isEmpty }.joined(separator: " · ") }
}
