import Lifecycle
import Model
import Store

/// The revisions of a form, and any two of them side by side.
enum RevisionRoutes {
  static let all: [AppRoute] = [
    .get("/forms/{id}/compare", .may(.readForm), compare), .get("/forms/{id}/revisions", .may(.readForm), list),
  ]

  /// So many revisions are compared with the one before; the rest are listed.
  private static let comparedMax = 20

  private static func list(_ call: Call) throws(Refusal) -> Response {
    let row = try call.formRow(.readForm)
    let found = try call.read { (transaction) throws(StoreError) -> ([Revision], [Int: FormContent], [Finding]) in
      let revisions = try Revisions.history(form: row.id, in: transaction)
      var contents: [Int: FormContent] = [:]
      for revision in revisions.prefix(comparedMax + 1) {
        contents[revision.number] = try Revisions.content(form: row.id, number: revision.number, in: transaction)
      }
      return (revisions, contents, [])
    }
    let (revisions, contents, _) = found
    let rows = revisions.map { revision in
      let isCurrent = revision.number == row.revision
      return RevisionRow(
        facts: RevisionFacts(revision), status: FormStatus(row.state),
        changes: changes(contents[revision.number - 1], contents[revision.number]),
        counts: isCurrent
          ? FindingCounts(errors: row.errors, warnings: row.warnings, hints: row.hints) : FindingCounts(),
        ledgerEntry: revision.ledgerSequence)
    }
    return call.page(
      revisionsPage(
        RevisionsPage(
          shell: call.shell(place(row)), formID: row.id, formName: row.displayName, revisions: rows)))
  }

  private static func changes(_ old: FormContent?, _ new: FormContent?) -> Int? {
    guard let old, let new else { return nil }
    return FormDifference(from: old, to: new).changed.count
  }

  /// Without numbers: the newest beside the one before.
  private static func compare(_ call: Call) throws(Refusal) -> Response {
    let row = try call.formRow(.readForm)
    let to = call.number("to") ?? row.revision
    let from = call.number("from") ?? max(to - 1, 1)
    let found = try call.read {
      (transaction) throws(StoreError) -> (revisions: [Revision], old: FormContent?, new: FormContent?) in
      (
        try Revisions.history(form: row.id, in: transaction),
        try Revisions.content(form: row.id, number: from, in: transaction),
        try Revisions.content(form: row.id, number: to, in: transaction)
      )
    }
    guard let old = found.old, let new = found.new,
      let oldFacts = found.revisions.first(where: { $0.number == from }),
      let newFacts = found.revisions.first(where: { $0.number == to })
    else { throw .notFound }
    return call.page(
      comparePage(
        ComparePage(
          shell: call.shell(place(row)), formID: row.id, formName: row.displayName,
          revisions: found.revisions.map { RevisionFacts($0) }, old: RevisionFacts(oldFacts),
          new: RevisionFacts(newFacts), difference: FormDifference(from: old, to: new),
          showsAll: call.query["show"] == "all")))
  }

  private static func place(_ row: Store.FormListRow) -> Place {
    row.kind.isSelfEvaluation ? .selfEvaluations : .goals
  }
}
