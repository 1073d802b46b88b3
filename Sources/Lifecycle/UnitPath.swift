/// The place of a unit in the tree of units: `/420105/023/002/`, from the district down to the unit itself.
///
/// What somebody may touch is a branch of this tree: his path and everything below it.
public struct UnitPath: Hashable, Sendable, CustomStringConvertible {
  public let text: String

  /// - Parameter identifiers: of the units from the top down, 1 or more, without `/` in them.
  public init(_ identifiers: [String]) {
    precondition(!identifiers.isEmpty, "a unit path has at least one unit")
    precondition(identifiers.allSatisfy { !$0.isEmpty && !$0.utf8.contains(0x2F) }, "a unit identifier has no /")
    text = "/" + identifiers.joined(separator: "/") + "/"
  }

  /// Reads a path as it is kept; nil when it does not begin and end with `/` or names no unit.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: true)
    guard !parts.isEmpty, text == "/" + parts.joined(separator: "/") + "/" else { return nil }
    self.text = text
  }

  public var description: String { text }
  public func child(_ identifier: String) -> UnitPath { UnitPath(identifiers + [identifier]) }
  public var identifiers: [String] { text.split(separator: "/").map(String.init) }

  /// True for the unit itself and for every unit below it.
  public func covers(_ other: UnitPath) -> Bool { other.text.utf8.starts(with: text.utf8) }
}
