/// A path with places for parameters: `/forms/{id}`, `/forms/{id}.xlsx`.
struct RoutePattern: Sendable, Hashable, CustomStringConvertible {
  enum Segment: Sendable, Hashable {
    case literal(String)
    /// A value followed by a fixed ending, which may be empty.
    case parameter(String, ending: String)

    /// Smaller is tried first: what is written out beats an ending, an ending beats anything.
    var rank: Int {
      switch self {
      case .literal: 0
      case .parameter(_, let ending): ending.isEmpty ? 2 : 1
      }
    }
  }

  let description: String
  let segments: [Segment]

  init(_ text: String) {
    precondition(text.utf8.first == UInt8(ascii: "/"), "a route begins with /")
    description = text
    segments = text.dropFirst().split(separator: "/").map { part in
      guard part.first == "{", let close = part.firstIndex(of: "}") else { return .literal(String(part)) }
      let name = part[part.index(after: part.startIndex)..<close]
      return .parameter(String(name), ending: String(part[part.index(after: close)...]))
    }
  }

  /// - Returns: the parameters; nil when the path is another one.
  func match(_ path: [String]) -> Parameters? {
    guard path.count == segments.count else { return nil }
    var parameters = Parameters()
    for (segment, text) in zip(segments, path) {
      switch segment {
      case .literal(let literal):
        guard literal == text else { return nil }
      case .parameter(let name, let ending):
        guard text.utf8.count > ending.utf8.count, ending.isEmpty || text.hasSuffix(ending) else { return nil }
        parameters.append(name, ending.isEmpty ? text : String(text.dropLast(ending.count)))
      }
    }
    return parameters
  }

  /// An address of this route, for walking all of them.
  func path(_ value: (String) -> String) -> String {
    let parts = segments.map { segment in
      switch segment {
      case .literal(let text): PercentCoding.encode(text)
      case .parameter(let name, let ending): PercentCoding.encode(value(name)) + ending
      }
    }
    return "/" + parts.joined(separator: "/")
  }

  static func precedes(_ left: RoutePattern, _ right: RoutePattern) -> Bool {
    left.segments.lexicographicallyPrecedes(right.segments) { $0.rank < $1.rank }
  }
}

/// The values a path gave for the names in its pattern.
struct Parameters: Sendable, Hashable {
  private var fields = Fields()

  mutating func append(_ name: String, _ value: String) { fields.append(name, value) }

  /// A parameter that the pattern names; asking for another is a mistake of ours.
  subscript(_ name: String) -> String {
    guard let value = fields[name] else { preconditionFailure("the pattern has a parameter \(name)") }
    return value
  }
}
