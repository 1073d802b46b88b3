public import Model
public import Schemes

/// Scores forms: a pure function of the form and the scheme.
public enum Scorer {
  /// Scores a form and explains every point.
  ///
  /// Two readings stay apart: `Score.printedSum` adds what the form prints, `Score.total` is what the scheme makes of
  /// targets and actual results. Rows that people judge count as printed.
  /// - Parameters:
  ///   - choice: what spoke for this scheme, for the reader.
  ///   - vetoes: identifiers of vetoes of the scheme that a person has established.
  public static func score(
    _ form: FormContent, with scheme: Scheme, choice: SchemeChoice.Reason? = nil, vetoes: [String] = []
  ) -> Score {
    score(PreparedForm(form), with: scheme, choice: choice, vetoes: vetoes)
  }

  public static func score(
    _ prepared: PreparedForm, with scheme: Scheme, choice: SchemeChoice.Reason? = nil, vetoes: [String] = []
  ) -> Score {
    var work = ScoreWork(prepared, scheme)
    let form = prepared.form
    let root = work.root()
    let total = root.score.rounded(to: scheme.rounding.totalPlaces)
    let printed = form.score?.points
    let grade = work.grade(of: total, vetoes)
    work.compare(root, total, printed)
    return Score(
      form: form.name ?? form.title ?? form.kind.officialName, scheme: scheme.id, schemeName: scheme.name,
      choice: choice,
      total: total, printed: printed, printedSum: root.printed, grade: grade, root: root, notes: work.notes)
  }

  /// Scores a form with the scheme that the library chooses for it.
  /// - Returns: nil when no scheme scores this kind of form.
  public static func score(
    _ form: FormContent, from library: SchemeLibrary, place: String? = nil, year: Int? = nil
  ) -> Score? {
    score(PreparedForm(form), from: library, place: place, year: year)
  }

  public static func score(
    _ prepared: PreparedForm, from library: SchemeLibrary, place: String? = nil, year: Int? = nil
  ) -> Score? {
    guard let choice = library.choose(for: prepared, place: place, year: year) else { return nil }
    return score(prepared, with: choice.scheme, choice: choice.reason)
  }

  /// The total alone, without explanation: the same arithmetic as `score`, for ranking and trying schemes on many forms.
  /// - Complexity: O(rows), no text is made.
  public static func total(_ prepared: PreparedForm, with scheme: Scheme) -> ExactDecimal {
    var work = ScoreWork(prepared, scheme, explains: false)
    return work.root().score.rounded(to: scheme.rounding.totalPlaces)
  }
}
