/// A page taken apart again, so that tests can ask it questions. Reads what our renderer writes, not any HTML.
final class Markup {
  let tag: String
  let attributes: [String: String]
  private(set) var children: [Markup] = []
  private(set) weak var parent: Markup?
  private var ownText = ""

  init(tag: String, attributes: [String: String], parent: Markup?) {
    self.tag = tag
    self.attributes = attributes
    self.parent = parent
  }

  private static let void: Set<String> = ["br", "col", "hr", "input", "link", "meta"]

  static func parse(_ text: String) -> Markup {
    let root = Markup(tag: "#root", attributes: [:], parent: nil)
    var at = root
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "<") {
      at.ownText += rest[..<open]
      rest = rest[rest.index(after: open)...]
      let close = rest.firstIndex(of: ">") ?? rest.endIndex
      let inside = rest[..<close]
      rest = close < rest.endIndex ? rest[rest.index(after: close)...] : rest[close...]
      if inside.first == "!" { continue }
      if inside.first == "/" {
        precondition(at.tag == inside.dropFirst(), "\(inside) closes \(at.tag)")
        at = at.parent ?? root
        continue
      }
      let (tag, attributes, isClosed) = element(inside)
      let node = Markup(tag: tag, attributes: attributes, parent: at)
      at.children.append(node)
      if !isClosed && !void.contains(tag) { at = node }
    }
    precondition(at === root, "\(at.tag) is not closed")
    return root
  }

  private static func element(_ inside: Substring) -> (String, [String: String], Bool) {
    var text = inside
    let isClosed = text.last == "/"
    if isClosed { text = text.dropLast() }
    let tag = String(text.prefix { $0 != " " })
    text = text.dropFirst(tag.count)
    var attributes: [String: String] = [:]
    while true {
      text = text.drop { $0 == " " }
      guard !text.isEmpty else { break }
      let name = String(text.prefix { $0 != "=" && $0 != " " })
      text = text.dropFirst(name.count)
      guard text.first == "=" else {
        attributes[name] = ""
        continue
      }
      text = text.dropFirst(2)
      let value = text.prefix { $0 != "\"" }
      attributes[name] = unescaped(value)
      text = text.dropFirst(value.count + 1)
    }
    return (tag, attributes, isClosed)
  }

  private static func unescaped(_ text: Substring) -> String {
    var out = ""
    var rest = text
    let names = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\"")]
    while let sign = rest.first {
      if sign == "&", let (name, meant) = names.first(where: { rest.hasPrefix($0.0) }) {
        out += meant
        rest = rest.dropFirst(name.count)
      } else {
        out.append(sign)
        rest = rest.dropFirst()
      }
    }
    return out
  }

  /// This element and everything in it, in page order.
  var all: [Markup] { [self] + children.flatMap(\.all) }
  func all(_ tag: String) -> [Markup] { all.filter { $0.tag == tag } }
  func first(id: String) -> Markup? { all.first { $0.attributes["id"] == id } }
  subscript(name: String) -> String? { attributes[name] }
  var classes: [String] { (attributes["class"] ?? "").split(separator: " ").map(String.init) }

  func ancestor(_ tag: String) -> Markup? {
    var node = parent
    while let at = node, at.tag != tag { node = at.parent }
    return node
  }

  /// What a reader hears: text and labels, nothing that is hidden. Order inside an element is not kept.
  var words: String {
    if attributes["aria-hidden"] == "true" { return "" }
    return (attributes["aria-label"] ?? "") + Self.unescaped(Substring(ownText)) + children.map(\.words).joined()
  }
}
