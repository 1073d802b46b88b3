/// A piece of a page as a value: text, an element, several pieces, or markup that we wrote ourselves.
///
/// Texts and attribute values are escaped when the piece is rendered. The only way around takes a `StaticString`, so
/// that nothing read from a document or a person ever becomes markup.
enum HTML: Sendable {
  /// Words, escaped when rendered.
  case text(String)
  indirect case element(Tag, [Attribute], HTML)
  case group([HTML])
  /// Markup from our own source.
  case raw(StaticString)
  /// A picture of the sprite; it is hidden from screen readers when it has no label.
  case icon(Icon, label: String?)
  /// The symbols of all icons rendered so far; stands once, last in the body.
  case sprite
  /// A piece rendered earlier.
  case rendered(RenderedHTML)

  static let empty = HTML.group([])

  /// Name of an element. A void one has neither content nor an end.
  struct Tag: Sendable {
    let name: StaticString
    let isVoid: Bool
    init(_ name: StaticString, isVoid: Bool = false) {
      self.name = name
      self.isVoid = isVoid
    }
  }

  /// An attribute of an element; without a value it is only its name (`checked`), without a name it is left out.
  struct Attribute: Sendable {
    let name: StaticString?
    let value: String?
  }

  var isEmpty: Bool {
    switch self {
    case .text(let text): text.isEmpty
    case .group(let parts): parts.allSatisfy(\.isEmpty)
    case .rendered(let piece): piece.bytes.isEmpty
    case .element, .raw, .icon, .sprite: false
    }
  }
}

extension HTML: ExpressibleByStringInterpolation {
  init(stringLiteral text: String) { self = .text(text) }
}

/// A rendered piece that can be kept and put into other pages: its bytes and the icons that it uses.
struct RenderedHTML: Sendable {
  let bytes: [UInt8]
  let icons: IconSet
}
