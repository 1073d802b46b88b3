public import Lifecycle
import Model
public import Store

/// Dividing a form among the people of a unit (分工): who may be given a part, and giving it.
public enum PartDivision {
  /// Somebody who may fill in a part.
  public struct Person: Hashable, Sendable {
    public let account: String
    public let name: String
    public let role: Role
    public let unitName: String
  }

  /// Everybody who may change the form today, people of the unit itself first.
  /// - Complexity: O(accounts of the region).
  public static func people(
    for row: FormListRow, in transaction: ReadTransaction
  ) throws(StoreError) -> [Person] {
    let today = Day(transaction.now)
    var seen: Set<String> = []
    var people: [(isOwn: Bool, person: Person)] = []
    for grant in try Grants.current(region: row.region, in: transaction) where grant.standing(on: today) == .inForce {
      let actor = Actor(account: grant.account, role: grant.role, scope: grant.scopePath)
      guard !seen.contains(grant.account), Permission.decide(actor, .editForm, row.subject).isAllowed else { continue }
      seen.insert(grant.account)
      let person = Person(
        account: grant.account, name: grant.displayName, role: grant.role, unitName: grant.unitName)
      people.append((grant.scope == row.unit, person))
    }
    return people.filter(\.isOwn).map(\.person) + people.filter { !$0.isOwn }.map(\.person)
  }

  /// Divides the form anew.
  /// - Parameter wanted: the account of every part that somebody is to fill in, by the part's key.
  /// - Throws: `.refusedStep` when somebody of them may not change the form.
  @discardableResult
  public static func divide(
    _ row: FormListRow, _ wanted: [String: String], by account: Account, in transaction: WriteTransaction
  ) throws(StoreError) -> Bool {
    let able = Set(try people(for: row, in: transaction).map(\.account))
    guard wanted.values.allSatisfy(able.contains) else {
      throw .refusedStep(
        StageRefusal(cause: .person, why: "选的人里有人现在不能填这张表。", whoCanHelp: "请重新选；要让他能填，请安全管理员给他分派角色。"))
    }
    return try PartOwners.set(wanted, of: row, by: account.id, in: transaction)
  }
}
