internal import Model

/// The labelled fields above the tables of a flattened form: 项目名称, 主管部门, 填报日期.
struct FormFields {
  enum Meaning { case project, unit, department, implementer, date, score, code, person, basic, other }

  struct Field {
    /// As printed, with what stands in brackets behind it.
    var label: Scalars
    var meaning: Meaning
    var value: Scalars
  }

  private static let labels: [(Scalars, Meaning)] = longestFirst([
    ("项目主管部门及代码", .department), ("主管部门及代码", .department), ("项目主管部门", .department), ("主管部门", .department),
    ("项目实施单位", .implementer), ("项目执行单位", .implementer), ("实施单位", .implementer), ("项目名称", .project),
    ("项目编码", .code), ("单位名称", .unit), ("部门名称", .unit), ("部门（单位）名称", .unit), ("预算部门名称", .unit), ("填报单位", .other),
    ("填报日期", .date), ("填表日期", .date), ("自评总分", .score), ("自评得分", .score), ("总得分", .score), ("总分", .score),
    ("基本支出总额", .basic), ("项目支出总额", .basic), ("填报人", .person), ("填表人", .person), ("项目负责人", .person),
    ("负责人", .person), ("联系人", .person), ("联系电话", .person), ("项目类别", .other), ("项目属性", .other), ("项目类型", .other),
  ])

  private static func longestFirst(_ labels: [(String, Meaning)]) -> [(Scalars, Meaning)] {
    labels.map { (Scalars($0.0), $0.1) }.sorted { $0.0.count > $1.0.count }
  }

  private(set) var fields: [Field] = []

  init(_ stream: WordStream, _ range: Range<Int>) {
    var open: (field: Field, valueAt: Int)?
    func close(at offset: Int) {
      guard var done = open else { return }
      done.field.value = stream.scalars.slice(done.valueAt..<max(offset, done.valueAt))
      fields.append(done.field)
      open = nil
    }
    for word in range {
      let start = stream.start(word)
      guard let (label, meaning, valueAt) = Self.label(stream.scalars, at: start) else { continue }
      // A value may begin like a label only where its own label stands alone before it.
      if let open, open.valueAt == start, meaning == .other { continue }
      close(at: start)
      open = (Field(label: label, meaning: meaning, value: []), valueAt)
    }
    close(at: stream.start(range.upperBound))
  }

  /// The label that stands at an offset: one we know, or up to ten characters before a colon.
  private static func label(_ text: Scalars, at start: Int) -> (Scalars, Meaning, Int)? {
    for (label, meaning) in labels where text.has(label, at: start) {
      var end = start + label.count
      if end < text.count, text[end].halfWidth == "(", let close = closing(text, from: end) { end = close + 1 }
      let printed = text.slice(start..<end)
      if end < text.count, text[end].halfWidth == ":" { end += 1 }
      return (printed, meaning, end)
    }
    return nil
  }

  /// Where a short remark behind a label ends.
  private static func closing(_ text: Scalars, from open: Int) -> Int? {
    text[open..<min(text.count, open + 9)].firstIndex { $0.halfWidth == ")" }
  }

  func value(_ meaning: Meaning) -> Scalars? { fields.first { $0.meaning == meaning && !$0.value.isEmpty }?.value }
}
