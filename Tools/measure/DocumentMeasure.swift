import Documents
import Foundation
import Model

/// Reading one document from memory into the document tree.
enum DocumentMeasure {
  enum Count {
    /// Every place of the grid: a merged cell counts for all it covers, as python-docx counts it.
    case places
    /// Every cell and line with a text, as readers of workbooks see them.
    case texts
  }

  static func run(_ path: String, counting count: Count, rounds: Int = 5) throws -> String {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    let name = URL(filePath: path).lastPathComponent
    var best = Double.infinity
    var cells = 0
    for _ in 0..<rounds {
      let start = ContinuousClock.now
      let document = try DocumentReader.read(bytes, name: name)
      best = min(best, seconds(since: start))
      cells = document.blocks.reduce(0) { $0 + cellCount($1, count) }
    }
    return "{\"seconds\": \(best), \"cells\": \(cells)}"
  }

  private static func cellCount(_ block: Document.Block, _ count: Count) -> Int {
    switch block {
    case .heading: 0
    case .paragraph: count == .texts ? 1 : 0
    case .table(let table):
      table.rows.joined().reduce(0) { sum, cell in
        switch count {
        case .places: sum + cell.columnSpan * cell.rowSpan
        case .texts: sum + (cell.text.isEmpty ? 0 : 1)
        }
      }
    }
  }

  static func seconds(since start: ContinuousClock.Instant) -> Double {
    let duration = ContinuousClock.now - start
    return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }
}
