/// Whose a form is, as far as permission asks.
public struct FormOwners: Hashable, Sendable {
  /// Region (区划) the form belongs to.
  public let region: String
  /// Names of the offices it is about or from: supervising department, executing unit, the office that brought it in.
  public let offices: Set<String>

  public init(region: String, offices: Set<String>) {
    self.region = region
    self.offices = offices
  }
}

/// A signed-in person, as far as permission asks.
public struct Reader: Hashable, Sendable {
  public let role: Role
  public let region: String
  /// Name of the person's office.
  public let office: String

  public init(role: Role, region: String, office: String) {
    self.role = role
    self.region = region
    self.office = office
  }

  /// Whether this person may see that form.
  public func mayRead(_ form: FormOwners) -> Bool {
    guard role.may(.readForms), region == form.region else { return false }
    switch role.reach {
    case .region: return true
    case .branch: return form.offices.contains(office)
    case .assigned, .none: return false
    }
  }
}
