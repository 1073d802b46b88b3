import Lifecycle
import Testing

@Suite struct PermissionTests {
  private func reader(_ role: Role, region: String = "示范区", office: String = "示范区水务局") -> Reader {
    Reader(role: role, region: region, office: office)
  }

  private let form = FormOwners(region: "示范区", offices: ["示范区水务局", "示范区堤防管理所"])

  @Test(arguments: Role.allCases)
  func `nobody reads a form of another region`(role: Role) {
    #expect(!reader(role, region: "邻区").mayRead(form))
  }

  @Test(arguments: Role.allCases)
  func `a form of another office is for those who look after the whole region`(role: Role) {
    #expect(reader(role, office: "示范区教育局").mayRead(form) == (role.reach == .region))
  }

  @Test(arguments: Role.allCases)
  func `an own form is read by all but administrators and those who wait for an assignment`(role: Role) {
    #expect(reader(role).mayRead(form) == (role.reach == .region || role.reach == .branch))
  }

  @Test(arguments: [Role.systemAdministrator, .securityAdministrator, .auditAdministrator])
  func `administrators see no contents`(role: Role) {
    #expect(!role.may(.readForms) && !role.may(.readContacts) && !role.may(.importForms))
  }

  @Test func `who reads contacts or brings forms in also reads forms`() {
    for action in [Action.readContacts, .importForms] { #expect(action.roles.isSubset(of: Action.readForms.roles)) }
  }

  @Test func `every role and action has a name of its own`() {
    #expect(Set(Role.allCases.map(\.officialName)).count == Role.allCases.count)
    #expect(Set(Action.allCases.map(\.officialName)).count == Action.allCases.count)
  }
}
