internal import Documents
internal import Model

/// Goals and their indicators as the official form lists them: what each goal says, then a table for each term.
extension FormPrinter {
  mutating func goals() {
    guard !form.goals.isEmpty else { return }
    list()
    for term in [Goal.Term.longTerm, .annual] {
      let own = form.goals.indices.filter {
        (form.goals[$0].term ?? .annual) == term && !form.goals[$0].indicators.isEmpty
      }
      guard !own.isEmpty else { continue }
      table("\(term.officialName)表", indicators(own))
    }
  }

  private func name(_ index: Int) -> String {
    let goal = form.goals[index]
    if let name = goal.name, !name.isEmpty { return name }
    let term = goal.term ?? .annual
    let same = form.goals.indices.filter { (form.goals[$0].term ?? .annual) == term }
    return term.officialName + (same.count > 1 ? "\((same.firstIndex(of: index) ?? 0) + 1)" : "")
  }

  private mutating func list() {
    let goals = form.goals
    var columns: [(head: String, value: (Goal) -> String)] = [("目标说明", { $0.text ?? "" })]
    if goals.contains(where: { $0.resultText != nil }) { columns.append(("实际完成情况", { $0.resultText ?? "" })) }
    if goals.contains(where: { $0.weight != nil }) { columns.append(("分值", { $0.weight?.description ?? "" })) }
    if goals.contains(where: { $0.score != nil }) { columns.append(("得分", { $0.score?.description ?? "" })) }
    guard goals.contains(where: { $0.text != nil || $0.resultText != nil || $0.weight != nil }) else { return }
    var out = [[cell("名称", 0)] + columns.enumerated().map { cell($1.head, $0 + 1) }]
    for index in goals.indices {
      out.append([cell(name(index), 0)] + columns.enumerated().map { cell($1.value(goals[index]), $0 + 1) })
    }
    table("项目绩效总目标", out)
  }

  /// Names of goals and level heads are merged over the rows they cover, as on paper.
  private func indicators(_ goals: [Int]) -> [[Document.Cell]] {
    let all = goals.flatMap { form.goals[$0].indicators }
    let levels: Set<String> = ["level1", "level2", "level1_weight", "level2_weight", "history"]
    let fields = Indicator.fields.filter { field in
      !levels.contains(field.key) && (field.key == "name" || all.contains { field.printed(of: $0) != nil })
    }
    let years = all.map { $0.history?.count ?? 0 }.max() ?? 0
    let heads = [("一级指标", \Indicator.level1), ("二级指标", \Indicator.level2)].filter { head in
      all.contains { $0[keyPath: head.1] != nil }
    }
    let labels =
      ["目标名称"] + heads.map(\.0) + fields.prefix(1).map(\.label) + past(goals, years)
      + fields.dropFirst().map(\.label)
    var out = [labels.enumerated().map { cell($1, $0) }]
    for index in goals {
      let rows = form.goals[index].indicators
      for (place, indicator) in rows.enumerated() {
        var line: [Document.Cell] = []
        if place == 0 { line.append(cell(name(index), 0, rows: rows.count)) }
        for (column, head) in heads.enumerated() {
          let above = heads.prefix(column + 1).map(\.1)
          guard place == 0 || run(rows, from: place - 1, above) == 1 else { continue }
          let weight = head.1 == \.level1 ? indicator.level1Weight : indicator.level2Weight
          let text = levelHead(indicator[keyPath: head.1], weight)
          line.append(cell(text, column + 1, rows: run(rows, from: place, above)))
        }
        let past = indicator.history ?? []
        let values =
          fields.prefix(1).map { $0.printed(of: indicator) ?? "" }
          + (0..<years).map { past.indices.contains($0) ? past[$0] : "" }
          + fields.dropFirst().map { $0.printed(of: indicator) ?? "" }
        out.append(line + values.enumerated().map { cell($1, $0 + 1 + heads.count) })
      }
    }
    return out
  }

  private func levelHead(_ name: String?, _ weight: ExactDecimal?) -> String {
    (name ?? "") + (weight.map { "（\($0)分）" } ?? "")
  }

  /// How many rows from here on have the same heads.
  private func run(_ rows: [Indicator], from start: Int, _ heads: [KeyPath<Indicator, String?>]) -> Int {
    rows[start...].prefix { row in heads.allSatisfy { row[keyPath: $0] == rows[start][keyPath: $0] } }.count
  }

  /// Heads of the earlier years as the form printed them, the oldest first as their values are.
  private func past(_ goals: [Int], _ years: Int) -> [String] {
    let printed = goals.lazy.compactMap { form.goals[$0].historyHeads }.first { $0.count == years } ?? []
    let heads = printed.map { $0.split(separator: "·").last.map(String.init) ?? $0 }
    let numbers = heads.compactMap { $0.hasSuffix("年") ? Int($0.dropLast()) : nil }
    guard !numbers.isEmpty, numbers.count == years, Set(numbers).count == years else { return pastHeads(years) }
    return numbers.sorted().map { "\($0)年" }
  }
}
