import Documents
import Foundation
import Model
import TestSupport
import Testing

@testable import Forms

/// The forms of real documents, printed as offices print them, say the same in every format.
@Suite(.enabled(if: ProjectFiles.shared != nil && Office.program != nil)) struct OfficialFormTests {
  static let numbers = ["000", "002", "004"]

  struct Printed {
    var forms: [FormContent]
    var files: [(format: String, bytes: [UInt8])]
  }

  static let printed: [String: Printed] = {
    var out: [String: Printed] = [:]
    for number in numbers {
      guard let reading = try? GoldTests.read(number) else { continue }
      // Forms told in sentences have no table to be printed as.
      let forms = zip(reading.content.forms, reading.places).filter { $0.1.values.contains { $0.table != nil } }.map(
        \.0)
      let document = OfficialLayout.document(forms)
      guard let sheet = try? WorkbookWriter.xlsx(document) else { continue }
      out[number] = Printed(forms: forms, files: [("docx", WordFile.bytes(document)), ("xlsx", sheet)])
    }
    let files = numbers.compactMap { number in out[number].map { ("\(number).docx", $0.files[0].bytes) } }
    guard let pages = try? Office.convert(files, to: "pdf"), pages.count == out.count else { return out }
    for (number, page) in zip(numbers.filter { out[$0] != nil }, pages) { out[number]?.files.append(("pdf", page)) }
    return out
  }()

  /// What a reading says, value by value, each with the form it stands in.
  private func values(_ forms: [FormContent]) -> [String] {
    forms.flatMap { form -> [String] in
      var out = [form.kind.rawValue, form.name ?? "", form.code ?? "", "\(form.amounts)"]
      out += form.funding.filter { ($0.amount ?? 0) != 0 }.map { "\($0.source ?? "") \($0.amount ?? 0)" }
      out += (form.income + form.spending).map {
        "\($0.item ?? "") \($0.amount ?? 0) \($0.share ?? 0) \($0.history ?? [])"
      }
      out += form.projects.map { "\($0.name ?? "") \($0.total ?? 0) \($0.current ?? 0)" }
      out += form.costs.map { "\($0.activity ?? "")\($0.content ?? "") \($0.amount ?? 0)" }
      out += form.procurement.map { "\($0.item ?? "") \($0.amount ?? 0)" }
      out += form.schedule.map { "\($0.by ?? "") \($0.percent ?? 0)" }
      for goal in form.goals {
        out += ["\(goal.term?.rawValue ?? "") \(goal.name ?? "")", Wording.unspaced(goal.text ?? "")]
        for indicator in goal.indicators {
          let fields =
            [indicator.level1, indicator.level2, indicator.name, indicator.target] + (indicator.history ?? [])
          out += fields.map { "\(goal.name ?? "") \(indicator.name ?? "") \(Wording.unspaced($0 ?? ""))" }
        }
      }
      return out.map { "\(form.name ?? "")|\(Wording.unspaced($0))" }
    }
  }

  @Test(arguments: numbers, ["docx", "xlsx", "pdf"])
  func `a form printed by an office says what was in it`(number: String, format: String) throws {
    let printed = try #require(Self.printed[number])
    let file = try #require(printed.files.first { $0.format == format })
    let read = reader.read(try DocumentReader.read(file.bytes, name: "表.\(format)")).content.forms
    #expect(read.count == printed.forms.count)
    var rest = Dictionary(values(read).map { ($0, 1) }, uniquingKeysWith: +)
    let wanted = values(printed.forms)
    var missing: [String] = []
    for value in wanted {
      if let count = rest[value], count > 0 { rest[value] = count - 1 } else { missing.append(value) }
    }
    let extra = rest.values.reduce(0, +)
    let found = Double(wanted.count - missing.count)
    let score = 2 * found / (2 * found + Double(missing.count + extra))
    #expect(score >= 0.97, "\(score) \(missing.prefix(12))")
  }
}
