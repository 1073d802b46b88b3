import Model
import Schemes
import Scoring
import Testing

@Suite struct RecomputationTests {
  static func file(_ name: String) -> String {
    var form = Evaluations.form(name)
    form.contacts = [Attribute("联系电话", "80000000")]
    let score = Scorer.score(form, from: Evaluations.schemes)!
    return Recomputation.file(score, of: form, with: Evaluations.hubei) { "count:\($0.count)" }.text(.indented)
  }

  @Test(arguments: Evaluations.names)
  func `a stranger computes the same score from the file alone`(name: String) throws {
    let again = try Recomputation(Array(Self.file(name).utf8))
    #expect(again.differences == [])
    #expect(again.score.total == Evaluations.form(name).score)
  }

  @Test func `persons are not in the file`() {
    #expect(!Self.file("city").contains("80000000"))
  }

  @Test func `a changed figure is found where it stands`() throws {
    let changed = Self.file("city").replacing("\"total\": 93.5", with: "\"total\": 98.5", maxReplacements: 1)
    let again = try Recomputation(Array(changed.utf8))
    #expect(again.differences.map(\.place) == ["city · total"])
    #expect(again.differences.first?.stated == "98.5")
    #expect(again.differences.first?.computed == "93.5")
  }

  @Test func `a file that is none is refused`() {
    #expect(throws: Recomputation.Failure.otherFormat) { try Recomputation(Array("{}".utf8)) }
    #expect(throws: Recomputation.Failure.missing("scheme.data")) {
      try Recomputation(Array("{\"format\": \"hengji-score-1\"}".utf8))
    }
  }

  @Test func `the contract names are there`() throws {
    let score = Scorer.score(Evaluations.form("city"), with: Evaluations.hubei)
    let json = score.json(Evaluations.hubei)
    #expect(json["total"]?.number == ExactDecimal("93.5"))
    #expect(json["printed"]?.number == ExactDecimal("93.5"))
    let part = try #require(json["parts"]?.array?.first)
    #expect(part["name"]?.string == "预算执行")
    #expect(part["why"]?.string == "1194.23 ÷ 1194.23 = 100%，20 × 100% = 20")
    #expect(part["rule"]?.string == "E1")
    #expect(part["path"]?.string == "execution.score")
  }
}
