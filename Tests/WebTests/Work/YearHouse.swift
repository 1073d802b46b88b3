import Lifecycle
import Model
import Store
import Work

@testable import Web

extension TestApplication {
  /// Sets a budget year up as the shipped data has it.
  func openYear(_ year: Int, _ change: (inout YearSettings) -> Void = { _ in }) throws {
    var settings = YearOpening.defaults(place: "示范区", year: year, .shipped)
    change(&settings)
    let chosen = settings
    try house.database.write { (t) throws(StoreError) in
      try Years.set(region: "r", year, .open, chosen, basedOn: 0, by: "setup", in: t)
    }
  }

  func stage(_ id: String) throws -> StageRow? {
    try house.database.read { (t) throws(StoreError) in try Stages.load(id: id, in: t) }
  }
}
