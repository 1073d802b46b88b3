import Documents
import Model
import Schemes
import TestSupport
import Testing
import Work

@testable import Web

/// A form that goes out as a workbook comes back as it was, whatever its template and whatever is in it.
@Suite struct OfflineRoundTripTests {
  static let templates = TemplateLibrary.standard().valid.templates

  /// A form with something in every cell that its template has.
  struct Sample {
    let base: FormContent
    let filled: FormContent
    let plan: EditPlan

    init(_ template: Template, seed: UInt64, isFull: Bool = true) {
      var random = SeededRandom(seed: seed)
      let base = FormContent(kind: template.kind).prepared(for: template)
      var maker = EditPlanMaker(template, base)
      let plan = maker.make()
      var content = base
      for cell in plan.parts.flatMap(\.cells) where !cell.isPersonal && (isFull || Bool.random(using: &random)) {
        content.enter(Self.value(cell.path, cell.isFigure, &random), at: cell.path)
      }
      for grid in plan.grids {
        if !grid.isFixed {
          for number in 1...Int.random(in: 1...4, using: &random) {
            content.addRow("x\(number)", to: grid.list, after: content.rowIDs(of: grid.list)?.last)
          }
        }
        for id in content.rowIDs(of: grid.list) ?? [] {
          for column in grid.columns + grid.panel where isFull || Bool.random(using: &random) {
            let path = FormPath("\(grid.list)[\(id)]").field(column.field)
            content.enter(
              grid.choices[column.field]?.randomElement(using: &random) ?? Self.value(path, column.isFigure, &random),
              at: path)
          }
        }
      }
      (self.base, self.plan, filled) = (base, plan, content)
    }

    static func value(_ path: FormPath, _ isFigure: Bool, _ random: inout SeededRandom) -> String {
      if path.text.hasSuffix("year") { return String(Int.random(in: 2020...2030, using: &random)) }
      guard isFigure else {
        return [
          "≥95%", "007", "=1+1", "完成\n第二行", "≤1,200万元", "2024年6月底前", "<a href='x'>&\"", "100", "0.50", "３２家", "按期完成",
          "≥32万平方米",
          "\u{1F600}表", "-3", "1e5", "TRUE", "2024-06-30", "=100%", "'引号",
        ].randomElement(using: &random)!
      }
      let units = Int64.random(in: -9_999_999...999_999_999_999, using: &random)
      return ExactDecimal(units: units, places: Int.random(in: 0...6, using: &random)).description
    }

    func workbook() throws -> [UInt8] {
      let identity = OfflineIdentity(
        form: "f1", region: "r", year: 2026, kind: filled.kind.rawValue, revision: 1, digest: "d",
        template: plan.template.id, layout: plan.layoutDigest, unit: "万元", at: "2026-11-20 09:00")
      var layout = OfflineLayout(plan, filled, .all)
      let cover = OfflineCover(title: "表", facts: [("年度", "2026 年")], remarks: ["看一眼"])
      return try layout.workbook(identity, cover: cover).xlsx()
    }

    func changes(_ bytes: [UInt8], from old: FormContent) throws -> (OfflineReading, OfflineChanges) {
      let reading = try OfflineReading(WorkbookCells(bytes, office: nil))
      var count = 0
      return (
        reading,
        OfflineChanges(reading, base: old, plan: plan, editable: .all) {
          count += 1
          return "new\(count)"
        }
      )
    }

    /// What is lost or changed on the way, by address.
    func lost(_ bytes: [UInt8]) throws -> [String] {
      let (reading, none) = try changes(bytes, from: filled)
      var problems = none.changes.cells.map { "\($0.path): \($0.typed) != \(filled.typedCells[$0.path] ?? "")" }
      if !none.changes.steps.isEmpty { problems.append("rows: \(none.changes.steps)") }
      problems += none.homeless.map { "homeless \($0)" }
      if reading.identity.form != "f1" { problems.append("identity") }
      // Into the empty form everything comes back.
      var again = base
      let (_, all) = try changes(bytes, from: base)
      _ = all.changes.apply(
        to: &again, base: base, isBehind: false, plan: plan, editable: .all, newID: { "-" })
      let (was, now) = (filled.typedCells, again.typedCells)
      for path in Set(was.keys).union(now.keys) where !OfflineChanges.isSame(now[path] ?? "", was[path] ?? "", path) {
        problems.append("\(path): \(now[path] ?? "nothing") != \(was[path] ?? "nothing")")
      }
      return problems.sorted()
    }
  }

  @Test(arguments: templates.map(\.id)) func `nothing is lost on the way of any template`(id: String) throws {
    let template = try #require(Self.templates.first { $0.id == id })
    let sample = Sample(template, seed: 1)
    let lost = try sample.lost(try sample.workbook())
    #expect(lost == [])
  }

  @Test(arguments: 0..<60 as Range<UInt64>) func `nothing is lost of any content`(seed: UInt64) throws {
    let template = Self.templates[Int(seed) % Self.templates.count]
    let sample = Sample(template, seed: seed, isFull: false)
    let lost = try sample.lost(try sample.workbook())
    #expect(lost == [])
  }

  @Test(.enabled(if: Office.program != nil, "LibreOffice is not installed"))
  func `nothing is lost when another program has opened and saved it`() throws {
    let samples = Self.templates.enumerated().map { Sample($1, seed: UInt64($0)) }
    let files = try samples.enumerated().map { (name: "\($0).xlsx", bytes: try $1.workbook()) }
    let saved = try Office.convert(files, to: "xlsx")
    for (sample, bytes) in zip(samples, saved) {
      let lost = try sample.lost(bytes)
      #expect(lost == [], "\(sample.plan.template.id)")
    }
  }

  @Test func `rows that were emptied go, rows that were added come`() throws {
    let template = try #require(Self.templates.first { $0.kind == .projectGoal })
    let sample = Sample(template, seed: 3)
    let grid = try #require(sample.plan.grids.first { !$0.isFixed && $0.list.text.hasSuffix("indicators") })
    let ids = try #require(sample.filled.rowIDs(of: grid.list))
    var now = sample.filled
    let first = FormPath("\(grid.list)[\(ids[0])]")
    for column in grid.columns + grid.panel { now.enter("", at: first.field(column.field)) }
    now.addRow("later", to: grid.list, after: ids.last)
    now.enter("新指标", at: FormPath("\(grid.list)[later]").field(grid.main))
    var layout = OfflineLayout(sample.plan, now, .all)
    let identity = try OfflineReading(WorkbookCells(try sample.workbook(), office: nil)).identity
    let bytes = try layout.workbook(identity, cover: .init(title: "", facts: [], remarks: [])).xlsx()
    let (_, changes) = try sample.changes(bytes, from: sample.filled)
    #expect(changes.changes.steps == [.remove(first), .add(list: grid.list, id: "later", after: ids.last)])
    #expect(changes.changes.cells.map(\.typed) == ["新指标"])
  }

  @Test(arguments: [
    "≥95%", "≥32万平方米", "按期完成", "2024年6月底前", "≥", "100", "≤1,200万元", "", "=100%", ".5个", "3-5天", "≥95 %",
  ])
  func `a target in three cells is put together as it was`(text: String) {
    #expect(TargetParts(text).joined == text)
  }

  @Test func `what is typed twice of a target stands once`() {
    #expect(TargetParts(sign: "≥", value: "≥95%", unit: "%").joined == "≥95%")
    #expect(TargetParts(sign: "≥", value: "", unit: "%").joined == "")
    let parts = TargetParts("≥32万平方米")
    #expect(parts.sign == "≥" && parts.value == "32" && parts.unit == "万平方米")
  }

  @Test func `a hidden sheet that was changed, or is another program's, is not believed`() throws {
    let identity = OfflineIdentity(
      form: "f1", region: "r", year: 2026, kind: "k", revision: 1, digest: "d", template: "t", layout: "l", unit: "万元",
      at: "")
    var rows = identity.rows
    func read() throws -> OfflineIdentity {
      var hidden = FillWorkbook.Sheet(OfflineIdentity.sheet, widths: [10], rows: rows)
      hidden.isHidden = true
      let book = FillWorkbook([.init("表", widths: [10]), hidden], lists: [["甲"]])
      return try OfflineIdentity(WorkbookCells(try book.xlsx(), office: nil))
    }
    #expect(try read() == identity)
    rows[1].cells[1] = .init("f2", .locked)
    #expect(throws: OfflineIdentity.Failure.changed) { try read() }
    rows[0].cells[1] = .init("2", .locked)
    #expect(throws: OfflineIdentity.Failure.newer) { try read() }
    rows = []
    #expect(throws: OfflineIdentity.Failure.foreign) { try read() }
  }
}
