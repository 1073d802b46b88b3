import Documents
import Foundation
import Model

/// Reading one .docx from memory into the document tree.
enum DocxMeasure {
  static func run(_ path: String) throws -> String {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    let name = URL(filePath: path).lastPathComponent
    var best = Double.infinity
    var cells = 0
    for _ in 0..<5 {
      let start = ContinuousClock.now
      let document = try DocumentReader.read(bytes, name: name)
      best = min(best, seconds(since: start))
      cells = document.blocks.reduce(0) { sum, block in
        guard case .table(let table) = block else { return sum }
        // A merged cell counts for every place it covers, as the peer counts it.
        return sum + table.rows.reduce(0) { $0 + $1.reduce(0) { $0 + $1.columnSpan * $1.rowSpan } }
      }
    }
    return "{\"seconds\": \(best), \"cells\": \(cells)}"
  }

  static func seconds(since start: ContinuousClock.Instant) -> Double {
    let duration = ContinuousClock.now - start
    return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }
}
