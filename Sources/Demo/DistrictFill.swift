import Lifecycle
import Model
import Store
import Work

/// Puts an invented district into a database: units, people, years, projects.
///
/// The region and its finance bureau are there already; departments and units are added below its root.
public struct DistrictFill: Sendable {
  let plan: DistrictPlan
  let region: String
  let root: String
  /// Name of the district, for what is in force there.
  let place: String
  let passwordHash: String

  /// - Parameters:
  ///   - root: unit at the top of the region's tree.
  ///   - passwordHash: one for everybody.
  public init(_ plan: DistrictPlan, region: String, root: String, place: String, passwordHash: String) {
    self.plan = plan
    self.region = region
    self.root = root
    self.place = place
    self.passwordHash = passwordHash
  }

  func units(in transaction: WriteTransaction) throws(StoreError) {
    for unit in plan.departments + plan.units {
      try Units.add(
        region: region, id: unit.id, name: unit.name, code: unit.code, parent: unit.department ?? root, by: "setup",
        in: transaction)
    }
  }

  func people(in transaction: WriteTransaction) throws(StoreError) {
    for person in plan.people + plan.experts {
      try Accounts.add(
        .init(
          region: region, login: person.login, displayName: person.name, passwordHash: passwordHash, role: person.role,
          unit: person.unit.isEmpty ? root : person.unit), by: "setup", in: transaction)
    }
  }

  func years(_ rulebook: Rulebook, in transaction: WriteTransaction) throws(StoreError) {
    for year in plan.firstYear...plan.lastYear {
      guard try Years.find(region: region, year, in: transaction) == nil else { continue }
      try Years.set(
        region: region, year, year > plan.until.year ? .preparing : .open,
        YearOpening.defaults(place: place, year: year, rulebook), basedOn: 0, by: "setup",
        in: transaction)
    }
  }
}
