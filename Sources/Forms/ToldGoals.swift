import Documents
import Model
import Schemes

/// Reads the goals of a department that are told in sentences: overall goals under headings, then for each project its
/// use, its goal and its indicator.
struct ToldGoals {
  private enum Part { case before, overall, items }

  private let words: Vocabulary.NarrativeWords

  init(_ words: Vocabulary.NarrativeWords) { self.words = words }

  /// - Parameter units: units that the forms of the document name; the first is the department when the text has none.
  /// - Returns: nil when the document tells no goals.
  func read(_ document: Document, units: [String]) -> FormContent? {
    var form = FormContent(kind: .departmentGoal)
    var part = Part.before
    var last = ""
    for block in document.blocks {
      guard let text = Self.text(of: block) else { continue }
      if let next = self.part(text) {
        if part == .before { form.title = last.isEmpty ? nil : last }
        part = next
      } else if part != .before, isOtherPart(text) {
        break
      } else {
        switch part {
        case .before: last = text
        case .overall: overall(text, &form)
        case .items: item(text, &form)
        }
      }
    }
    guard form.goals.contains(where: { $0.text != nil }), !form.projects.isEmpty else { return nil }
    form.name = units.first.map { $0.hasSuffix("本级") ? String($0.dropLast(2)) : $0 }
    number(&form)
    return form
  }

  private static func text(of block: Document.Block) -> String? {
    let text: String
    switch block {
    case .heading(_, let paragraph), .paragraph(let paragraph): text = Wording.printed(paragraph.text)
    case .table: return nil
    }
    return text.unicodeScalars.count > 3 ? text : nil
  }

  private func part(_ text: String) -> Part? {
    let key = Wording.key(text)
    if words.overall.contains(key) { return .overall }
    return words.items.contains(key) ? .items : nil
  }

  /// `三、工作保障措施`, `第二部分`: a heading of the same rank ends the goals.
  private func isOtherPart(_ text: String) -> Bool {
    guard text.unicodeScalars.count <= 16, let first = text.unicodeScalars.first else { return false }
    let second = text.unicodeScalars.dropFirst().first
    return (Wording.chineseDigits.contains(first) && second == "、") || (first == "第" && text.contains("部分"))
  }

  private func ordinal(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first == "（" || first == "(" else { return false }
    return text.unicodeScalars.dropFirst().first.map(Wording.chineseDigits.contains) == true
  }

  private func overall(_ text: String, _ form: inout FormContent) {
    if ordinal(text), text.unicodeScalars.count <= 60 {
      var goal = Goal(id: "")
      goal.term = .annual
      goal.name = text
      form.goals.append(goal)
    } else if let index = form.goals.indices.last {
      if form.goals[index].text?.append(text) == nil { form.goals[index].text = text }
    } else {
      form.attributes.append(Attribute(words.overall.first ?? "", text))
    }
  }

  private func item(_ text: String, _ form: inout FormContent) {
    if ordinal(text) {
      project(text, &form)
    } else if let told = behind(words.goal, text), let index = form.goals.indices.last {
      form.goals[index].text = told
    } else if let told = behind(words.indicator, text), let index = form.goals.indices.last {
      form.goals[index].indicators.append(indicator(told))
    }
  }

  /// `（一）甲项目，主要用于乙。` names a project and its use.
  private func project(_ text: String, _ form: inout FormContent) {
    let body = text.drop { $0 != "）" && $0 != ")" }.dropFirst()
    let parts = body.split(maxSplits: 1) { $0 == "，" || $0 == "," }
    guard let head = parts.first else { return }
    let name = head.hasSuffix("项目") ? String(head.dropLast(2)) : String(head)
    var line = ProjectLine(id: "")
    line.name = name
    if parts.count > 1 { line.purpose = String(parts[1].hasSuffix("。") ? parts[1].dropLast() : parts[1]) }
    form.projects.append(line)
    var goal = Goal(id: "")
    goal.term = .annual
    goal.name = name
    form.goals.append(goal)
  }

  private func behind(_ labels: [String], _ text: String) -> String? {
    for label in labels where text.hasPrefix(label) {
      let rest = text.dropFirst(label.count)
      if rest.first == "：" || rest.first == ":" { return String(rest.dropFirst()) }
    }
    return nil
  }

  /// `群众满意度≥90%。` is a name and a target.
  private func indicator(_ text: String) -> Indicator {
    var indicator = Indicator(id: "")
    let body = text.hasSuffix("。") ? String(text.dropLast()) : text
    let sign = body.unicodeScalars.firstIndex { "≥≤><=＞＜≧≦".unicodeScalars.contains($0) }
    indicator.name = sign.map { String(body[..<$0]) } ?? body
    indicator.target = sign.map { String(body[$0...]) }
    return indicator
  }

  private func number(_ form: inout FormContent) {
    var count = 0
    for index in form.projects.indices { form.projects[index].id = "p\(index + 1)" }
    for index in form.goals.indices {
      form.goals[index].id = "g\(index + 1)"
      for row in form.goals[index].indicators.indices {
        count += 1
        form.goals[index].indicators[row].id = "i\(count)"
      }
    }
  }
}
