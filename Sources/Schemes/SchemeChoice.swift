public import Model

/// The scheme a form is scored with, and why that one.
public struct SchemeChoice: Sendable {
  public let scheme: Scheme
  /// For people: 表中印的权重 20/20/60 与本方案一致.
  public let why: String
  /// Whether the weights printed in the form are those of the scheme; nil when the form prints none.
  public let fitsWeights: Bool?
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
    let place = place ?? form.region
    let year = year ?? form.year
    let printed = PrintedWeights(form)
    let candidates = schemes.compactMap { scheme -> Candidate? in
      guard let layout = scheme.layout(for: form.kind), let nearness = scheme.validity.nearness(place) else {
        return nil
      }
      let fits = printed.fits(layout)
      // A scheme of another place is used only when the form itself prints its weights.
      guard nearness >= 0 || fits == true else { return nil }
      return Candidate(
        scheme: scheme, fits: fits, inForce: year.map(scheme.validity.covers), nearness: nearness,
        strangers: printed.strangers(to: layout))
    }
    guard let best = candidates.min(by: Candidate.precedes) else { return nil }
    return SchemeChoice(scheme: best.scheme, why: best.why(place, year, printed), fitsWeights: best.fits)
  }
}

private struct Candidate {
  let scheme: Scheme
  let fits: Bool?
  let inForce: Bool?
  let nearness: Int
  /// Groups that only the form or only the scheme has.
  let strangers: Int

  static func precedes(_ left: Candidate, _ right: Candidate) -> Bool {
    if left.fits != right.fits { return left.fits == true }
    if left.inForce != right.inForce { return left.inForce == true }
    if left.nearness != right.nearness { return left.nearness > right.nearness }
    if left.strangers != right.strangers { return left.strangers < right.strangers }
    if left.scheme.priority != right.scheme.priority { return left.scheme.priority > right.scheme.priority }
    let (a, b) = (left.scheme.validity.firstYear, right.scheme.validity.firstYear)
    return a == b ? left.scheme.id < right.scheme.id : a > b
  }

  func why(_ place: String?, _ year: Int?, _ printed: PrintedWeights) -> String {
    var reasons: [String] = []
    switch fits {
    case true?: reasons.append("表中印的权重（\(printed.description)）与方案一致")
    case false?: reasons.append("表中印的权重（\(printed.description)）与各方案都不一致，按地区和年度选用")
    case nil: reasons.append("表中没有印权重，按地区和年度选用")
    }
    switch nearness {
    case 1...: reasons.append("适用于\(scheme.validity.place)")
    case 0: reasons.append(place == nil ? "没有写地区，用全国方案" : "本地没有方案，用全国方案")
    default: reasons.append("是\(scheme.validity.place)的方案")
    }
    switch inForce {
    case true?: reasons.append("\(year ?? 0) 年有效")
    case false?: reasons.append("\(year ?? 0) 年不在方案的有效期内")
    case nil: break
    }
    return reasons.joined(separator: "；")
  }
}

extension Validity {
  /// 0 for 全国, more the nearer the place, -1 for another place; nil never.
  func nearness(_ place: String?) -> Int? {
    if self.place == "全国" { return 0 }
    guard let place, place.contains(self.place) else { return -1 }
    return self.place.utf8.count
  }
}

/// The weights that a form prints, as far as they tell schemes apart.
struct PrintedWeights: CustomStringConvertible {
  var execution: ExactDecimal?
  /// Weights of goals that are judged as texts.
  var goalText: ExactDecimal = .zero
  /// Sum of the weights of the rows, by class; the last for rows without a class.
  var classes = [ExactDecimal](repeating: .zero, count: IndicatorClass.allCases.count + 1)
  var hasRows = false
  var present: Set<IndicatorClass> = []

  init(_ form: FormContent) {
    execution = form.execution?.weight ?? form.execution?.rows.lazy.compactMap(\.weight).first
    for goal in form.goals {
      for row in goal.indicators {
        let group = IndicatorClass(level1: row.level1, level2: row.level2)
        if let group { present.insert(group) }
        guard let weight = row.weight, weight.isPlausibleWeight else { continue }
        hasRows = true
        let place = group.flatMap { IndicatorClass.allCases.firstIndex(of: $0) }
        classes[place ?? classes.count - 1] += weight
      }
      if form.kind == .projectSelfEvaluation, let weight = goal.weight, weight.isPlausibleWeight { goalText += weight }
    }
  }

  var rows: ExactDecimal { classes.reduce(.zero, +) }

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

  func strangers(to layout: Scheme.Layout) -> Int {
    let parts = layout.parts.filter { $0.source == .indicators || $0.source == .goals }
    if parts.contains(where: \.classes.isEmpty) { return 0 }
    let empty = parts.filter { part in !part.classes.contains(where: present.contains) }.count
    return empty + present.filter { group in !parts.contains { $0.classes.contains(group) } }.count
  }

  private func sum(_ wanted: [IndicatorClass]) -> ExactDecimal {
    if wanted.isEmpty { return rows }
    return zip(IndicatorClass.allCases, classes).reduce(.zero) { wanted.contains($1.0) ? $0 + $1.1 : $0 }
  }

  var description: String {
    var parts: [String] = []
    if let execution { parts.append("预算执行 \(execution.trimmed)") }
    if goalText != .zero { parts.append("总体目标 \(goalText.trimmed)") }
    if hasRows { parts.append("指标 \(rows.trimmed)") }
    return parts.joined(separator: "、")
  }
}

extension ExactDecimal {
  /// A weight of points: 0…1000 with at most four places; anything else is a slip of the pen.
  public var isPlausibleWeight: Bool { !isNegative && self <= 1000 && trimmed.places <= 4 }
}
