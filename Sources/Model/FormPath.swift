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

  /// A fragment that a page can use as `id` and after `#`: letters, digits and `_` as they are, the rest as code.
  ///
  /// Called for every row of every page, so it writes bytes and not characters.
  public var anchor: String {
    let source = text.utf8
    // A scalar of three bytes becomes at most four digits, one of four bytes at most five.
    return String(unsafeUninitializedCapacity: 2 + source.count * 4) { out in
      out[0] = UInt8(ascii: "f")
      out[1] = UInt8(ascii: "-")
      var end = 2
      for scalar in text.unicodeScalars {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_":
          out[end] = UInt8(truncatingIfNeeded: scalar.value)
          end += 1
        case ".", "[", "]":
          out[end] = UInt8(ascii: "-")
          end += 1
        default:
          for digit in String(scalar.value, radix: 36).utf8 {
            out[end] = digit
            end += 1
          }
        }
      }
      return end
    }
  }
}
