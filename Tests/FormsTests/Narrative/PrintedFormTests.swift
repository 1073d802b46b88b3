import Forms
import Model
import TestSupport
import Testing

@Suite struct PrintedFormTests {
  struct Kind: Sendable, CustomStringConvertible {
    let description: String
    let style: PrintedForm.Style
    /// Share of rows that must be read without any mistake. Where every line of every cell is full, two breaks can be
    /// equally likely.
    var least = 1.0
  }

  static let kinds = [
    Kind(description: "weights behind names", style: .init()),
    Kind(description: "narrow columns", style: .init(nameWidth: 6, valueWidth: 4, levelWidth: 2), least: 0.9),
    Kind(description: "wide columns", style: .init(nameWidth: 20, valueWidth: 10, levelWidth: 9)),
    Kind(description: "weight column", style: .init(weightColumn: true, nameWidth: 20, valueWidth: 10, levelWidth: 9)),
    Kind(description: "weight column, broken", style: .init(weightColumn: true)),
    Kind(description: "reasons", style: .init(weightColumn: true, reasons: true)),
    Kind(
      description: "a cell per line", style: .init(weightColumn: true, nameWidth: 20, valueWidth: 10, cellPerLine: true)
    ),
  ]

  @Test(arguments: kinds, 0..<3 as Range<UInt64>)
  func `what was printed is what is read`(kind: Kind, seed: UInt64) throws {
    let made = PrintedForm(seed: seed, style: kind.style)
    var content = DocumentContent()
    NarrativeReader.read(printed(made.lines.joined(separator: "\n")), into: &content)
    let read = try #require(content.forms.first).indicators.map { row($0.indicator) }
    let right = made.rows.filter { read.contains($0) }
    #expect(Double(right.count) >= kind.least * Double(made.rows.count))
    #expect(read.count <= made.rows.count + 1)
  }

  private func row(_ indicator: Indicator) -> PrintedForm.Row {
    PrintedForm.Row(
      level1: indicator.level1 ?? "", level2: indicator.level2 ?? "", name: indicator.name ?? "",
      weight: indicator.weight?.whole ?? -1, target: indicator.target ?? "", actual: indicator.actual ?? "",
      score: indicator.score?.whole ?? -1, reason: indicator.reason ?? "")
  }
}

extension ExactDecimal {
  fileprivate var whole: Int { Int(trimmed.units) }
}
