/// What a walk through the ledger found.
public struct LedgerCheck: Hashable, Sendable {
  /// Why an entry is not what it was when it was written.
  public enum Reason: Hashable, Sendable {
    /// The entry that should be here is gone; the next one there is has this number, nil at the end.
    case gap(next: Int?)
    /// The entry says something else than its hash.
    case hashMismatch
    /// The entry is not linked to the one before.
    case previousMismatch
    /// What the entry says about itself and the digest of it differ.
    case payloadMismatch
    /// The revision that the entry tells about is gone.
    case revisionMissing
    /// The revision kept under this entry is another one, or its text was changed.
    case revisionMismatch
    /// A revision stands under a number that tells of none.
    case revisionUnrecorded
    /// The last entry and the note of the last entry differ: entries at the end were added or taken away.
    case headMismatch
    /// A witness holds another hash for this number.
    case witnessMismatch
  }

  public struct Broken: Hashable, Sendable {
    public let region: String
    public let sequence: Int
    public let reason: Reason

    /// What happened and what to do, for the page and the terminal.
    public var sentence: String {
      switch reason {
      case .gap(let next?): "第 \(sequence) 条不见了，后面直接是第 \(next) 条。"
      case .gap(nil): "第 \(sequence) 条及以后的不见了。"
      case .hashMismatch: "第 \(sequence) 条的内容与它的摘要不符，被改动过。"
      case .previousMismatch: "第 \(sequence) 条没有连着上一条，中间被替换或插入过。"
      case .payloadMismatch: "第 \(sequence) 条的说明与登记的摘要不符。"
      case .revisionMissing: "第 \(sequence) 条登记的那一版不见了。"
      case .revisionMismatch: "第 \(sequence) 条登记的那一版，内容与登记的摘要不符，被改动过。"
      case .revisionUnrecorded: "第 \(sequence) 条名下有一版，台账却没有登记。"
      case .headMismatch: "第 \(sequence) 条与最后一条的记录不符，末尾被增删过。"
      case .witnessMismatch: "第 \(sequence) 条与见证方保存的摘要不符。"
      }
    }
  }

  public internal(set) var entries = 0
  public internal(set) var revisions = 0
  /// The first entry that is not what it was, per region in order; nil when all is well.
  public internal(set) var broken: Broken?
  public var isSound: Bool { broken == nil }
}

extension Ledger {
  /// Walks all entries and the revisions they tell about, in batches that do not hold up anybody.
  ///
  /// Entries that are added meanwhile are walked too. Whoever holds the whole database could rewrite the chain from any
  /// entry on; against that helps only a head that somebody else has kept.
  /// - Parameter witnesses: heads kept elsewhere, by region.
  /// - Parameter progress: called after each batch with entries done and entries known.
  /// - Complexity: O(entries + bytes of revisions); memory of one batch.
  public static func verify(
    in database: Database, regions: [String]? = nil, witnesses: [String: Head] = [:], batch: Int = 500,
    progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
  ) throws(StoreError) -> LedgerCheck {
    var check = LedgerCheck()
    let chains: [String]
    if let regions { chains = regions } else { chains = try database.read(self.regions) }
    var total = 0
    for region in chains {
      total += try database.read { (t) throws(StoreError) in try head(region: region, in: t)?.sequence ?? 0 }
    }
    for region in chains {
      var walk = LedgerWalk(region: region, witness: witnesses[region])
      while check.broken == nil {
        let isEnd = try database.read { (transaction) throws(StoreError) in
          try walk.step(batch, &check, in: transaction)
        }
        progress(check.entries, max(total, check.entries))
        if isEnd { break }
      }
      if check.broken != nil { break }
    }
    return check
  }

  /// Regions that have entries, a head or revisions.
  private static func regions(in transaction: ReadTransaction) throws(StoreError) -> [String] {
    try transaction.all(
      """
      SELECT region FROM ledger_head UNION SELECT DISTINCT region FROM ledger_entry
      UNION SELECT DISTINCT region FROM revision UNION SELECT DISTINCT region FROM stage_step ORDER BY region
      """
    ) { (row) throws(StoreError) in try row.text() }
  }
}

/// Where a walk stands in one region.
private struct LedgerWalk {
  let region: String
  let witness: Ledger.Head?
  var sequence = 0
  var hash = Ledger.start
  /// Where the next batch begins: at first below everything, so that an entry put in before the first is met.
  private var from = Int64.min

  init(region: String, witness: Ledger.Head?) {
    self.region = region
    self.witness = witness
  }

  /// A revision or a step of a stage as far as the ledger vouches for it.
  private struct Kept {
    let sequence: Int
    let subject: String
    let digest: String
    let json: String
    init(_ row: inout Row) throws(StoreError) {
      sequence = try row.integer()
      subject = "\(try row.text())\(try row.text())/\(try row.integer())"
      digest = try row.text()
      json = try row.text()
    }
  }

  /// - Returns: true at the end of the chain.
  mutating func step(_ count: Int, _ check: inout LedgerCheck, in transaction: ReadTransaction) throws(StoreError)
    -> Bool
  {
    let entries = try transaction.all(
      """
      SELECT \(LedgerEntry.columns) FROM ledger_entry e WHERE e.region = \(region) AND e.sequence > \(from)
      ORDER BY e.sequence LIMIT \(count)
      """, LedgerEntry.init)
    guard let last = entries.last else { return try end(&check, in: transaction) }
    let kept = try transaction.all(
      """
      SELECT ledger_sequence, 'form/', form, number, digest, json FROM revision
      WHERE region = \(region) AND ledger_sequence > \(from) AND ledger_sequence <= \(last.sequence)
      UNION ALL
      SELECT ledger_sequence, 'stage/', stage, number, digest, payload FROM stage_step
      WHERE region = \(region) AND ledger_sequence > \(from) AND ledger_sequence <= \(last.sequence)
      UNION ALL
      SELECT ledger_sequence, 'publication/', id, 1, digest, content FROM publication
      WHERE region = \(region) AND ledger_sequence > \(from) AND ledger_sequence <= \(last.sequence)
      """, Kept.init)
    let revisions = Dictionary(kept.map { ($0.sequence, $0) }) { one, _ in one }
    for entry in entries {
      if let reason = reason(entry, revisions[entry.sequence], &check) {
        let place = if case .gap = reason { sequence + 1 } else { entry.sequence }
        check.broken = .init(region: region, sequence: place, reason: reason)
        return true
      }
      sequence = entry.sequence
      from = Int64(sequence)
      hash = entry.hash
      check.entries += 1
    }
    return false
  }

  private func reason(_ entry: LedgerEntry, _ kept: Kept?, _ check: inout LedgerCheck) -> LedgerCheck.Reason? {
    if entry.sequence != sequence + 1 { return .gap(next: entry.sequence) }
    if entry.computedHash != entry.hash { return .hashMismatch }
    if entry.previousHash != hash { return .previousMismatch }
    if let witness, witness.sequence == entry.sequence, witness.hash != entry.hash { return .witnessMismatch }
    switch entry.knownAction {
    case .formSaved, .stageStepped, .published:
      guard let kept else { return .revisionMissing }
      check.revisions += 1
      let isTrue =
        kept.subject == entry.subject && kept.digest == entry.payloadDigest
        && Digest.sha256(kept.json.utf8) == entry.payloadDigest
      return isTrue ? nil : .revisionMismatch
    case .fileKept, .attachmentAdded, .attachmentRemoved: return kept == nil ? nil : .revisionUnrecorded
    case .unitAdded, .unitRenamed, .unitCorrected, .unitMoved, .unitsMerged, .unitSplit, .unitEnded, .accountAdded,
      .accountEdited, .accountStateChanged, .accountEnded, .passwordChanged, .passwordReset, .roleChanged, .roleGranted,
      .roleWithdrawn, .sessionEnded, .pauseLifted, .tokenMade, .tokenEnded, .batchBegun, .batchFinished,
      .formStateChanged, .contactsSeen,
      .formDownloaded, .findingWaived, .waiverWithdrawn, .formDivided, .valueChecked, .projectAdded, .projectChanged,
      .yearSet, .ruleSet,
      .paymentsSet:
      if Digest.sha256(entry.detail.utf8) != entry.payloadDigest { return .payloadMismatch }
      return kept == nil ? nil : .revisionUnrecorded
    case nil: return kept == nil ? nil : .revisionUnrecorded
    }
  }

  private func end(_ check: inout LedgerCheck, in transaction: ReadTransaction) throws(StoreError) -> Bool {
    let head = try Ledger.head(region: region, in: transaction)
    let noted = head?.sequence ?? 0
    if noted > sequence {
      check.broken = .init(region: region, sequence: sequence + 1, reason: .gap(next: nil))
    } else if noted < sequence || (head?.hash ?? Ledger.start) != hash {
      check.broken = .init(region: region, sequence: sequence, reason: .headMismatch)
    } else if let witness, witness.sequence > sequence {
      check.broken = .init(region: region, sequence: sequence + 1, reason: .gap(next: nil))
    } else if let stray = try stray(in: transaction) {
      check.broken = .init(region: region, sequence: stray, reason: .revisionUnrecorded)
    }
    return true
  }

  /// A revision that claims an entry before the first or behind the last.
  private func stray(in transaction: ReadTransaction) throws(StoreError) -> Int? {
    try transaction.first(
      """
      SELECT ledger_sequence FROM revision
      WHERE region = \(region) AND (ledger_sequence < 1 OR ledger_sequence > \(sequence))
      UNION ALL
      SELECT ledger_sequence FROM stage_step
      WHERE region = \(region) AND (ledger_sequence < 1 OR ledger_sequence > \(sequence))
      ORDER BY ledger_sequence LIMIT 1
      """
    ) { (row) throws(StoreError) in try row.integer() }
  }
}
