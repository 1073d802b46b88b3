/// How much of one kind a document may hold before it is refused as no real one.
///
/// Recognising a form and reviewing it compare its rows, goals and neighbours with each other; these limits keep that
/// within seconds for any file. The largest forms known have some 200 rows, the largest books some 700 forms.
enum ReadingLimits {
  /// Forms of a document.
  static let forms = 3_000
  /// Rows and labelled values of one form.
  static let entries = 3_000
  /// The same of all forms of a document together; the largest books have some 25,000.
  static let allEntries = 50_000
  static let goals = 500
  /// Columns of the head of a table that is read by its head; the widest known have some 25.
  static let columns = 64
  /// Names compared with each other by how alike they are, over the whole document; the largest known take some 5,000.
  static let comparisons = 400_000
  /// Bytes of one attribute in which a further text is looked for before it is added.
  static let attributeBytes = 16_384
  /// Figures in the text of a final account; the longest known states some 300.
  static let figures = 5_000
  /// Cells of the tables of a final account; the longest known have some 8,000.
  static let accountCells = 500_000
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
