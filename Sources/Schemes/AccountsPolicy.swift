public import Model

/// What a place lays down about final accounts (部门决算口径): the classifications, tolerances, and how the narrative
/// speaks.
public struct AccountsPolicy: PolicyBody, Hashable {
  /// A class of the functional or economic classification.
  public struct ClassName: Hashable, Sendable {
    public let code: String
    public let name: String
  }

  /// What the operating cost is compared with in the narrative.
  public enum Comparison: String, CaseIterable, Sendable { case budget, previous }

  /// A term the narrative explains (名词解释).
  public struct Term: Hashable, Sendable {
    public let name: String
    public let text: String
    /// Cells of which one must hold something for the term to be explained; always when empty.
    public let cells: [AccountsCell]
  }

  public static var subject: String { "final-accounts" }

  /// Functional classes (类) in the order of the printed form.
  public let functional: [ClassName]
  /// First three digits of economic codes that are paid to persons (人员经费); all others are running cost (公用经费).
  public let personnel: Set<String>
  /// What two sides may differ by for each figure added, in 万元, where the workbook is in 万元.
  public let tolerancePerAddend: ExactDecimal
  /// The most they may differ by, in 万元.
  public let toleranceMax: ExactDecimal
  public let operatingCost: Comparison
  public let terms: [Term]

  public init(_ object: DataObject) {
    functional = object.texts("functional_classes").compactMap { text in
      let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
      guard parts.count == 2, parts[0].utf8.count == 3, Int(parts[0]) != nil else {
        object.report("functional_classes", "“\(text)”应写成三位代码、空格、名称")
        return nil
      }
      return ClassName(code: parts[0], name: parts[1])
    }
    personnel = Set(object.texts("personnel_classes"))
    tolerancePerAddend = object.figure("tolerance_per_addend")
    toleranceMax = object.figure("tolerance_max")
    operatingCost = object.choice("operating_cost_compared_with", Comparison.self) ?? .budget
    terms = object.objects("terms").map { entry in
      defer { entry.finish() }
      let cells = entry.texts("cells").compactMap { text in
        let cell = AccountsCell(text)
        if cell == nil { entry.report("cells", "没有叫“\(text)”的格子") }
        return cell
      }
      return Term(name: entry.text("name"), text: entry.text("text"), cells: cells)
    }
  }

  /// The code of a functional class by its name as tables print it; nil when the place has none of that name.
  public func functionalCode(_ name: String) -> String? {
    let key = AccountsWording.key(name)
    return functional.first { AccountsWording.key($0.name) == key || AccountsWording.key($0.name) == key + "支出" }?.code
  }

  public func isPersonnel(_ code: String) -> Bool { personnel.contains(String(code.prefix(3))) }
}
