internal import Model
internal import Schemes

/// The project code.
enum CodeRules {
  static let all: [Rule] = [format, space, checksum, region, year]

  static let format = Rule(
    "project-code-format", .error, "项目编码位数或结构不对", [.projectGoal, .projectSelfEvaluation],
    "项目编码按本地规则组成，位数和各段要对得上。各地规则在 Resources/rules 里。"
  ) { facts, report in
    guard let code = facts.code, let wrong = code.wrongPart else { return }
    report.add(
      facts.head("code", "项目编码"), "“\(code.text)”不合\(code.shape.name)的规则：\(wrong)。核对编码。", printed: code.text)
  }

  static let space = Rule(
    "project-code-space", .hint, "项目编码里有空格", .projectGoals,
    "编码里的空格会让系统查不到项目。"
  ) { facts, report in
    guard let code = facts.form.code, !code.isEmpty else { return }
    let plain = Plain(code).text
    guard plain.unicodeScalars.count < code.unicodeScalars.count else { return }
    report.add(facts.head("code", "项目编码"), "编码“\(code)”里有空格。改成 \(plain)。", printed: code, expected: plain)
  }

  static let checksum = Rule(
    "project-code-checksum", .warning, "项目编码的校验位不对", .projectGoals,
    "最后一位由前面各位算出，对不上说明有一位抄错了。"
  ) { facts, report in
    guard let code = facts.code, code.wrongPart == nil, let expected = code.expectedCheck,
      expected != code.scalars.last
    else { return }
    report.add(
      facts.head("code", "项目编码"),
      "按前 \(code.scalars.count - 1) 位算，校验位应是 \(expected)，填的是 \(code.scalars.last ?? "?")。逐位核对编码。",
      printed: code.text, expected: String(code.text.dropLast()) + String(Character(expected)))
  }

  static let region = Rule(
    "project-code-region", .error, "编码的区划与单位不符", .projectGoals,
    "编码前六位是行政区划代码，应与单位所在的区一致。"
  ) { facts, report in
    guard let code = facts.code, code.wrongPart == nil else { return }
    let places = [facts.region, facts.form.department, facts.form.unitName].compactMap { $0 }
    var own: String?
    for (name, code) in facts.setting.parameters.regionCodes where places.contains(where: { $0.has(name) }) {
      // A form that names two districts leaves it open which is its own.
      guard own == nil || own == code else { return }
      own = code
    }
    let prefix = Plain.text(code.scalars.prefix(6))
    guard let expected = own, expected != prefix else { return }
    report.add(
      facts.head("code", "项目编码"), "编码开头是 \(prefix)，单位所在区的代码是 \(expected)。核对编码。", printed: prefix,
      expected: expected)
  }

  static let year = Rule(
    "project-code-year", .warning, "编码年度晚于表的年度", .projectGoals,
    "编码里的两位年度是项目入库的年份，不会晚于表的年度；晚了说明编码或文字有一处是别的年度的。"
  ) { facts, report in
    guard let code = facts.code, code.wrongPart == nil, let form = facts.year, let year = code.year,
      year > form,
      year < form + 20
    else { return }
    report.add(
      facts.head("code", "项目编码"), "编码年度是 \(year % 100)（\(year) 年），表和文字是 \(form) 年。核对编码，或改文字里的年度。",
      printed: "\(year % 100)", expected: "≤\(form % 100)")
  }
}

/// A code with the shape it should have.
struct ProjectCode {
  let scalars: [Unicode.Scalar]
  let shape: ProjectCodeShape
  let text: String
  /// What does not fit, in words; nil when everything does.
  let wrongPart: String?

  /// nil when the form has no code or no shape is known for its beginning.
  init?(_ form: FormContent, _ setting: ReviewSetting) {
    guard let code = form.code, !code.isEmpty else { return nil }
    let plain = Plain(code)
    let text = plain.text
    guard let shape = setting.parameters.codeShapes.first(where: { $0.prefixes.contains { text.hasPrefix($0) } })
    else { return nil }
    scalars = plain.scalars
    self.text = text
    self.shape = shape
    wrongPart = Self.wrongPart(scalars, shape)
  }

  private static func wrongPart(_ scalars: [Unicode.Scalar], _ shape: ProjectCodeShape) -> String? {
    guard scalars.count == shape.length else { return "应为 \(shape.length) 位，有 \(scalars.count) 位" }
    var index = 0
    for part in shape.parts {
      let piece = scalars[index..<index + part.length]
      let text = Plain.text(piece)
      switch part {
      case .region, .year, .digits:
        if !piece.allSatisfy(\.isDigit) { return "第 \(index + 1)—\(index + piece.count) 位“\(text)”应全是数字" }
      case .letters(let letters):
        if !letters.has(text) { return "第 \(index + 1) 位“\(text)”应是字母 \(letters) 之一" }
      case .literal(let literal):
        if literal != text { return "第 \(index + 1) 位“\(text)”应是 \(literal)" }
      case .check:
        if shape.checkAlphabet?.has(text) != true { return "末位“\(text)”不是校验字符" }
      }
      index += piece.count
    }
    return nil
  }

  var year: Int? {
    var index = 0
    for part in shape.parts {
      if part == .year {
        return scalars[index..<index + 2].reduce(2000 / 100) { $0 * 10 + Int($1.value - 0x30) }
      }
      index += part.length
    }
    return nil
  }

  /// The check character by the construction of the unified social credit code: weights 3^i mod 31, from 30.
  var expectedCheck: Unicode.Scalar? {
    guard let alphabet = shape.checkAlphabet.map({ Array($0.unicodeScalars) }) else { return nil }
    let modulus = alphabet.count
    var weight = 1
    var sum = 0
    for scalar in scalars.dropLast() {
      guard let value = alphabet.firstIndex(of: scalar) else { return nil }
      sum += value * weight
      weight = weight * 3 % modulus
    }
    return alphabet[(modulus - 1 - sum % modulus + modulus) % modulus]
  }
}
