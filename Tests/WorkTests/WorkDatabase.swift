import Foundation
import Lifecycle
import Model
import Schemes
import Synchronization

@testable import Store
@testable import Work

extension Engine {
  /// SQLite always; PostgreSQL where HENGJI_TEST_POSTGRES names a server.
  static let present: [Engine] = WorkDatabase.server == nil ? [.sqlite] : [.sqlite, .postgres]
}

/// An empty database for one case, gone afterwards.
final class WorkDatabase: Sendable {
  static let server = ProcessInfo.processInfo.environment["HENGJI_TEST_POSTGRES"]

  let database: Database
  private let folder: String
  private let name: String?

  init(_ engine: Engine, _ surroundings: Surroundings = .live) throws {
    let mark = UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: "")
    folder = NSTemporaryDirectory() + "hengji-work-" + mark
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    switch engine {
    case .sqlite:
      name = nil
      database = try Database.open("sqlite:\(folder)/hengji.db", surroundings: surroundings)
    case .postgres:
      let server = Self.server ?? ""
      let taken = "hengji_work_" + mark.prefix(8)
      let connection = try PostgresDatabase(url: server).connect(.write)
      _ = try connection.run(
        SQL(stringLiteral: "CREATE DATABASE \(taken) TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'"))
      name = taken
      database = try Database.open(
        String(server[..<(server.lastIndex(of: "/") ?? server.endIndex)]) + "/" + taken, surroundings: surroundings)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }
}

/// A clock that a test moves by hand; it stands in October 2025.
final class WorkClock: Sendable {
  private let moment = Mutex(Instant(milliseconds: 1_759_800_000_000))
  func advance(days: Int) { moment.withLock { $0 = $0.adding(seconds: days * 86_400) } }
  var surroundings: Surroundings {
    Surroundings(now: { self.moment.withLock { $0 } }, random: Surroundings.live.random)
  }
}

/// Finds what a test writes into a form: 错 in a target is an error, 疑 a warning.
struct WordExaminer: FormExaminer {
  /// Sums that differ are an error, and a reason is asked for.
  func examine(
    _ accounts: DepartmentAccounts, _ context: AccountsContext, _ policy: AccountsPolicy
  ) -> ExaminedAccounts {
    let isEven = accounts[.summary, "in-sum", "amount"] == accounts[.summary, "out-sum", "amount"]
    let finding = Finding(
      rule: "example", severity: .error, title: "示例发现", place: "总计", path: nil, message: "收、支总计不相等。")
    let reason = accounts.words["total"].map { [BoundPiece.typed($0, key: "total")] } ?? []
    let paragraph = BoundParagraph("total", [.text("总计")] + reason, asks: "总计变动的原因")
    return ExaminedAccounts(
      findings: isEven ? [] : [finding], narrative: [BoundSection("total", "一、总体情况", [paragraph])])
  }

  func examine(_ content: FormContent) -> ExaminedForm {
    ExaminedForm(
      findings: content.indicators.compactMap { goal, indicator in
        let target = indicator.target ?? ""
        guard target.contains("错") || target.contains("疑") else { return nil }
        return Finding(
          rule: "example", severity: target.contains("错") ? .error : .warning, title: "示例发现",
          place: indicator.name ?? "", path: .indicator(goal.id, indicator.id).field("target"), message: "示例")
      })
  }
}
