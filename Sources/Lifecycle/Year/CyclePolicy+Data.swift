import Model
public import Schemes

extension CyclePolicy: PolicyBody {
  public static var subject: String { "terms" }

  public init(_ object: DataObject) {
    func days(_ key: String) -> Int {
      let days = object.integer(key)
      if !(0...3_650).contains(days) { object.report(key, "“\(key)”应在 0 到 3650 天之间") }
      return max(0, days)
    }
    let signers = object.texts("exception_signers").compactMap { name -> Role? in
      let role = Role(rawValue: name)
      if role == nil { object.report("exception_signers", "没有叫“\(name)”的角色") }
      return role
    }
    self.init(
      rectificationDays: days("rectification_days"), redLightDays: days("red_light_days"),
      publicationDays: days("publication_days"), exAnteFrom: Self.exAnteFrom(object), exceptionSigners: Set(signers))
  }

  /// 万元, as offices name thresholds; a missing member means that every new project needs an evaluation.
  private static func exAnteFrom(_ object: DataObject) -> Money? {
    guard let figure = object.optionalFigure("ex_ante_from_wan_yuan") else { return nil }
    let money = Money(figure, .wanYuan)
    if money == nil { object.report("ex_ante_from_wan_yuan", "金额比分还细") }
    return money
  }
}
