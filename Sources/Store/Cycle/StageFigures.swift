public import Lifecycle
public import Model

/// What stages came to, one figure each, rolled up for every branch: the mean of a district is one row.
public enum StageFigures {
  /// The mean over all stages of a flow and part that have a figure; nil while none has.
  public static func mean(
    region: String, year: Int, _ path: UnitPath, flow: String, part: String, in transaction: ReadTransaction
  ) throws(StoreError) -> ExactDecimal? {
    try transaction.settle()
    let sum = try transaction.first(
      """
      SELECT stages, millionths FROM stage_figure
      WHERE region = \(region) AND year = \(year) AND path = \(path.text) AND flow = \(flow) AND part = \(part)
        AND stages > 0
      """
    ) { (row) throws(StoreError) in (try row.integer(), try row.integer64()) }
    guard let (stages, millionths) = sum else { return nil }
    return ExactDecimal(units: millionths, places: 6).divided(by: ExactDecimal(stages), places: 2)
  }

  static func set(_ figure: ExactDecimal, of row: StageRow, in transaction: WriteTransaction) throws(StoreError) {
    guard let millionths = figure.millionths else { throw .refused(rule: "figure-in-range") }
    let former = try transaction.first(
      """
      SELECT figure_millionths FROM stage
      WHERE region = \(row.region) AND year = \(row.year) AND id = \(row.id)
      """
    ) { (row) throws(StoreError) in try row.optionalInteger64() }
    let before = former ?? nil
    guard before != millionths else { return }
    try transaction.run(
      """
      UPDATE stage SET figure_millionths = \(millionths)
      WHERE region = \(row.region) AND year = \(row.year) AND id = \(row.id)
      """)
    let figures: [Int64] = [before == nil ? 1 : 0, millionths - (before ?? 0)]
    for branch in row.path.branches {
      transaction.tally.add(
        .stageFigure, [.text(row.region), .integer(Int64(row.year)), .text(branch), .text(row.flow), .text(row.part)],
        figures)
    }
  }

  static let table = SumTable(
    columns: """
      region, year, path, flow, part, stages, millionths
      """, inserting: "INSERT INTO stage_figure",
    adding: """
      ON CONFLICT (region, year, path, flow, part) DO UPDATE SET
        stages = stage_figure.stages + excluded.stages,
        millionths = stage_figure.millionths + excluded.millionths
      """)
}
