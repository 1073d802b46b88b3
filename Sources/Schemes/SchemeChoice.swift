public import Model

/// The scheme a form is scored with, and why that one.
public struct SchemeChoice: Sendable {
  public let scheme: Scheme
  public let reason: Reason

  /// For people: 表中印的权重（预算执行 20、指标 80）与方案一致；适用于武汉市；2023 年有效.
  public var why: String { reason.text }
  /// Whether the weights printed in the form are those of the scheme; nil when the form prints none.
  public var fitsWeights: Bool? { reason.fits }

  /// What spoke for the scheme; the words are made when somebody reads them.
  public struct Reason: Sendable {
    let fits: Bool?
    let inForce: Bool?
    let nearness: Int
    let place: String
    let hasPlace: Bool
    let year: Int?
    let execution: ExactDecimal?
    let goalText: ExactDecimal
    let rows: ExactDecimal?
  }
}

extension SchemeLibrary {
  /// Chooses by place and year, and lets the weights that the form prints decide between schemes.
  ///
  /// The order is fixed: schemes whose weights are those of the form; schemes in force in the year; the scheme of the
  /// nearest place, then 全国; the one whose groups of indicators are those of the form; priority; the newest; the first
  /// identifier.
  /// - Parameters:
  ///   - place: district of the form: 武汉市洪山区; taken from the form when nil.
  ///   - year: taken from the form when nil.
  /// - Returns: nil when no scheme scores this kind of form.
  public func choose(for form: FormContent, place: String? = nil, year: Int? = nil) -> SchemeChoice? {
    choose(form, PrintedWeights(form), place ?? form.region, year ?? form.year)
  }

  /// The same for a form that has been prepared for judging.
  public func choose(for prepared: PreparedForm, place: String? = nil, year: Int? = nil) -> SchemeChoice? {
    let form = prepared.form
    return choose(form, PrintedWeights(prepared), place ?? form.region, year ?? form.year)
  }

  private func choose(_ form: FormContent, _ printed: PrintedWeights, _ place: String?, _ year: Int?) -> SchemeChoice? {
    var best: Candidate?
    for (index, scheme) in schemes.enumerated() {
      guard let layout = scheme.layout(for: form.kind) else { continue }
      let fits = printed.fits(layout)
      let nearness = scheme.validity.nearness(place)
      // A scheme of another place is used only when the form itself prints its weights.
      guard nearness >= 0 || fits == true else { continue }
      let candidate = Candidate(
        index: index, fits: fits, inForce: year.map(scheme.validity.covers), nearness: nearness,
        strangers: printed.strangers(to: layout), priority: scheme.priority, firstYear: scheme.validity.firstYear)
      if best.map(candidate.precedes) ?? true { best = candidate }
    }
    guard let best else { return nil }
    let reason = SchemeChoice.Reason(
      fits: best.fits, inForce: best.inForce, nearness: best.nearness, place: schemes[best.index].validity.place,
      hasPlace: place != nil, year: year, execution: printed.execution, goalText: printed.goalText,
      rows: printed.hasRows ? printed.rows : nil)
    return SchemeChoice(scheme: schemes[best.index], reason: reason)
  }
}

/// A scheme that could score a form. Schemes are walked by identifier, so the first of equals stays.
private struct Candidate {
  let index: Int
  let fits: Bool?
  let inForce: Bool?
  let nearness: Int
  /// Groups that only the form or only the scheme has.
  let strangers: Int
  let priority: Int
  let firstYear: Int

  func precedes(_ other: Candidate) -> Bool {
    if fits != other.fits { return fits == true }
    if inForce != other.inForce { return inForce == true }
    if nearness != other.nearness { return nearness > other.nearness }
    if strangers != other.strangers { return strangers < other.strangers }
    if priority != other.priority { return priority > other.priority }
    return firstYear > other.firstYear
  }
}

extension SchemeChoice.Reason {
  public var text: String {
    var reasons: [String] = []
    switch fits {
    case true?: reasons.append("表中印的权重（\(weights)）与方案一致")
    case false?: reasons.append("表中印的权重（\(weights)）与各方案都不一致，按地区和年度选用")
    case nil: reasons.append("表中没有印权重，按地区和年度选用")
    }
    switch nearness {
    case 1...: reasons.append("适用于\(place)")
    case 0 where fits == true: reasons.append("是全国方案")
    case 0: reasons.append(hasPlace ? "本地没有合用的方案，用全国方案" : "没有写地区，用全国方案")
    default: reasons.append("是\(place)的方案")
    }
    switch inForce {
    case true?: reasons.append("\(year ?? 0) 年有效")
    case false?: reasons.append("\(year ?? 0) 年不在方案的有效期内")
    case nil: break
    }
    return reasons.joined(separator: "；")
  }

  private var weights: String {
    var parts: [String] = []
    if let execution { parts.append("预算执行 \(execution.trimmed)") }
    if goalText != .zero { parts.append("总体目标 \(goalText.trimmed)") }
    if let rows { parts.append("指标 \(rows.trimmed)") }
    return parts.joined(separator: "、")
  }
}

extension Validity {
  /// 0 for 全国, more the nearer the place, -1 for another place.
  func nearness(_ place: String?) -> Int {
    if self.place == "全国" { return 0 }
    guard let place, place.holds(self.place) else { return -1 }
    return self.place.utf8.count
  }
}

extension String {
  /// Whether the bytes of `word` stand somewhere in this text.
  fileprivate func holds(_ word: String) -> Bool {
    var (text, word) = (self, word)
    return text.withUTF8 { text in
      word.withUTF8 { word in
        guard text.count >= word.count else { return false }
        return (0...text.count - word.count).contains { start in
          word.indices.allSatisfy { text[start + $0] == word[$0] }
        }
      }
    }
  }
}

/// The weights that a form prints, as far as they tell schemes apart.
struct PrintedWeights {
  let execution: ExactDecimal?
  /// Weights of goals that are judged as texts.
  private(set) var goalText: ExactDecimal = .zero
  /// Sum of the weights of all rows.
  private(set) var rows: ExactDecimal = .zero
  private(set) var hasRows = false
  private var groups = Groups()

  /// What a form has of each group of indicators.
  private struct Groups {
    var cost: ExactDecimal?
    var output: ExactDecimal?
    var benefit: ExactDecimal?
    var satisfaction: ExactDecimal?

    subscript(group: IndicatorClass) -> ExactDecimal? {
      get {
        switch group {
        case .cost: cost
        case .output: output
        case .benefit: benefit
        case .satisfaction: satisfaction
        }
      }
      set {
        switch group {
        case .cost: cost = newValue
        case .output: output = newValue
        case .benefit: benefit = newValue
        case .satisfaction: satisfaction = newValue
        }
      }
    }
  }

  init(_ form: FormContent) {
    self.init(head: form)
    for goal in form.goals { for row in goal.indicators { add(row.weight, IndicatorClass(row)) } }
  }

  init(_ prepared: PreparedForm) {
    self.init(head: prepared.form)
    for row in prepared.rows { add(row.indicator.weight, row.group) }
  }

  private init(head form: FormContent) {
    execution = form.execution?.weight ?? form.execution?.rows.lazy.compactMap(\.weight).first
    guard form.kind == .projectSelfEvaluation else { return }
    for goal in form.goals {
      if let weight = goal.weight, weight.isPlausibleWeight { goalText += weight }
    }
  }

  private mutating func add(_ weight: ExactDecimal?, _ group: IndicatorClass?) {
    var points = ExactDecimal.zero
    if let weight, weight.isPlausibleWeight {
      hasRows = true
      rows += weight
      points = weight
    }
    if let group { groups[group] = (groups[group] ?? .zero) + points }
  }

  /// nil when the form prints too little to tell.
  func fits(_ layout: Scheme.Layout) -> Bool? {
    guard hasRows || execution != nil else { return nil }
    for part in layout.parts {
      switch part.source {
      case .execution: if let execution, execution != part.weight { return false }
      case .goal: if goalText != part.weight, hasRows, goalText != .zero { return false }
      case .goals: if hasRows, rows != part.weight { return false }
      case .indicators: if hasRows, sum(part.classes) != part.weight { return false }
      }
    }
    return goalText == .zero || layout.parts.contains { $0.source == .goal }
  }

  /// Groups that only the form or only the layout has.
  func strangers(to layout: Scheme.Layout) -> Int {
    var count = 0
    var known: [IndicatorClass] = []
    for part in layout.parts where part.source == .indicators || part.source == .goals {
      if part.classes.isEmpty { return 0 }
      if !part.classes.contains(where: { groups[$0] != nil }) { count += 1 }
      known += part.classes
    }
    for group in IndicatorClass.allCases where groups[group] != nil && !known.contains(group) { count += 1 }
    return count
  }

  private func sum(_ wanted: [IndicatorClass]) -> ExactDecimal {
    wanted.isEmpty ? rows : wanted.reduce(.zero) { $0 + (groups[$1] ?? .zero) }
  }
}

extension ExactDecimal {
  /// A weight of points: 0…1000 with at most four places; anything else is a slip of the pen.
  public var isPlausibleWeight: Bool {
    !isNegative && (places <= 4 || trimmed.places <= 4) && self <= 1000
  }
}
