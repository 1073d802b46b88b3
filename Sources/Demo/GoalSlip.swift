public import Model

/// A slip that was planted on purpose, for the key that a reviewer's findings are held against.
public struct PlantedSlip: Hashable, Sendable {
  /// Name of the rule that must find it.
  public let rule: String
  public let path: FormPath
  public let printed: String
  /// What stood there before.
  public let right: String
}

/// The kinds of slip that clerks make in goal forms.
enum GoalSlip: String, CaseIterable, Sendable {
  case fundingSum, doubledPercent, repeatedIndicator, missingUnit, vagueTarget, yearAboveTotal

  /// Spoils one place of a right form.
  func plant(in form: inout FormContent, _ random: inout SeededRandom) -> PlantedSlip {
    switch self {
    case .fundingSum: Self.changeFunding(&form)
    case .doubledPercent:
      changeTarget(&form, "malformed-percent", where: { $0.level2 == "质量指标" }, &random) { $0 + "%" }
    case .repeatedIndicator: Self.repeatIndicator(&form)
    case .missingUnit:
      changeTarget(&form, "unit-missing", where: { $0.level2 == "数量指标" }, &random) { target in
        String(target.prefix { !$0.isLetter })
      }
    case .vagueTarget:
      changeTarget(&form, "unmeasurable-wording", where: { $0.level1 == "效益指标" }, &random) { _ in "不断提升" }
    case .yearAboveTotal: Self.raiseYear(&form)
    }
  }

  private func changeTarget(
    _ form: inout FormContent, _ rule: String, where fits: (Indicator) -> Bool, _ random: inout SeededRandom,
    _ spoil: (String) -> String
  ) -> PlantedSlip {
    let rows = form.goals[0].indicators.indices.filter { fits(form.goals[0].indicators[$0]) }
    let row = rows.randomElement(using: &random)!
    let indicator = form.goals[0].indicators[row]
    let right = indicator.targetText
    form.goals[0].indicators[row].targetText = spoil(right)
    return PlantedSlip(
      rule: rule, path: .indicator(form.goals[0].id, indicator.id).field("target"),
      printed: form.goals[0].indicators[row].targetText, right: right)
  }

  private static func changeFunding(_ form: inout FormContent) -> PlantedSlip {
    let right = form.funding[0].amount ?? .zero
    let wrong = (right * ExactDecimal(units: 9, places: 1)).rounded(to: 2)
    form.funding[0].amount = wrong
    return PlantedSlip(
      rule: "funding-sum", path: .row("funding", form.funding[0].id).field("amount"), printed: "\(wrong)",
      right: "\(right)")
  }

  private static func repeatIndicator(_ form: inout FormContent) -> PlantedSlip {
    let rows = form.goals[0].indicators.indices.filter { form.goals[0].indicators[$0].level2 == "质量指标" }
    let (first, second) = (rows[0], rows[rows.count - 1])
    let right = form.goals[0].indicators[second].name ?? ""
    form.goals[0].indicators[second].name = form.goals[0].indicators[first].name
    return PlantedSlip(
      rule: "duplicate-indicator", path: .indicator("g1", form.goals[0].indicators[second].id).field("name"),
      printed: form.goals[0].indicators[first].name ?? "", right: right)
  }

  private static func raiseYear(_ form: inout FormContent) -> PlantedSlip {
    let right = form.amounts.total ?? .zero
    let wrong = (right * ExactDecimal(units: 1, places: 1)).rounded(to: 2)
    form.amounts.total = wrong
    return PlantedSlip(
      rule: "total-below-year", path: .field("amounts").field("total"), printed: "\(wrong)", right: "\(right)")
  }
}

extension Indicator {
  fileprivate var targetText: String {
    get { target ?? "" }
    set { target = newValue }
  }
}
