/// A row of a form with an identifier of its own, described once for reading, writing, comparing and addressing.
public protocol FormRow: Hashable, Sendable {
  /// Unique in its list, stable while the form lives: `g1`, `i7`.
  var id: String { get set }
  init(id: String)
  /// Name of the list in a `FormPath` and in JSON, unless the form names it otherwise.
  static var listName: String { get }
  static var fields: [FormField<Self>] { get }
}

/// One field of a row or of a form: its name in JSON and addresses, its official label, and where it is kept.
public struct FormField<Owner: Sendable>: Sendable {
  public enum Storage: Sendable {
    case text(any (WritableKeyPath<Owner, String?> & Sendable))
    case figure(any (WritableKeyPath<Owner, ExactDecimal?> & Sendable))
    case integer(any (WritableKeyPath<Owner, Int?> & Sendable))
    case texts(any (WritableKeyPath<Owner, [String]?> & Sendable))
    case figures(any (WritableKeyPath<Owner, [ExactDecimal?]?> & Sendable))
  }

  public let key: String
  public let label: String
  public let storage: Storage

  public static func text(_ key: String, _ label: String, _ path: any (WritableKeyPath<Owner, String?> & Sendable))
    -> Self
  {
    Self(key: key, label: label, storage: .text(path))
  }
  public static func figure(
    _ key: String, _ label: String, _ path: any (WritableKeyPath<Owner, ExactDecimal?> & Sendable)
  ) -> Self {
    Self(key: key, label: label, storage: .figure(path))
  }
  public static func integer(_ key: String, _ label: String, _ path: any (WritableKeyPath<Owner, Int?> & Sendable))
    -> Self
  {
    Self(key: key, label: label, storage: .integer(path))
  }
  public static func texts(
    _ key: String, _ label: String, _ path: any (WritableKeyPath<Owner, [String]?> & Sendable)
  ) -> Self {
    Self(key: key, label: label, storage: .texts(path))
  }
  public static func figures(
    _ key: String, _ label: String, _ path: any (WritableKeyPath<Owner, [ExactDecimal?]?> & Sendable)
  ) -> Self {
    Self(key: key, label: label, storage: .figures(path))
  }
}
