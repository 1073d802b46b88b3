internal import Model

/// What a costing text (测算依据) states and what it comes to.
///
/// A text is evaluated only as far as it is certain: `1200元/人×1000人+4000元/人×300人=240万元`,
/// `包括A 80万元和B 8.64万元共计88.64万元`. Minus signs, divisions, brackets that are multiplied, prices without a number
/// of pieces, words like 约 or 其中 make it uncertain, and an uncertain text states nothing.
struct CostingText {
  /// Factors, terms and a printed result: `26个社区*3000元/社区=7.8万`.
  struct Equation: Hashable {
    /// In 元.
    let value: ExactDecimal
    let printed: CostingNumber
    let terms: [[CostingNumber]]
    var expression: String { CostingElement.expression(terms) }
    var isRight: Bool { (value - printed.amount).magnitude <= printed.halfDigit }
  }

  /// Named parts and a stated total: `…共计152.5万`.
  struct Total: Hashable {
    /// In 元.
    let parts: [ExactDecimal]
    let partTexts: [String]
    let printed: CostingNumber
    var value: ExactDecimal { parts.reduce(.zero) { $0 + $1 } }
  }

  private(set) var equations: [Equation] = []
  private(set) var totals: [Total] = []
  /// The one total that the whole text states; nil when it states none or several.
  private(set) var stated: CostingNumber?
  /// The factors of every product in the text.
  private(set) var products: [[CostingNumber]] = []

  init(_ text: String) {
    let tokens = CostingTokenizer.tokens(of: text)
    guard !tokens.contains(where: \.isOtherOperator), var reader = CostingReader(tokens) else { return }
    while let sentence = reader.nextSentence() {
      guard !reader.isUncertain else { break }
      read(sentence)
    }
    if reader.isUncertain {
      equations = []
      totals = []
      stated = nil
      products = []
    } else {
      findStated(reader)
    }
  }

  private mutating func read(_ elements: [CostingElement]) {
    for element in elements {
      for term in element.terms where term.count > 1 { products.append(term) }
      if let equation = element.equation { equations.append(equation) }
    }
    if let total = CostingSentence(elements).total { totals.append(total) }
  }

  /// A text states one total when nothing else in it is money.
  private mutating func findStated(_ reader: CostingReader) {
    if totals.count == 1, let total = totals.first, reader.amountsOutside == total.parts.count + 1 {
      stated = total.printed
    } else if totals.isEmpty, reader.amountsOutside == 1 {
      stated = reader.firstOutside
    }
  }

  /// The one number of pieces in a text that is a single product with it; nil when there are none or several.
  var counted: CostingNumber? {
    guard products.count == 1 else { return nil }
    var counted: CostingNumber?
    for factor in products[0] where !factor.isUnitPrice {
      guard case .count = factor.kind else { continue }
      guard counted == nil else { return nil }
      counted = factor
    }
    return counted
  }
}

/// One amount in a costing text: a number, a product, or an equation.
struct CostingElement {
  /// Words directly before it.
  let lead: String
  /// Words directly behind it.
  var tail: String
  /// Sum of products as written.
  let terms: [[CostingNumber]]
  let results: [CostingNumber]
  let isInBrackets: Bool
  let isMoney: Bool
  /// The terms with their printed result in 元, whatever stands behind it.
  private let sum: CostingText.Equation?

  init(lead: String, terms: [[CostingNumber]], results: [CostingNumber], isInBrackets: Bool) {
    self.lead = lead
    tail = ""
    self.terms = terms
    self.results = results
    self.isInBrackets = isInBrackets
    isMoney = results.last?.isMoney ?? terms.contains { $0.contains(where: \.isMoney) }
    sum = Self.sum(terms, results)
  }

  private static func sum(_ terms: [[CostingNumber]], _ results: [CostingNumber]) -> CostingText.Equation? {
    guard let printed = results.last, results.allSatisfy(\.isMoney),
      results.count > 1 || terms.count > 1 || terms[0].count > 1, let value = value(of: terms)
    else { return nil }
    return CostingText.Equation(value: value, printed: printed, terms: terms)
  }

  /// The printed result of an equation, whatever stands behind it.
  var result: CostingNumber? { sum?.printed }
  var isSingle: Bool { terms.count == 1 && terms[0].count == 1 }
  var first: CostingNumber { terms[0][0] }

  /// The terms in 元; nil unless each has exactly one price or amount.
  var value: ExactDecimal? { Self.value(of: terms) }

  private static func value(of terms: [[CostingNumber]]) -> ExactDecimal? {
    var sum = ExactDecimal.zero
    for term in terms {
      guard term.count(where: \.isMoney) == 1, term.reduce(0, { $0 + $1.digits }) <= CostingNumber.digitsMax else {
        return nil
      }
      if term.count == 1 && term[0].isUnitPrice { return nil }
      sum += term.reduce(ExactDecimal(1)) { $0 * $1.amount }
    }
    return sum
  }

  var expression: String { Self.expression(terms) }

  static func expression(_ terms: [[CostingNumber]]) -> String {
    terms.map { $0.map(\.printed).joined(separator: " × ") }.joined(separator: " + ")
  }

  var equation: CostingText.Equation? {
    guard let sum, !tail.has("左右"), !tail.has("余") else { return nil }
    return sum
  }
}

/// Puts the tokens of a costing text together to sentences of elements.
struct CostingReader {
  private let tokens: [CostingToken]
  private var index = 0
  private var depth = 0
  private(set) var isUncertain = false
  /// Amounts of money that stand outside brackets, and the printed result of the first when it is an equation.
  private(set) var amountsOutside = 0
  private(set) var firstOutside: CostingNumber?

  init?(_ tokens: [CostingToken]) {
    self.tokens = tokens
    guard tokens.contains(where: \.isNumber) else { return nil }
  }

  /// The elements up to the next full stop; nil at the end.
  mutating func nextSentence() -> [CostingElement]? {
    guard index < tokens.count else { return nil }
    var elements: [CostingElement] = []
    var lead = ""
    while index < tokens.count {
      switch tokens[index] {
      case .stop where depth == 0:
        index += 1
        return elements
      case .stop, .plus: index += 1
      case .open:
        depth += 1
        index += 1
      case .close:
        depth = max(0, depth - 1)
        index += 1
        // （500+300）×12: a bracket that is multiplied is beyond us.
        if index < tokens.count, tokens[index].isTimes || tokens[index].isEquals { isUncertain = true }
      case .times, .equals, .otherOperator:
        isUncertain = true
        index += 1
      case .comma:
        if !lead.hasTotalMark { lead = "" }
        index += 1
      case .word(let word):
        lead = word
        if let last = elements.indices.last, elements[last].tail.isEmpty { elements[last].tail = lead }
        index += 1
      case .number:
        let element = element(lead: lead)
        elements.append(element)
        if element.isMoney, depth == 0 {
          if amountsOutside == 0 { firstOutside = element.result }
          amountsOutside += 1
        }
        lead = element.isMoney ? "" : (element.terms.last?.last?.unit ?? "")
      }
    }
    return elements
  }

  private mutating func element(lead: String) -> CostingElement {
    var terms = [product()]
    while index + 1 < tokens.count, tokens[index].isPlus, case .number = tokens[index + 1] {
      index += 1
      terms.append(product())
    }
    var results: [CostingNumber] = []
    while index + 1 < tokens.count, tokens[index].isEquals, case .number(let result) = tokens[index + 1] {
      results.append(result)
      index += 2
      skipRemark()
    }
    if index < tokens.count, tokens[index].isTimes { isUncertain = true }
    return CostingElement(lead: lead, terms: terms, results: results, isInBrackets: depth > 0)
  }

  private mutating func product() -> [CostingNumber] {
    var factors: [CostingNumber] = []
    factors.reserveCapacity(2)
    while index < tokens.count, case .number(let number) = tokens[index] {
      factors.append(number)
      index += 1
      skipRemark()
      guard index + 1 < tokens.count, tokens[index].isTimes, tokens[index + 1].isNumber else { break }
      index += 1
    }
    return factors
  }

  /// Skips a bracket that only names something: （技能培训补贴）.
  private mutating func skipRemark() {
    guard index < tokens.count, tokens[index].isOpen else { return }
    var end = index + 1
    while end < tokens.count {
      switch tokens[end] {
      case .word, .comma: end += 1
      case .close:
        index = end + 1
        return
      default: return
      }
    }
  }
}

/// Finds the stated total of a sentence and the parts it is made of.
struct CostingSentence {
  private let elements: [CostingElement]
  init(_ elements: [CostingElement]) { self.elements = elements }

  /// nil when the sentence has no total, or something in it leaves room for another reading.
  var total: CostingText.Total? {
    guard elements.contains(where: { !$0.isInBrackets && $0.lead.hasTotalMark }) else { return nil }
    let outside = elements.filter { !$0.isInBrackets }
    let marked = outside.indices.filter { outside[$0].lead.hasTotalMark }
    guard marked.count == 1, let at = marked.first, at == outside.count - 1 else { return nil }
    let end = outside[at]
    guard end.isSingle, end.results.isEmpty, end.first.isMoney, !end.first.isUnitPrice, !end.lead.hasDoubt,
      !end.lead.has("等"), !end.tail.hasDoubt
    else { return nil }
    var parts: [ExactDecimal] = []
    var texts: [String] = []
    for element in outside[..<at] {
      guard !element.lead.hasDoubt, !element.tail.hasDoubt else { return nil }
      if !element.isMoney {
        guard isCount(element) else { return nil }
        continue
      }
      guard let amount = element.results.last?.amount ?? element.value else { return nil }
      parts.append(amount)
      texts.append(element.results.last?.printed ?? element.expression)
    }
    if let last = outside[..<at].last, last.tail.has("等") { return nil }
    guard parts.count >= 2 || (parts.count == 1 && !outside[0..<at].contains { $0.isSingle && $0.isMoney }) else {
      return nil
    }
    return CostingText.Total(parts: parts, partTexts: texts, printed: end.first)
  }

  private func isCount(_ element: CostingElement) -> Bool {
    element.terms.joined().allSatisfy { if case .count = $0.kind { true } else { false } }
  }
}

extension String {
  /// Ends with 共计, 合计 and the like, directly before the total.
  fileprivate var hasTotalMark: Bool {
    guard !isEmpty else { return false }
    var text = self
    for ending in Self.totalEndings where text.ends(with: ending) {
      text = String(text.dropLast(ending.count))
      break
    }
    for mark in Self.totalMarks where text.ends(with: mark) { return true }
    return text.isSame(as: "共")
  }

  private static let totalEndings = ["人民币", "金额", "资金", "经费", "费用", "为", "需"]
  private static let totalMarks = ["共计", "合计", "总计", "总共", "一共", "累计"]

  /// Words that make an amount something else than a plain part.
  fileprivate var hasDoubt: Bool {
    guard !isEmpty else { return false }
    return !Self.doubts.marks(in: self).isEmpty
  }

  private static let doubts = WordScanner([
    (
      [
        "每", "人均", "单价", "标准", "其中", "约", "扣", "减", "另", "主要", "不超过", "至少", "比", "较", "上年", "左右", "余",
        "以上", "以内", "剩", "尚", "预留", "分别", "各", "最高", "最低", "增加", "原",
      ], .limit
    )
  ])
}
