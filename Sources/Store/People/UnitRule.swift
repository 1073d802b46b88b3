/// Rules that a change of the unit tree can break; thrown as `StoreError.refused(rule:)` with the raw value.
public enum UnitRule: String, Error, Sendable, CaseIterable {
  /// Without a document (文号、依据) nobody can say later why years differ.
  case basisMissing = "unit-basis-missing"
  case nameMissing = "unit-name-missing"
  /// A valid unit below the same parent has that name.
  case nameTaken = "unit-name-taken"
  /// A valid unit of the region has that code.
  case codeTaken = "unit-code-taken"
  /// The tree shows what is; a change to come is entered when its day has come.
  case dayInFuture = "unit-day-in-future"
  /// Not later than the first day of what is to be changed: history goes forward.
  case dayTooEarly = "unit-day-too-early"
  case alreadyEnded = "unit-already-ended"
  /// The top of the region stays.
  case isTop = "unit-is-top"
  case sameParent = "unit-same-parent"
  case sameName = "unit-same-name"
  /// A unit cannot come below itself, nor be merged into what is below it.
  case ownBranch = "unit-own-branch"
  case hasUnits = "unit-has-units"
  case hasPeople = "unit-has-people"
  /// A merger needs a unit that goes, a split one that comes; two at least where the old one does not stay.
  case tooFew = "unit-too-few"
  case named = "unit-id-without-slash"

  var error: StoreError { .refused(rule: rawValue) }

  /// The rule that the store refused a change by; nil for another error.
  public init?(_ error: StoreError) {
    guard case .refused(let rule) = error else { return nil }
    self.init(rawValue: rule)
  }
}
