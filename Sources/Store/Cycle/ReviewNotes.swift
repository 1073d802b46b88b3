public import Model

/// What a reviewer has noted and not yet sent (待发的退回意见和评分): his own paper, so no matter for the ledger. What is
/// sent is frozen with the step.
public struct ReviewNotes: Hashable, Sendable {
  public var cells: [ReturnedCell] = []
  /// Points by aspect.
  public var points: [String: ExactDecimal] = [:]

  public init() {}

  public var isEmpty: Bool { cells.isEmpty && points.isEmpty }

  /// Notes a cell, in place of what was noted about it before.
  public mutating func note(_ cell: ReturnedCell) {
    if let index = cells.firstIndex(where: { $0.path == cell.path }) { cells[index] = cell } else { cells.append(cell) }
  }

  var json: JSON {
    .object([
      "cells": .array(cells.map(\.json)),
      "points": .object(points.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .number($0.value)) }),
    ])
  }

  init(_ json: JSON) {
    cells = (json["cells"]?.array ?? []).compactMap(ReturnedCell.init)
    for member in json["points"]?.members ?? [] { points[member.key] = member.value.number }
  }

  static let migrations = [
    Migration(
      "2026-11-21-130 review: keep notes of reviewers",
      [
        """
        CREATE TABLE review_note (
          stage TEXT NOT NULL, account TEXT NOT NULL REFERENCES account (id), notes TEXT NOT NULL,
          updated_at TEXT NOT NULL, PRIMARY KEY (stage, account) )
        """
      ])
  ]

  // MARK: keeping

  public static func load(
    stage: String, account: String, in transaction: ReadTransaction
  ) throws(StoreError) -> ReviewNotes {
    try transaction.first("SELECT notes FROM review_note WHERE stage = \(stage) AND account = \(account)") {
      (row) throws(StoreError) in ReviewNotes(try row.json())
    } ?? ReviewNotes()
  }

  /// Keeps the notes of one person about one stage; empty ones are taken away.
  public static func keep(
    _ notes: ReviewNotes, stage: String, account: String, in transaction: WriteTransaction
  ) throws(StoreError) {
    guard !notes.isEmpty else {
      try transaction.run("DELETE FROM review_note WHERE stage = \(stage) AND account = \(account)")
      return
    }
    try transaction.run(
      """
      INSERT INTO review_note (stage, account, notes, updated_at)
      VALUES (\(stage), \(account), \(notes.json.canonicalText), \(transaction.now))
      ON CONFLICT (stage, account) DO UPDATE SET notes = excluded.notes, updated_at = excluded.updated_at
      """)
  }
}
