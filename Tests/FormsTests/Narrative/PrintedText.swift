import Documents
import Foundation
import TestSupport

/// Text as a file has it: one paragraph per printed line that is not blank, with its line number.
func printed(_ text: String) -> Document {
  var blocks: [Document.Block] = []
  for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
    guard line.contains(where: { !$0.isWhitespace }) else { continue }
    blocks.append(.paragraph(Document.Paragraph(String(line), at: Document.Place(line: index + 1))))
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
