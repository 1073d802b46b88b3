import Documents
import Model
import Schemes

/// Puts the value of a label where it belongs.
extension FormAssembler {
  mutating func set(_ field: Lexicon.Field, _ label: String, _ value: String, _ place: Document.Place) {
    guard !Wording.isEmptyMark(value) else { return }
    if lexicon.isHint(value) {
      form?.content.blankLabels?.append(Self.cleanLabel(label))
      return
    }
    if field.target == .name || field.target == .departmentName, isAnother(field, value) {
      close()
      guard open(isClear: true) else { return }
    }
    guard form != nil else { return }
    count(at: place)
    switch field.target {
    case .name: setName(value, place)
    case .departmentName: setDepartmentName(label, value, place)
    case .code:
      form?.content.code = Self.code(value)
      form?.note(.field("code"), place)
    case .department: setOnce(\.department, "department", label, value, place)
    case .unitName: setOnce(\.unitName, "unit_name", label, value, place)
    case .year:
      if let year = Wording.year(in: value) { form?.content.year = year }
      form?.addAttribute(label, value, personal: false, at: place)
    case .attribute, .section, .contact:
      form?.addAttribute(Self.cleanLabel(label), value, personal: field.personal, at: place)
    case .total, .current, .funding: setAmount(field.target, label, value, place)
    case .prior:
      form?.addAttribute(Self.cleanLabel(label), value, personal: false, at: place)
      setPrior(value, place)
    case .score:
      form?.content.score = Figures.number(value)
      form?.note(.field("score"), place)
    case .goal, .annualGoal, .longTermGoal, .numberedGoal: setGoal(field.target, label, value, place)
    case .goalResult: setResult(value, place)
    case .executionBudget, .executionActual, .executionRate, .executionScore: setExecution(field.target, value, place)
    case .costBasis:
      form?.addAttribute(Self.cleanLabel(label), value, personal: false, at: place)
      explainCosts(value)
    }
  }

  /// A code without blanks; what a recogniser joined to it from the next cell is left out.
  static func code(_ value: String) -> String {
    let bare = Wording.unspaced(value)
    let code = bare.unicodeScalars.drop { Wording.isPunctuation($0) || $0 == "/" || $0 == "-" }.prefix { $0.isASCII }
    return code.count >= 8 ? String(code) : bare
  }

  /// A label without the colon it may end with.
  static func cleanLabel(_ label: String) -> String {
    var scalars = Substring(label).unicodeScalars
    while let last = scalars.last, last == ":" || last == "：" { scalars.removeLast() }
    return String(Substring(scalars))
  }

  /// Whether a name begins another form: the open one has a name already and more than that.
  private func isAnother(_ field: Lexicon.Field, _ value: String) -> Bool {
    guard let form, let name = form.content.name, form.hasBody else { return false }
    if field.target == .departmentName && !form.content.kind.isAboutDepartment { return false }
    return name != value
  }

  private mutating func setName(_ value: String, _ place: Document.Place) {
    if let form, form.isKindKnown, form.content.kind.isAboutDepartment {
      self.form?.addAttribute("项目名称", value, personal: false, at: place)
      return
    }
    form?.isKindKnown = true
    guard form?.content.name == nil else { return }
    form?.content.name = value
    form?.note(.field("name"), place)
  }

  private mutating func setDepartmentName(_ label: String, _ value: String, _ place: Document.Place) {
    guard let open = form else { return }
    if open.isKindKnown && !open.content.kind.isAboutDepartment {
      setOnce(\.department, "department", label, value, place)
      return
    }
    if !open.isKindKnown { form?.content.kind = .departmentGoal }
    form?.isKindKnown = true
    if open.content.name == nil {
      form?.content.name = Self.codedUnit(value)?.name ?? value
      form?.note(.field("name"), place)
    }
  }

  private mutating func setOnce(
    _ path: WritableKeyPath<FormContent, String?>, _ name: String, _ label: String, _ value: String,
    _ place: Document.Place
  ) {
    if form?.content[keyPath: path] == nil {
      form?.content[keyPath: path] = value
      form?.note(.field(name), place)
    } else {
      form?.addAttribute(Self.cleanLabel(label), value, personal: false, at: place)
    }
  }

  private mutating func setAmount(_ target: FieldTarget, _ label: String, _ value: String, _ place: Document.Place) {
    if let unit = Self.unit(of: label) { takeFirst(unit) }
    guard let open = form else { return }
    let unit = Self.unit(of: label) ?? sectionUnit ?? open.content.moneyUnit
    guard let printed = Figures.amount(value, in: unit),
      let amount = Self.convert(printed, unit, open.content.moneyUnit)
    else {
      let path: FormPath =
        switch target {
        case .total: .field("amounts").field("total")
        case .current: .field("amounts").field("current")
        default: .attribute(Self.cleanLabel(label))
        }
      form?.doubt("不是金额", value, place, for: path)
      form?.addAttribute(Self.cleanLabel(label), value, personal: false, at: place)
      return
    }
    if open.content.kind.isSelfEvaluation || open.content.kind == .monitoring {
      if target != .funding && open.content.execution?.budget == nil { setExecution(.executionBudget, value, place) }
      form?.addAttribute(Self.cleanLabel(label), value, personal: false, at: place)
      return
    }
    switch target {
    case .total:
      form?.content.amounts.total = amount
      form?.note(.field("amounts").field("total"), place)
    case .current:
      if open.content.amounts.current == nil { form?.content.amounts.current = amount }
      form?.note(.field("amounts").field("current"), place)
    default:
      var line = FundingLine(id: "f\(open.content.funding.count + 1)")
      line.source = Self.part(of: Self.cleanLabel(label))
      line.amount = amount
      form?.content.funding.append(line)
      form?.note(.row("funding", line.id).field("amount"), place)
    }
  }

  /// Where no line names the unit of the document, the first label with a unit does.
  mutating func takeFirst(_ unit: MoneyUnit) {
    guard self.unit == nil, let content = form?.content, content.amounts.isEmpty, content.funding.isEmpty,
      content.execution == nil
    else { return }
    take(unit)
  }

  /// `1、资金来源：（1）政府预算资金` names the source behind the colon.
  private static func part(of label: String) -> String {
    guard let colon = label.lastIndex(where: { $0 == "：" || $0 == ":" }) else { return label }
    let head = Wording.key(String(label[..<colon]))
    return head.hasSuffix("资金来源") || head.hasSuffix("资金结构") || head.hasPrefix("按")
      ? String(label[label.index(after: colon)...]) : label
  }

  /// A label may name the unit of its figure: `年度资金总额（元）`.
  static func unit(of label: String) -> MoneyUnit? {
    let bare = cleanLabel(Wording.unspaced(label))
    return MoneyUnit.allCases.sorted { $0.rawValue.utf8.count > $1.rawValue.utf8.count }
      .first { bare.hasSuffix("(\($0.rawValue))") }
  }

  static func convert(_ amount: ExactDecimal, _ from: MoneyUnit, _ to: MoneyUnit) -> ExactDecimal? {
    from == to ? amount : Money(amount, from)?.figure(in: to)
  }

  private mutating func setPrior(_ text: String, _ place: Document.Place) {
    guard let open = form else { return }
    let found = PriorAmounts.read(
      text, before: open.content.year, unit: open.content.moneyUnit, lexicon.vocabulary.changeWords)
    for (year, amount) in found {
      let count = form?.content.amounts.prior.count ?? 0
      var line = PriorAmount(id: "y\(count + 1)")
      line.year = year
      line.amount = amount
      form?.content.amounts.prior.append(line)
      form?.note(.field("amounts").row("prior", line.id).field("amount"), place)
      self.count(at: place)
    }
  }

  private mutating func setExecution(_ target: FieldTarget, _ value: String, _ place: Document.Place) {
    guard let open = form, let number = Figures.number(value) else { return }
    var execution = open.content.execution ?? Execution()
    switch target {
    case .executionBudget: execution.budget = number
    case .executionActual: execution.actual = number
    case .executionRate: execution.rate = number
    default: execution.score = number
    }
    form?.content.execution = execution
  }

  private mutating func setResult(_ value: String, _ place: Document.Place) {
    guard let open = form, !open.content.goals.isEmpty else { return }
    let index = open.content.goals.count - 1
    form?.content.goals[index].resultText = value
    form?.note(.goal(open.content.goals[index].id).field("result_text"), place)
  }

  /// One text explains the cost lines by their numbers or names: `1.信访维稳经费包括…；2.…`.
  private mutating func explainCosts(_ text: String) {
    guard let costs = form?.content.costs, !costs.isEmpty else { return }
    let items = NumberedItems.split(text)
    guard !items.isEmpty else { return }
    let names = costs.map { Array(Wording.key($0.activity ?? "").unicodeScalars.prefix(Self.nameMax)) }
    for item in items {
      comparisons -= names.count
      guard comparisons >= 0 else { return }
      let head = Array(Wording.key(item).unicodeScalars.prefix(Self.nameMax))
      var best: (cost: Int, agreement: Double)?
      for (cost, name) in names.enumerated() {
        let agreement = Self.agreement(head, name)
        if agreement >= 0.6, agreement > (best?.agreement ?? 0) { best = (cost, agreement) }
      }
      if let best, form?.content.costs[best.cost].basis == nil { form?.content.costs[best.cost].basis = item }
    }
  }

  /// Characters of the name of a cost line that are compared.
  private static let nameMax = 200

  /// How much of a name stands at the beginning of a text, 0…1.
  private static func agreement(_ head: [Unicode.Scalar], _ name: [Unicode.Scalar]) -> Double {
    guard name.count >= 2 else { return 0 }
    let shared = zip(name, head).prefix { $0 == $1 }.count
    return Double(shared) / Double(name.count)
  }
}

/// Numbered items of one text: `1.甲；2.乙`.
enum NumberedItems {
  /// The texts behind `1.`, `2.` …, without the marks between them; empty when the text is not numbered from 1.
  static func split(_ text: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    var items: [String] = []
    var start: Int?
    var index = 0
    func item(_ end: Int) {
      guard let start else { return }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[start..<end])
      while let last = view.last, "；;。".unicodeScalars.contains(last) { view.removeLast() }
      items.append(String(view))
    }
    while index < scalars.count {
      guard Wording.isDigit(scalars[index]) else {
        index += 1
        continue
      }
      let mark = Array("\(items.count + (start == nil ? 1 : 2))".unicodeScalars)
      let behind = index + mark.count
      let isStart = index == 0 || "；;。\n ".unicodeScalars.contains(scalars[index - 1])
      if isStart, behind < scalars.count, Array(scalars[index..<behind]) == mark,
        ".、．".unicodeScalars.contains(scalars[behind]),
        behind + 1 >= scalars.count || !Wording.isDigit(scalars[behind + 1])
      {
        item(index)
        start = behind + 1
        index = behind
      }
      index += 1
    }
    item(scalars.count)
    return items
  }
}
