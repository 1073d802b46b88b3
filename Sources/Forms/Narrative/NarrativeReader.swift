public import Documents
public import Model

/// Reads what is no orderly table: forms flattened to lines, the figures of a final account, figures stated in text.
public enum NarrativeReader {
  /// Adds to `content` what the paragraphs of the document say; its tables are left to the readers of forms.
  ///
  /// Identity that `content` already has (title, place, year, money unit) stays.
  /// - Complexity: linear in the text, apart from flattened tables (words × readings kept).
  public static func read(_ document: Document, into content: inout DocumentContent) {
    for lines in PrintedLines.runs(of: document) {
      let found = SelfEvaluationLines.forms(in: lines)
      content.forms += found.map(\.form)
    }
  }
}
