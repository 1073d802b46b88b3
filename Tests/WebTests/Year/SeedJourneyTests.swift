import Foundation
import Lifecycle
import Model
import Store
import TestSupport
import Testing
import Work

@testable import Web

/// Documents that offices published go through the program: read in, mended as a clerk would, handed in, approved and
/// published. They are not part of the project; without them nothing is tried.
@Suite(.enabled(if: ProjectFiles.shared != nil, "no published documents on this machine")) struct SeedJourneyTests {
  @Test(arguments: ["000", "001", "002", "003", "004"])
  func `every form of a published document gets to the public site`(seed: String) throws {
    let file = try #require(ProjectFiles.seed(seed))
    let house = try SeedHouse()
    let forms = try house.bringIn(file)
    try #require(!forms.isEmpty)
    var published = 0
    // A department hands in after its projects.
    for form in forms.filter({ !$0.kind.isAboutDepartment }) + forms.filter(\.kind.isAboutDepartment) {
      try house.take(form)
      let receipt = try #require(try house.publish(form), "\(form.kind) was not published")
      let page = house.app.browser().get("/open/\(receipt)")
      #expect(page.status == .ok && PageRules.problems(page.text) == [])
      published += 1
    }
    print("document \(seed): \(forms.count) forms, \(published) published")
    #expect(try Ledger.verify(in: house.app.house.database).isSound)
  }
}
