public import Model
public import Schemes
public import Store

/// What results do to the next budget at a place (结果与预算挂钩办法).
public struct BudgetLinkPolicy: PolicyBody, Hashable {
  /// A range of scores with its consequence.
  public struct Band: Hashable, Sendable {
    /// Lowest score of the band, whole points.
    public let from: Int
    /// Share of next year's budget that is cut, in per cent.
    public let cut: ExactDecimal
    public let name: String
    public let words: String
  }

  public static var subject: String { "budget-link" }
  /// From the highest down; the last one begins at 0.
  public private(set) var bands: [Band]
  /// Kinds of project that are cut at all.
  public let categories: Set<Project.Category>
  /// Cut for a problem that was not rectified, in per cent.
  public let notRectifiedCut: ExactDecimal

  public init(_ object: DataObject) {
    bands = object.objects("bands").map { entry in
      defer { entry.finish() }
      let band = Band(
        from: entry.integer("from"), cut: entry.figure("cut"), name: entry.text("name"), words: entry.text("words"))
      if band.cut.isNegative || band.cut > .hundred { entry.report("cut", "“cut”应在 0 到 100 之间") }
      return band
    }
    let order = bands.map(\.from)
    if order != order.sorted(by: >) || order.last != 0 { object.report("bands", "“bands”从高分到低分排，最后一档从 0 开始") }
    categories = Set(
      object.texts("categories").compactMap { name in
        let category = Project.Category(rawValue: name)
        if category == nil { object.report("categories", "没有叫“\(name)”的项目类别") }
        return category
      })
    notRectifiedCut = object.figure("not_rectified_cut")
  }

  /// The same policy with other percentages, for seeing what they would do.
  /// - Parameter cuts: one for each band, from the highest down.
  public func with(cuts: [ExactDecimal]) -> BudgetLinkPolicy {
    var changed = self
    changed.bands = zip(bands, cuts).map { band, cut in
      Band(from: band.from, cut: cut, name: band.name, words: band.words)
    }
    return changed
  }

  /// The band of a score.
  public func band(of score: ExactDecimal) -> Band? { bands.first { score >= ExactDecimal($0.from) } }
}
