internal import Model
internal import Schemes

/// The forms of one batch against each other: one style, one category, one department number, one fact.
enum BatchRules {
  static let all: [Rule] = [enumFormMixed, termFormatMixed, categoryDiffers, codeDepartment, crossFormActual]

  static let enumFormMixed = Rule(
    "enum-form-mixed", .hint, "属性写法不一致",
    "同一批表里，有的写“01-持续性项目”，有的只写“持续性项目”，汇总时会分成两类。"
  ) { facts, report in
    for label in ["项目属性", "支出项目类别"] {
      var bare: FormFacts?
      var coded: (facts: FormFacts, index: Int)?
      for form in facts.forms where form.form.kind == .projectGoal {
        guard let index = form.form.attributes.firstIndex(where: { $0.label == label }),
          !form.form.attributes[index].value.isEmpty
        else { continue }
        if Self.bare(form.form.attributes[index].value) == nil {
          bare = bare ?? form
        } else if coded == nil {
          coded = (form, index)
        }
      }
      guard bare != nil, let coded, let short = Self.bare(coded.facts.form.attributes[coded.index].value) else {
        continue
      }
      let printed = coded.facts.form.attributes[coded.index].value
      report.add(
        coded.facts.attribute(at: coded.index), "这里写“\(Printed.short(printed))”，别的表只写名称。统一写成“\(short)”，或都带编号。",
        printed: printed, expected: short)
    }
  }

  /// 01-持续性项目 → 持续性项目; nil where no number stands before the name.
  static func bare(_ value: String) -> String? {
    let scalars = Plain(value).scalars
    let rest = scalars.drop { $0.isDigit }
    guard rest.count < scalars.count, rest.first == "-", rest.count > 1 else { return nil }
    return Plain.text(rest.dropFirst())
  }

  static let termFormatMixed = Rule(
    "term-format-mixed", .hint, "起止年度写法不一致",
    "同一批表的起止年度，有的写 202401，有的写 2024年，排序和汇总会出错。"
  ) { facts, report in
    var first: ProjectTerm.Month.Style?
    for form in facts.forms {
      guard let term = form.term else { continue }
      guard let style = first else {
        first = term.start.style
        continue
      }
      guard term.start.style != style else { continue }
      let value = form.form.attributes[term.endIndex].value
      report.add(
        form.attribute(at: term.endIndex), "这张表写“\(value)”，前面的表是\(style.words)。同一批表用一种写法。", printed: value)
      return
    }
  }

  static let categoryDiffers = Rule(
    "category-differs-between-forms", .warning, "项目类别两处不同",
    "同一个项目，自己的申报表和部门整体表写的支出项目类别应当相同。"
  ) { facts, report in
    var categories: [Plain: String] = [:]
    for form in facts.forms where form.form.kind == .projectGoal {
      guard let name = form.form.name, let category = form.form.attribute("支出项目类别"), !category.isEmpty else { continue }
      categories[Plain.key(name)] = category
    }
    for department in facts.forms where department.form.kind == .departmentGoal {
      for (index, line) in department.form.projects.enumerated() {
        guard let name = line.name, let listed = line.category, !listed.isEmpty, let own = categories[Plain.key(name)],
          Plain.key(Self.bare(own) ?? own) != Plain.key(Self.bare(listed) ?? listed)
        else { continue }
        report.add(
          department.project(index, "category"),
          "部门表写“\(Printed.short(listed))”，项目申报表写“\(Printed.short(own))”。改成同一个类别。", printed: listed, expected: own)
      }
    }
  }

  static let codeDepartment = Rule(
    "project-code-dept", .warning, "编码的部门段不一致",
    "同一个部门的项目，编码里的部门三位应当相同；不同的多半抄错了编码。"
  ) { facts, report in
    var numbers: [String: (number: String, count: Int)] = [:]
    for form in facts.forms where form.form.kind == .projectGoal {
      guard let department = form.form.department, !department.isEmpty, let code = form.code, code.wrongPart == nil,
        let number = code.department
      else { continue }
      guard let known = numbers[department] else {
        numbers[department] = (number, 1)
        continue
      }
      guard known.number != number else {
        numbers[department] = (number, known.count + 1)
        continue
      }
      report.add(
        form.head("code", "项目编码"),
        "部门段是 \(number)，“\(Printed.short(department))”前面 \(known.count) 个项目是 \(known.number)。核对编码。", printed: number,
        expected: known.number)
    }
  }

  static let crossFormActual = Rule(
    "cross-form-actual", .warning, "同一指标两处完成值不同",
    "同名、同目标的指标出现在几张自评表里，完成值应当是同一个数。"
  ) { facts, report in
    struct Key: Hashable {
      let name: Plain
      let target: String
    }
    var seen: [Key: (form: FormFacts, row: Int)] = [:]
    for form in facts.forms where form.form.kind.isSelfEvaluation {
      for row in form.rows.indices {
        guard form.rows[row].level1 != .satisfaction, !form.rows[row].nameMarks.contains(.satisfaction),
          let actual = form.rows[row].actual, actual.hasTargetUnit, actual.hasUnit, let value = actual.comparable,
          let name = form.indicator(row).name, name.utf8.count >= 18
        else { continue }
        let key = Key(name: Plain.key(name), target: form.targetText(row))
        guard let first = seen[key] else {
          seen[key] = (form, row)
          continue
        }
        guard first.form.index != form.index, first.form.rows[first.row].actual?.comparable != value else { continue }
        report.add(
          form.spot(row, "actual"),
          "这里填 \(form.actualText(row) ?? "")，“\(Printed.short(first.form.name))”里同一指标填 "
            + "\(first.form.actualText(first.row) ?? "")。核对后改成一致，或在名称里写明各指什么。",
          printed: form.actualText(row), expected: first.form.actualText(first.row))
      }
    }
  }
}

extension ProjectTerm.Month.Style {
  fileprivate var words: String {
    switch self {
    case .digits: "202401 的写法"
    case .year: "2024年 的写法"
    case .words: "2024年1月 的写法"
    }
  }
}

extension ProjectCode {
  /// The three digits of the department behind region and year; nil where the shape has none.
  fileprivate var department: String? {
    var index = 0
    var isAfterYear = false
    for part in shape.parts {
      if isAfterYear { return part == .digits(3) ? Plain.text(scalars[index..<index + 3]) : nil }
      isAfterYear = part == .year
      index += part.length
    }
    return nil
  }
}
