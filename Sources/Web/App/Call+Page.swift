import Lifecycle
import Model
import Store
import Work

extension Call {
  /// What stands around the page of the person who asks.
  /// - Parameter year: the year that the page is about, where that is not the chosen one.
  func shell(_ current: Place?, search: String = "", year: Int? = nil) -> Shell {
    let year = year ?? self.year
    let waiting = waiting(year)
    return Shell(
      region: services.regions.name(account.region), year: year, office: account.unitName,
      person: account.displayName, places: Places.of(account.role), current: current, waiting: waiting.places,
      unread: waiting.unread, search: search, isLargeType: isLargeType, token: signedIn.secret.token(),
      path: head.target.path,
      roles: signedIn.grants.map { grant in
        ShellRole(
          grant: grant.id, words: "\(grant.role.officialName)，\(grant.scopeName)", isCurrent: grant.id == account.grant)
      }, assets: services.assets.forPages)
  }

  /// The answer that is a page.
  func page(_ html: HTML, _ status: Status = .ok) -> Response {
    capture?.keep(html)
    return Response(status, .html, Payload(html.render().bytes))
  }

  var now: Instant { services.database.surroundings.now() }

  /// The form of that address as permissions and lists know it.
  /// - Throws: `.notFound` when there is none in the person's region; `.forbidden`.
  func formRow(_ action: Action) throws(Refusal) -> Store.FormListRow { try stampedRow(action).row }

  /// The same with a number that changes with everything in the row.
  func stampedRow(_ action: Action) throws(Refusal) -> StampedRow {
    let found: StampedRow?
    do throws(StoreError) {
      found = try services.rows.row(parameters["id"], services.database)
    } catch {
      throw .failed(error)
    }
    guard let found, found.row.region == account.region else { throw .notFound }
    try demand(action, found.row.subject)
    return found
  }

  /// The desk of the person in a budget year.
  func desk(_ year: Int, in transaction: ReadTransaction) throws(StoreError) -> Desk {
    try Desk(account, year: year, services.rulebook, in: transaction)
  }

  /// The same; nil while the year was not set up, or names no terms.
  func deskIfReady(_ year: Int, in transaction: ReadTransaction) throws(StoreError) -> Desk? {
    do throws(StoreError) { return try desk(year, in: transaction) } catch {
      if case .refusedStep = error { return nil }
      throw error
    }
  }

  /// A whole number in the query; nil when it is missing or none.
  func number(_ name: String) -> Int? { query[name].flatMap { Int($0) } }
}

extension FormStatus {
  init(_ state: FormState) {
    self =
      switch state {
      case .draft: .draft(nil)
      case .inReview: .inReview(state.officialName)
      case .returned: .returned(state.officialName)
      case .approved: .approved
      case .locked: .locked
      case .published: .published
      }
  }
}
