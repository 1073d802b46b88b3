/// How much of one kind a document may hold before it is refused as no real one.
///
/// Recognising a form and reviewing it compare its rows, goals and neighbours with each other; these limits keep that
/// within seconds for any file. The largest forms known have some 200 rows, the largest books some 700 forms.
enum ReadingLimits {
  /// Forms of a document.
  static let forms = 3_000
  /// Rows and labelled values of one form.
  static let entries = 3_000
  static let goals = 500
  /// Figures in the text of a final account; the longest known states some 300.
  static let figures = 5_000
  /// Figures stated in a report on work.
  static let statements = 20_000
  /// Words of one form that was flattened to lines; the largest known has some 2,000.
  static let flatWords = 20_000
  /// Partial rows tried for all flattened forms of a document together, about a second for each million.
  static let flatSteps = 2_000_000
}

/// A document beyond the limits: what there is too much of, in plain words, and where.
struct Excess: Error, Hashable {
  let detail: String
}
