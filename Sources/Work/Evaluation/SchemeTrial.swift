public import Model
public import Schemes
import Scoring
public import Store

/// A scoring scheme tried on the self-evaluations of a year before it is put in force: what changes, and for whom.
///
/// Nothing is saved. Where people judge, their printed points count in both schemes.
public struct SchemeTrial: Sendable {
  /// One form under both schemes.
  public struct Row: Hashable, Sendable {
    public let form: String
    public let name: String
    public let unit: String
    /// What the scheme in force gives, and what the tried one would.
    public let before: ExactDecimal
    public let after: ExactDecimal
    public let gradeBefore: String?
    public let gradeAfter: String?

    public var change: ExactDecimal { after - before }
    public var changesGrade: Bool { gradeBefore != gradeAfter }
  }

  /// The greatest change first.
  public let rows: [Row]
  /// Forms that one of the two schemes does not score.
  public let unscored: Int
  /// Forms of the year that were not tried, because there are too many.
  public let left: Int

  public var risen: Int { rows.count { $0.change > .zero } }
  public var fallen: Int { rows.count { $0.change.isNegative } }
  public var regraded: Int { rows.count(where: \.changesGrade) }
  /// Mean change with two places; nil without forms.
  public var mean: ExactDecimal? {
    guard !rows.isEmpty else { return nil }
    return rows.reduce(ExactDecimal.zero) { $0 + $1.change }.divided(by: ExactDecimal(rows.count), places: 2)
  }

  /// How many forms are of each grade before and after, best first, as the tried scheme orders them.
  public func grades(_ scheme: Scheme) -> [(name: String, before: Int, after: Int)] {
    scheme.grades.map { grade in
      (
        grade.name, rows.count { $0.gradeBefore == grade.name }, rows.count { $0.gradeAfter == grade.name }
      )
    }
  }

  /// Forms that a trial reads at most.
  public static let formsMax = 2_000

  init(rows: [Row], unscored: Int = 0, left: Int = 0) {
    self.rows = rows.sorted { one, other in
      let (left, right) = (one.change.magnitude, other.change.magnitude)
      return left == right ? (one.name, one.form) < (other.name, other.form) : left > right
    }
    self.unscored = unscored
    self.left = left
  }

  /// Scores the self-evaluations of a kind in the desk's year by the scheme in force then and by another.
  /// - Complexity: reads every form, at most `formsMax` of them.
  public static func run(
    _ scheme: Scheme, kind: FormKind, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> SchemeTrial {
    var filter = FormFilter(region: desk.region, year: desk.year.year, scope: desk.account.scope)
    filter.kind = kind
    (filter.order, filter.isDescending) = (.name, false)
    filter.pageSize = 200
    var rows: [Row] = []
    var (unscored, read, total) = (0, 0, 0)
    while read < formsMax {
      let page = try Forms.list(filter, in: transaction).page
      total = page.total
      for item in page.items {
        guard let content = try Forms.load(id: item.id, in: transaction)?.content else { continue }
        let prepared = PreparedForm(content)
        guard scheme.layout(for: kind) != nil, let former = SelfEvaluations.scheme(content, desk) else {
          unscored += 1
          continue
        }
        let before = Scorer.total(prepared, with: former)
        let after = Scorer.total(prepared, with: scheme)
        rows.append(
          Row(
            form: item.id, name: item.name, unit: item.unitName ?? item.department, before: before, after: after,
            gradeBefore: former.grade(of: before)?.name, gradeAfter: scheme.grade(of: after)?.name))
      }
      read += page.items.count
      guard page.number < page.pages, !page.items.isEmpty else { break }
      filter.page += 1
    }
    return SchemeTrial(rows: rows, unscored: unscored, left: max(0, total - read))
  }
}
