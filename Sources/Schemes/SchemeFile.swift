import Model

extension Scheme {
  /// Reads a scheme; what is wrong is reported and leaves a harmless value behind.
  convenience init(_ file: DataObject, _ source: JSON) {
    _ = file.optionalText("inherits")
    let layouts = file.named("layouts").compactMap { Layout($0.name, $0.object, file) }
      .sorted { $0.kind.rawValue < $1.kind.rawValue }
    if layouts.isEmpty { file.report("layouts", "“layouts”至少要有一种表") }
    let grades = file.objects("grades").map { object in
      let grade = Grade(name: object.text("name"), from: object.figure("from"))
      object.finish()
      return grade
    }
    self.init(
      id: file.text("id"), name: file.text("name"), validity: file.validity(),
      priority: file.optionalInteger("priority") ?? 0, layouts: layouts,
      execution: ExecutionRule(file.part("execution")),
      quantitative: QuantitativeRules(file.part("quantitative")),
      qualitative: QualitativeRule(file.part("qualitative")),
      overfulfilment: OverfulfilmentLadder(file.part("overfulfilment")),
      satisfaction: SatisfactionRule(file.part("satisfaction")),
      goalText: file.part("goal_text")?.provision(isWhole: true) ?? .missing,
      rounding: Rounding(file.part("rounding")), grades: grades, vetoes: file.objects("vetoes").map(Veto.init),
      source: source)
    checkGrades(file)
    file.finish()
  }

  private func checkGrades(_ file: DataObject) {
    if zip(grades, grades.dropFirst()).contains(where: { $0.from <= $1.from }) {
      file.report("grades", "等级应从高到低排列")
    }
    if grades.last?.from != .zero { file.report("grades", "最低一等应从 0 分起") }
    for veto in vetoes where !grades.contains(where: { $0.name == veto.gradeMax }) {
      file.report("vetoes", "“\(veto.gradeMax)”不是一个等级")
    }
  }
}

extension Scheme.Layout {
  init?(_ name: String, _ object: DataObject, _ file: DataObject) {
    guard let kind = FormKind(rawValue: name) else {
      file.report("layouts", "不认识表的种类“\(name)”")
      return nil
    }
    self.kind = kind
    parts = object.objects("parts").map(Scheme.Part.init)
    object.finish()
    let sum = parts.reduce(ExactDecimal.zero) { $0 + $1.weight }
    if sum != .hundred { object.report("parts", "各部分权重合计 \(sum.trimmed)，应为 100") }
  }
}

extension Scheme.Part {
  init(_ object: DataObject) {
    name = object.text("name")
    source = object.choice("source", Source.self) ?? .indicators
    weight = object.share("weight", of: .hundred)
    let names = object.texts("classes")
    classes = names.compactMap(IndicatorClass.init(rawValue:))
    if classes.count != names.count {
      object.report("classes", "“classes”只能是 \(IndicatorClass.allCases.map(\.rawValue).joined(separator: "、"))")
    }
    object.finish()
  }
}

extension Scheme.Veto {
  init(_ object: DataObject) {
    name = object.text("name")
    gradeMax = object.text("grade_max")
    provision = object.provision()
    id = provision.id
    object.finish()
  }
}

extension Scheme.Rounding {
  init(_ object: DataObject?) {
    rowPlaces = object?.places("row_places") ?? 2
    totalPlaces = object?.places("total_places") ?? 2
    provision = object?.provision(isWhole: true) ?? .missing
  }
}

extension ExecutionRule {
  init(_ object: DataObject?) {
    enum Name: String, CaseIterable { case proportional, steps }
    switch object?.choice("method", Name.self) {
    case .steps?: method = .steps(object?.steps("steps") ?? [])
    case .proportional?, nil: method = .proportional
    }
    provision = object?.provision(isWhole: true) ?? .missing
  }
}

extension QuantitativeRules {
  init(_ object: DataObject?) {
    enum PositiveName: String, CaseIterable {
      case proportional
      case passMark = "pass-mark"
    }
    let positiveRule = object?.part("positive")
    switch positiveRule?.choice("method", PositiveName.self) {
    case .passMark?: positive = .passMark(positiveRule?.share("pass_mark") ?? .zero)
    case .proportional?, nil: positive = .proportional
    }
    positiveProvision = positiveRule?.provision(isWhole: true) ?? .missing
    let negative = object?.part("negative")
    let zeroAt = negative?.figure("zero_at") ?? 2
    let isPossible = zeroAt > 1 && zeroAt <= 100
    if !isPossible { negative?.report("zero_at", "“zero_at”应大于 1、不超过 100") }
    negativeZeroAt = isPossible ? zeroAt : 2
    negativeProvision = negative?.provision(isWhole: true) ?? .missing
    let equalRule = object?.part("equal")
    equal = equalRule?.choice("method", Equal.self) ?? .asPositive
    equalProvision = equalRule?.provision(isWhole: true) ?? .missing
    let frequency = object?.part("frequency")
    periods = PeriodsPerYear(
      day: frequency?.count("days", 1...366) ?? 365, workday: frequency?.count("workdays", 1...366) ?? 250,
      week: frequency?.count("weeks", 1...53) ?? 52)
    frequencyProvision = frequency?.provision(isWhole: true) ?? .missing
    let deadline = object?.part("deadline")
    deadlineDays = deadline?.count("days", 1...3650) ?? 30
    deadlineProvision = deadline?.provision(isWhole: true) ?? .missing
    zeroProvision = object?.part("zero")?.provision(isWhole: true) ?? .missing
    rangeProvision = object?.part("range")?.provision(isWhole: true) ?? .missing
    shareProvision = object?.part("share_of_periods")?.provision(isWhole: true) ?? .missing
    growthProvision = object?.part("growth")?.provision(isWhole: true) ?? .missing
    costProvision = object?.part("cost")?.provision(isWhole: true) ?? .missing
    unmeasuredProvision = object?.part("unmeasured")?.provision(isWhole: true) ?? .missing
    object?.finish()
  }
}

extension QualitativeRule {
  init(_ object: DataObject?) {
    achieved = Band(.achieved, object)
    partial = Band(.partial, object)
    notAchieved = Band(.notAchieved, object)
    yesNoProvision = object?.part("yes_no")?.provision(isWhole: true) ?? .missing
    provision = object?.provision(isWhole: true) ?? .missing
    if let object, partial.high > achieved.low || notAchieved.high > partial.low {
      object.report("partial", "三档区间不应重叠")
    }
  }
}

extension QualitativeRule.Band {
  init(_ level: QualitativeRule.Level, _ parent: DataObject?) {
    self.level = level
    let object = parent?.part(level.rawValue)
    low = object?.share("low") ?? .zero
    high = object?.share("high") ?? 1
    usual = object?.share("usual") ?? low
    includesHigh = level == .achieved
    if let object, low > high || usual < low || usual > high { object.report("usual", "应有 low ≤ usual ≤ high") }
    object?.finish()
  }
}

extension OverfulfilmentLadder {
  init(_ object: DataObject?) {
    use = object?.choice("use", Use.self) ?? .off
    rungs =
      object?.objects("rungs").map { rung in
        let result = Rung(
          above: rung.figure("above"), factor: rung.share("factor"), isUnusable: rung.flag("unusable"))
        rung.finish()
        return result
      } ?? []
    if let object, zip(rungs, rungs.dropFirst()).contains(where: { $0.above >= $1.above || $0.factor < $1.factor }) {
      object.report("rungs", "“rungs”应由低到高，系数不升")
    }
    provision = object?.provision(isWhole: true) ?? .missing
  }
}

extension SatisfactionRule {
  init(_ object: DataObject?) {
    enum Name: String, CaseIterable {
      case asFigure = "as-figure"
      case steps
    }
    switch object?.choice("method", Name.self) {
    case .steps?: method = .steps(object?.steps("steps") ?? [])
    case .asFigure?, nil: method = .asFigure
    }
    provision = object?.provision(isWhole: true) ?? .missing
  }
}

extension Provision {
  /// Stands where a file lacks a rule; the file is refused.
  static let missing = Provision(id: "", standing: .proposed, basis: [])
}

extension DataObject {
  /// A required member that is an object.
  func part(_ key: String) -> DataObject? {
    let part = object(key)
    if part == nil && json[key] == nil { report(key, "缺少“\(key)”") }
    return part
  }

  /// The members `id`, `standing` and `basis` of a rule.
  /// - Parameter isWhole: nothing else is read from this object afterwards.
  func provision(isWhole: Bool = false) -> Provision {
    let provision = Provision(
      id: text("id"), standing: choice("standing", Validity.Standing.self) ?? .proposed, basis: texts("basis"))
    if provision.basis.isEmpty { report("basis", "“basis”至少要有一条依据") }
    if isWhole { finish() }
    return provision
  }

  /// A figure from 0 to `whole`.
  func share(_ key: String, of whole: ExactDecimal = 1) -> ExactDecimal {
    let value = figure(key)
    if value.isNegative || value > whole { report(key, "“\(key)”应在 0 到 \(whole) 之间") }
    return value
  }

  func count(_ key: String, _ range: ClosedRange<Int>) -> Int {
    let value = integer(key)
    guard range.contains(value) else {
      report(key, "“\(key)”应在 \(range.lowerBound) 到 \(range.upperBound) 之间")
      return range.lowerBound
    }
    return value
  }

  func places(_ key: String) -> Int { count(key, 0...4) }

  /// Steps from the highest to the lowest, the last from 0.
  func steps(_ key: String) -> [Step] {
    let steps = objects(key).map { object in
      let step = Step(from: object.figure("from"), share: object.share("share"))
      object.finish()
      return step
    }
    if zip(steps, steps.dropFirst()).contains(where: { $0.from <= $1.from }) { report(key, "各档应从高到低排列") }
    if steps.last?.from != .zero { report(key, "最低一档应从 0 起") }
    return steps
  }
}
