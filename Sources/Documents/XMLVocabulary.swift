/// The elements and attributes of one XML format that its reader wants to see. Everything else is looked through: an
/// unknown element is as if only its content stood there, which is what office formats ask of unknown wrappers.
///
/// Raw values are names as in the file: `p`, or `m:t` with a prefix out of `namespaces`.
protocol XMLVocabulary: RawRepresentable<String>, CaseIterable, Sendable {
  associatedtype Attribute: RawRepresentable<String>, CaseIterable, Sendable
  /// URIs by prefix; the names without prefix belong to "". A format may have several URIs for one meaning; the URI
  /// "" stands for no namespace.
  static var namespaces: [(prefix: String, uris: [String])] { get }
  var treatment: XMLTreatment { get }
}

/// What the XML reader does with an element of the vocabulary.
enum XMLTreatment: UInt8 {
  /// A start event with attributes, and an end event.
  case element
  /// Text events for the characters in it, no start or end.
  case text
  /// Passed over with everything in it.
  case drop
  /// `mc:AlternateContent`, `mc:Choice`, `mc:Fallback`: the first alternative is looked through, the others dropped.
  case alternatives, choice, fallback
}

/// One thing met in an XML file.
struct XMLEvent<Name> {
  let kind: XMLEventKind
  let name: Name
  /// Where its text or its attributes stand in the reader's buffers.
  let range: Range<Int>
}

enum XMLEventKind: UInt8 { case start, end, text }

extension XMLVocabulary {
  /// Index into `namespaces` and the name without prefix.
  var parts: (namespace: Int, local: Substring) {
    let colon = rawValue.firstIndex(of: ":")
    let prefix = colon.map { rawValue[..<$0] } ?? ""
    guard let namespace = Self.namespaces.firstIndex(where: { $0.prefix == prefix }) else {
      preconditionFailure("the prefix of \(rawValue) is declared")
    }
    return (namespace, colon.map { rawValue[rawValue.index(after: $0)...] } ?? rawValue[...])
  }
}
