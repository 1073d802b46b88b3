import Lifecycle
import Model
import Store
import Synchronization

/// The ledger and the proof that nobody changed it.
enum LedgerRoutes {
  static let all: [AppRoute] = [
    .get("/ledger", .may(.readLedger), show), .post("/ledger/verify", .may(.verifyLedger), verify),
  ]

  private static let pageSize = 50

  private static func show(_ call: Call) throws(Refusal) -> Response {
    let region = call.account.region
    let before = call.number("before")
    let subject = call.query["subject"].flatMap { $0.isEmpty ? nil : $0 }
    let found = try call.read { (transaction) throws(StoreError) in
      (
        head: try Ledger.head(region: region, in: transaction),
        lines: try Ledger.list(
          region: region, before: before, subject: subject, limit: pageSize, in: transaction),
        today: try Ledger.count(region: region, since: call.now.startOfDay, in: transaction)
      )
    }
    let rows = found.lines.map { LedgerRow($0) }
    let last = found.head?.sequence ?? 0
    var page = LedgerPage(
      shell: call.shell(.ledger), proof: call.services.proofs.proof(region), count: last, today: found.today,
      head: found.head?.hash ?? "", filters: [.search(name: "subject", label: "对象", value: subject ?? "")],
      isFiltered: subject != nil, entries: rows)
    if let first = rows.first, let lowest = rows.last {
      if rows.count == pageSize, lowest.number > 1 { page.olderHref = href(before: lowest.number, subject) }
      if before != nil, first.number < last { page.newerHref = href(before: first.number + pageSize + 1, subject) }
    }
    return call.page(ledgerPage(page))
  }

  private static func href(before: Int, _ subject: String?) -> String {
    var fields = Fields()
    fields.append("before", String(before))
    if let subject { fields.append("subject", subject) }
    return "/ledger?" + fields.encoded
  }

  private static func verify(_ call: Call) throws(Refusal) -> Response {
    let region = call.account.region
    let began = ContinuousClock.now
    let check: LedgerCheck
    do throws(StoreError) {
      check = try Ledger.verify(in: call.services.database, regions: [region])
    } catch {
      throw .failed(error)
    }
    let milliseconds = Int((ContinuousClock.now - began) / .milliseconds(1))
    let time = Moments.minute(call.now)
    let proof: LedgerPage.Proof =
      if let broken = check.broken {
        .broken(entry: broken.sequence, reason: broken.sentence, time: time)
      } else {
        .whole(last: check.entries, time: time, milliseconds: milliseconds)
      }
    call.services.proofs.keep(proof, region)
    return .seeOther("/ledger")
  }
}

/// What the last walk through each region's ledger found.
final class LedgerProofs: Sendable {
  private let proofs = Mutex<[String: LedgerPage.Proof]>([:])
  func proof(_ region: String) -> LedgerPage.Proof { proofs.withLock { $0[region] } ?? .unknown }
  func keep(_ proof: LedgerPage.Proof, _ region: String) { proofs.withLock { $0[region] = proof } }
}

extension LedgerRow {
  fileprivate init(_ line: Ledger.Line) {
    let entry = line.entry
    self.init(
      number: entry.sequence, time: Moments.minute(entry.at), person: line.actorName ?? Self.words(actor: entry.actor),
      office: line.actorUnit ?? "", action: LedgerAction(entry.knownAction, entry.action),
      subject: Self.link(entry), note: LedgerWords.note(entry), digest: entry.hash,
      previous: entry.previousHash)
  }

  private static func words(actor: String) -> String {
    switch actor {
    case "setup": "初次安装"
    case "server": "服务器上"
    case Account.programID: Account.programName
    default: actor
    }
  }

  /// `form/ID/3` leads to the form, `batch/ID` to the batch.
  private static func link(_ entry: LedgerEntry) -> Link? {
    let parts = entry.subject.split(separator: "/").map(String.init)
    switch parts.first {
    case "form" where parts.count >= 2:
      return Link(parts.count > 2 ? "表 第 \(parts[2]) 版" : "表", "/forms/\(parts[1])")
    case "batch" where parts.count == 2: return Link("导入", "/imports/\(parts[1])")
    case "stage" where parts.count == 3: return Link("环节 第 \(parts[2]) 步", "/stages/\(parts[1])")
    case "stage" where parts.count == 4: return Link("环节的附件", "/stages/\(parts[1])")
    case "project" where parts.count == 4: return Link("项目的附件", "/projects/\(parts[1])")
    // The receipt is the beginning of the entry's own digest.
    case "publication": return Link("公开件", "/open/\(entry.hash.prefix(16))")
    case "project" where parts.count == 2: return Link("项目", "/projects/\(parts[1])")
    case "rules": return Link("规则设置", "/admin/rules/history")
    default: return nil
    }
  }
}

extension LedgerAction {
  fileprivate init(_ action: Store.LedgerAction?, _ text: String) {
    self =
      switch action {
      case .passwordChanged: .passwordChange
      case .fileKept, .attachmentAdded, .batchBegun, .batchFinished: .upload
      case .formSaved: .read
      case .contactsSeen: .reveal
      case .passwordReset: .passwordChange
      case .unitAdded, .unitRenamed, .unitCorrected, .unitMoved, .unitsMerged, .unitSplit, .unitEnded, .accountAdded,
        .attachmentRemoved, .accountEdited, .accountStateChanged, .accountEnded, .roleChanged, .roleGranted,
        .roleWithdrawn, .sessionEnded,
        .pauseLifted, .tokenMade, .tokenEnded, .formStateChanged, .formDownloaded, .stageStepped, .projectAdded,
        .findingWaived, .waiverWithdrawn, .formDivided, .valueChecked,
        .projectChanged, .yearSet, .ruleSet,
        .paymentsSet, .published:
        .other(action?.officialName ?? text)
      case nil: .other(text)
      }
  }
}

extension Instant {
  /// Midnight by the clock of China.
  var startOfDay: Instant {
    let local = milliseconds + 8 * 3_600_000
    return Instant(milliseconds: milliseconds - ((local % 86_400_000) + 86_400_000) % 86_400_000)
  }
}
