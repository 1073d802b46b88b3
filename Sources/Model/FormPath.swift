/// The one address of a value in a form: `amounts.total`, `attributes[项目属性]`,
/// `goals[g1].indicators[i7].target`.
///
/// Rows are named by their own identifiers, so an address survives sorting and inserting. A finding points at it, a
/// difference lists it, a page anchors its field with it.
public struct FormPath: Hashable, Sendable, CustomStringConvertible {
  public let text: String
  public init(_ text: String) { self.text = text }

  public var description: String { text }

  public func field(_ name: String) -> FormPath { FormPath(text.isEmpty ? name : text + "." + name) }
  public func row(_ list: String, _ id: String) -> FormPath { field("\(list)[\(id)]") }

  public static func field(_ name: String) -> FormPath { FormPath(name) }
  public static func attribute(_ label: String) -> FormPath { FormPath("attributes[\(label)]") }
  public static func row(_ list: String, _ id: String) -> FormPath { FormPath("\(list)[\(id)]") }
  public static func goal(_ id: String) -> FormPath { row("goals", id) }
  public static func indicator(_ goal: String, _ id: String) -> FormPath { FormPath.goal(goal).row("indicators", id) }

  /// A fragment that a page can use as `id` and after `#`: letters, digits, `-` and `_` as they are, the rest as code.
  public var anchor: String {
    var out = "f-"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_": out.unicodeScalars.append(scalar)
      case ".", "[", "]": out += "-"
      default: out += String(scalar.value, radix: 36)
      }
    }
    return out
  }
}
