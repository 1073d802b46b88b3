import Model
import Store

/// Checks every cell of an imported workbook against the rules and against what is stored. Stores nothing.
struct PeopleCheck {
  let picker: UnitPicker
  let tree: UnitTree
  /// Log-in names that are taken, ended accounts included.
  let logins: Set<String>
  let today: Day

  func plan(_ sheets: PeopleSheets) -> PeoplePlan {
    var plan = PeoplePlan()
    let lines = LineUnits(sheets.units)
    for (index, line) in sheets.units.enumerated() { check(line, index, sheets.units, lines, &plan) }
    order(sheets.units, &plan)
    var seen: [String: Int] = [:]
    for line in sheets.people { check(line, lines, &seen, &plan) }
    return plan
  }

  // MARK: units

  /// The units of the file by the words a person knows them by.
  private struct LineUnits {
    var byName: [String: [Int]] = [:]
    var byCode: [String: [Int]] = [:]
    init(_ lines: [PeopleSheets.Line]) {
      for (index, line) in lines.enumerated() {
        if !line["单位名称"].isEmpty { byName[line["单位名称"], default: []].append(index) }
        if !line["预算单位编码"].isEmpty { byCode[line["预算单位编码"], default: []].append(index) }
      }
    }
  }

  private func check(
    _ line: PeopleSheets.Line, _ index: Int, _ all: [PeopleSheets.Line], _ lines: LineUnits, _ plan: inout PeoplePlan
  ) {
    let name = line["单位名称"]
    let code = line["预算单位编码"]
    if name.isEmpty { note("单位名称", "没有写单位名称。", line, &plan) }
    if name.count > 100 { note("单位名称", "单位名称太长，最多 100 个字。", line, &plan) }
    if !code.isEmpty {
      if case .unit(let unit) = picker.meaning(code), let node = tree[unit], node.state.code == code {
        note("预算单位编码", "编码 \(code) 已是\(node.state.name)的。请核对，已有的单位不用再导。", line, &plan)
      } else if let first = lines.byCode[code]?.first, first != index {
        note("预算单位编码", "和第 \(all[first].row) 行的编码重复。请核对。", line, &plan)
      }
    }
    let parent = place(line, "上级单位", lines, own: index, &plan)
    if case .present(let unit)? = parent {
      let siblings = tree.branch(unit).filter { $0.state.parent == unit }
      if siblings.contains(where: { $0.state.name == name }) {
        note("单位名称", "这个上级下面已有“\(name)”。已有的单位不用再导，请删去这一行。", line, &plan)
      }
    }
    if let first = lines.byName[name]?.first(where: { all[$0]["上级单位"] == line["上级单位"] }), first < index {
      note("单位名称", "和第 \(all[first].row) 行重复：同一个上级，同一个名称。请删去一行。", line, &plan)
    }
    let day = Day(Self.isoDay(line["设立日期"]))
    if !line["设立日期"].isEmpty {
      if let day {
        if day > today { note("设立日期", "还没有到这一天。只导已经设立的单位。", line, &plan) }
        if line["依据"].isEmpty { note("依据", "写了设立日期就要写依据：批文名称或文号。", line, &plan) }
      } else {
        note("设立日期", "日期看不懂。请按 2026-01-01 写；一直就有的单位可以空着。", line, &plan)
      }
    }
    plan.units.append(
      .init(
        name: name, code: code.isEmpty ? nil : code, parent: parent ?? .line(index), from: day, basis: line["依据"]))
  }

  /// `2026/1/5`, `2026.1.5` and `2026年1月5日` as the calendar writes it.
  static func isoDay(_ text: String) -> String {
    let parts = text.split { !$0.isASCII || !$0.isNumber }.map(String.init)
    guard parts.count == 3, parts[0].count == 4, parts.allSatisfy({ $0.count <= 4 }) else { return text }
    return parts[0] + parts[1...].map { "-" + ($0.count < 2 ? "0" : "") + $0 }.joined()
  }

  /// Parents before children; a circle among the rows of the file is told at each of its rows.
  private func order(_ lines: [PeopleSheets.Line], _ plan: inout PeoplePlan) {
    var done: Set<Int> = []
    var waiting = Array(plan.units.indices)
    while !waiting.isEmpty {
      let ready = waiting.filter { index in
        if case .line(let parent) = plan.units[index].parent { return done.contains(parent) }
        return true
      }
      if ready.isEmpty { break }
      plan.order += ready
      done.formUnion(ready)
      waiting.removeAll { done.contains($0) }
    }
    let told = Set(plan.problems.map { "\($0.sheet)\u{0}\($0.row)" })
    for index in waiting where !told.contains("\(lines[index].sheet)\u{0}\(lines[index].row)") {
      note("上级单位", "上级绕成了一圈，或上级那一行有错。请核对这几行的上级单位。", lines[index], &plan)
    }
  }

  // MARK: people

  private func check(
    _ line: PeopleSheets.Line, _ lines: LineUnits, _ seen: inout [String: Int], _ plan: inout PeoplePlan
  ) {
    let login = line["账号"].lowercased()
    if let words = PersonRules.login(login) {
      note("账号", words, line, &plan)
    } else if logins.contains(login) {
      note("账号", "账号 \(login) 已经有人用了（注销的也算）。已有的人不用再导；同名的人请换一个。", line, &plan)
    } else if let first = seen[login] {
      note("账号", "和第 \(first) 行的账号重复。请改成不同的账号。", line, &plan)
    } else {
      seen[login] = line.row
    }
    if let words = PersonRules.name(line["姓名"]) { note("姓名", words, line, &plan) }
    if let words = PersonRules.phone(line["办公电话"]) { note("办公电话", words, line, &plan) }
    let unit = place(line, "单位", lines, own: nil, &plan)
    let phone = line["办公电话"]
    guard let unit else { return }
    plan.people.append(.init(login: login, name: line["姓名"], unit: unit, phone: phone.isEmpty ? nil : phone))
  }

  /// The unit that a cell means: one that is there, or one of the file. What it cannot mean is noted.
  private func place(
    _ line: PeopleSheets.Line, _ title: String, _ lines: LineUnits, own: Int?, _ plan: inout PeoplePlan
  ) -> PeoplePlan.Place? {
    let text = line[title]
    switch picker.meaning(text) {
    case .unit(let unit): return .present(unit)
    case .nothing:
      note(title, "没有写\(title)。请写名称或预算单位编码。", line, &plan)
      return nil
    case .several:
      note(title, "有几个单位都叫“\(text)”。请写预算单位编码。", line, &plan)
      return nil
    case .unknown: break
    }
    let found = lines.byCode[text] ?? lines.byName[text] ?? []
    guard found.count <= 1 else {
      note(title, "文件里有几个单位都叫“\(text)”。请写预算单位编码。", line, &plan)
      return nil
    }
    guard let index = found.first, index != own else {
      note(
        title, own == nil || found.isEmpty ? "没有叫“\(text)”的单位。请核对名称或编码，或先在“单位”表里加上。" : "上级不能是自己。", line, &plan)
      return nil
    }
    return .line(index)
  }

  private func note(_ title: String, _ words: String, _ line: PeopleSheets.Line, _ plan: inout PeoplePlan) {
    // A column that is missing altogether is told at the first one.
    plan.problems.append(
      CellProblem(
        sheet: line.sheet, row: line.row, column: line.columns[title] ?? 1, title: title, value: line[title],
        words: words))
  }
}
