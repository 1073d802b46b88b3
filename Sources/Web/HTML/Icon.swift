/// The pictures of the product, drawn on 16 × 16. A page carries the symbols of those it uses.
enum Icon: UInt8, Sendable, CaseIterable {
  case ahead, back, clock, down, error, file, half, hint, lock, ok, open, pen, red, shield, tick, up, user, warning

  /// What follows `i-` in the id of the symbol.
  var name: StaticString {
    switch self {
    case .ahead: "ahead"
    case .back: "back"
    case .clock: "clock"
    case .down: "down"
    case .error: "err"
    case .file: "file"
    case .half: "half"
    case .hint: "hint"
    case .lock: "lock"
    case .ok: "ok"
    case .open: "open"
    case .pen: "pen"
    case .red: "red"
    case .shield: "shield"
    case .tick: "tick"
    case .up: "up"
    case .user: "user"
    case .warning: "warn"
    }
  }

  /// Filled shapes take the colour of the text; class `k` is cut out, class `s` is drawn as a line.
  var shapes: StaticString {
    switch self {
    case .ahead:
      "<path d=\"M8 .8l7.2 7.2L8 15.2.8 8z\"/><path class=\"k\" d=\"M8 11.4V5M5.4 7.4L8 4.8l2.6 2.6\"/>"
    case .back: "<path class=\"s\" d=\"M6.5 3L3 6.5 6.5 10M3.2 6.5H10a3.3 3.3 0 0 1 0 6.6H7\"/>"
    case .clock: "<circle class=\"s\" cx=\"8\" cy=\"8\" r=\"6.6\"/><path class=\"s\" d=\"M8 4.2V8l2.7 1.8\"/>"
    case .down: "<path class=\"s\" d=\"M8 2.5v8M4.6 7.4L8 10.8l3.4-3.4M3 13.5h10\"/>"
    case .error:
      "<path d=\"M5 1h6l4 4v6l-4 4H5l-4-4V5z\"/><path class=\"k\" d=\"M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8\"/>"
    case .file: "<path class=\"s\" d=\"M3.5 1.5h6l3 3v10h-9zM9.3 1.7v3.1h3\"/>"
    case .half: "<circle class=\"s\" cx=\"8\" cy=\"8\" r=\"6.6\"/><path d=\"M8 1.4a6.6 6.6 0 0 1 0 13.2z\"/>"
    case .hint: "<circle class=\"s\" cx=\"8\" cy=\"8\" r=\"6.6\"/><path class=\"s\" d=\"M8 7.3v4M8 4.6v.1\"/>"
    case .lock: "<path d=\"M3 7h10v7.5H3z\"/><path class=\"s\" d=\"M5 7V4.8a3 3 0 0 1 6 0V7\"/>"
    case .ok: "<circle cx=\"8\" cy=\"8\" r=\"7\"/><path class=\"k\" d=\"M4.8 8.3l2.3 2.3 4.2-4.8\"/>"
    case .open: "<circle class=\"s\" cx=\"8\" cy=\"8\" r=\"6.6\"/>"
    case .pen: "<path class=\"s\" d=\"M2.5 13.5l.8-3.3L11 2.5l2.5 2.5-7.7 7.7z\"/>"
    case .red:
      "<path d=\"M1.5 1.5h13v13h-13z\"/><path class=\"k\" d=\"M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6\"/>"
    case .shield:
      """
      <path class="s" d="M8 1.4l5.5 2v4.2c0 3.4-2.2 5.8-5.5 7-3.3-1.2-5.5-3.6-5.5-7V3.4z"/>\
      <path class="s" d="M5.4 8l1.9 1.9 3.3-3.7"/>
      """
    case .tick: "<path class=\"s\" d=\"M3 8.5l3.4 3.4L13 4.6\"/>"
    case .up: "<path class=\"s\" d=\"M8 11V3M4.6 6.2L8 2.8l3.4 3.4M3 13.5h10\"/>"
    case .user:
      "<circle class=\"s\" cx=\"8\" cy=\"5.2\" r=\"2.8\"/><path class=\"s\" d=\"M2.5 14c.5-3.2 2.6-4.8 5.5-4.8s5 1.6 5.5 4.8\"/>"
    case .warning: "<path d=\"M8 1.2L15.4 14.4H.6z\"/><path class=\"k\" d=\"M8 6v3.6M8 12v.1\"/>"
    }
  }
}

/// A set of icons in one word.
struct IconSet: Sendable, Equatable {
  private var bits: UInt32 = 0
  mutating func insert(_ icon: Icon) { bits |= 1 << UInt32(icon.rawValue) }
  mutating func formUnion(_ other: IconSet) { bits |= other.bits }
  func contains(_ icon: Icon) -> Bool { bits & (1 << UInt32(icon.rawValue)) != 0 }
}

/// A picture beside words, hidden from screen readers.
func icon(_ icon: Icon) -> HTML { .icon(icon, label: nil) }
/// A picture that stands for a word.
func icon(_ icon: Icon, label: String) -> HTML { .icon(icon, label: label) }
