import Forms
import Foundation
import Model
import Schemes
import Scoring
import TestSupport
import Testing
import Web

/// A real document with four self-evaluations, from the file to the score.
@Suite(.enabled(if: ProjectFiles.seed("001") != nil)) struct ScoreSeedTests {
  static let scores: [Score] = {
    guard let file = ProjectFiles.seed("001"), let data = try? Data(contentsOf: file),
      let pipeline = try? Pipeline.standard(),
      let reading = try? pipeline.read([UInt8](data), name: file.lastPathComponent)
    else { return [] }
    return reading.content.forms.compactMap(pipeline.score)
  }()

  @Test func `every evaluation comes out at the total it prints`() {
    #expect(Self.scores.map(\.total) == ["92", "93.5", "97.1", "95.5"].map { ExactDecimal($0)! })
    #expect(Self.scores.allSatisfy { $0.total == $0.printed && $0.printedAgrees == true })
    #expect(Self.scores.allSatisfy { $0.scheme == "hubei-2023" })
  }

  @Test func `all indicator rows are scored and explained`() {
    let rows = Self.scores.map { $0.root.all.filter { $0.target != nil } }
    #expect(rows.map(\.count) == [29, 22, 85, 25])
    #expect(rows.joined().allSatisfy { !$0.why.isEmpty && !$0.flags.contains(.differs) && !$0.flags.contains(.open) })
  }
}
