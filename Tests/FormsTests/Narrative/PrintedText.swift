import Documents
import Foundation
import TestSupport

/// Text as a file has it: one paragraph per printed line that is not blank, with its line number; `##` heads, and lines
/// with tabulators are a table.
func printed(_ text: String) -> Document {
  var blocks: [Document.Block] = []
  for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
    guard line.contains(where: { !$0.isWhitespace }) else { continue }
    let place = Document.Place(line: index + 1)
    if line.contains("\t") {
      if case .table = blocks.last { continue }
      blocks.append(.table(Document.Table(rows: [], grid: .ragged, at: place)))
    } else if line.hasPrefix("#") {
      let text = line.drop { $0 == "#" }
      blocks.append(.heading(level: line.count - text.count, Document.Paragraph(String(text), at: place)))
    } else {
      blocks.append(.paragraph(Document.Paragraph(String(line), at: place)))
    }
  }
  return Document(blocks: blocks, format: "txt")
}

/// The real final account beside the checkout; nil where it is missing.
func printedSeed(_ number: String) -> Document? {
  guard let file = ProjectFiles.seed(number), let text = try? String(contentsOf: file, encoding: .utf8) else {
    return nil
  }
  return printed(text)
}
