import CXML

/// Reads an XML part piece by piece and hands out what its vocabulary names; the only file that knows libxml2.
///
/// The push parser of libxml2 turns each piece into a list of events, which `next` hands out one by one: memory stays
/// small whatever the size of the part, and the caller reads in plain recursive functions. A document type
/// declaration is refused, so there are no entities and nothing is ever fetched.
final class XMLReader<Name: XMLVocabulary> {
  /// Fills the array with the next bytes; false at the end.
  typealias Source = (inout [UInt8]) throws(ReadError) -> Bool
  /// Quotation marks in one tag beyond which it is an attack: the library compares attributes pairwise.
  private static var quotesMax: Int { 4_096 }

  private let names = Array(Name.allCases)
  private let attributeNames = Array(Name.Attribute.allCases)
  private let source: Source
  private let context: xmlParserCtxtPtr
  private let tokens: UnsafeMutablePointer<XMLTokens>
  private var piece: [UInt8] = []
  private var isAtEnd = false
  private var nextEvent = 0
  private var quotesPending = 0
  private let part: String

  /// - Parameters:
  ///   - part: its name, for messages.
  ///   - source: called for one piece after the other.
  init(part: String, limits: ReadLimits, source: @escaping Source) throws(ReadError) {
    xmlInitParser()
    self.part = part
    self.source = source
    tokens = .allocate(capacity: 1)
    tokens.initialize(to: XMLTokens(depthMax: limits.depth, nodesMax: limits.nodes))
    var handler = makeHandler()
    guard let context = xmlCreatePushParserCtxt(&handler, tokens, nil, 0, nil) else {
      tokens.deinitialize(count: 1)
      tokens.deallocate()
      throw .damaged(.xml, detail: "内存不足，打不开")
    }
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
    xmlCtxtUseOptions(context, Int32(options))
    self.context = context
    tokens.pointee.context = context
    tokens.pointee.learn(Name.self, context.pointee.dict)
  }

  deinit {
    xmlFreeDoc(context.pointee.myDoc)
    xmlFreeParserCtxt(context)
    tokens.deinitialize(count: 1)
    tokens.deallocate()
  }

  /// The next event; nil after the last. What it refers to is valid until the following call.
  ///
  /// - Throws: `.xmlBomb`, `.damaged`, or what the source throws.
  func next() throws(ReadError) -> XMLEvent<Name>? {
    while nextEvent == tokens.pointee.events.count {
      if isAtEnd { return nil }
      try parsePiece()
    }
    let token = tokens.pointee.events[nextEvent]
    nextEvent += 1
    return XMLEvent(kind: token.kind, name: names[Int(token.id) - 1], range: Int(token.start)..<Int(token.end))
  }

  private func parsePiece() throws(ReadError) {
    nextEvent = 0
    tokens.pointee.clear()
    isAtEnd = try !source(&piece)
    let result = piece.withUnsafeBytes { bytes in
      xmlParseChunk(
        context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), isAtEnd ? 1 : 0)
    }
    if tokens.pointee.isBomb { throw .xmlBomb }
    // Offences against namespaces alone leave the text well-formed, and office programs write them.
    guard context.pointee.wellFormed != 0 else { throw damage(xmlParserErrors(UInt32(result))) }
    try checkPendingTag()
  }

  /// Looks at a tag that is longer than a piece, before the library does: few long attributes (pictures) are fine.
  private func checkPendingTag() throws(ReadError) {
    guard let input = context.pointee.input, let end = input.pointee.end, let current = input.pointee.cur else {
      return
    }
    guard end - current >= piece.count, !piece.isEmpty else {
      quotesPending = 0
      return
    }
    quotesPending += piece.count { $0 == 0x22 || $0 == 0x27 }
    if quotesPending > Self.quotesMax { throw .xmlBomb }
  }

  private func damage(_ code: xmlParserErrors) -> ReadError {
    switch code {
    case XML_ERR_ENTITY_LOOP, XML_ERR_NAME_TOO_LONG: .xmlBomb
    case XML_ERR_NO_MEMORY: .tooComplex(detail: "内存不足")
    default: .damaged(.xml, detail: "其中的 \(part) 第 \(xmlSAX2GetLineNumber(context)) 行有错误或不完整")
    }
  }

  /// Passes over the rest of an element whose start was just handed out.
  func skip(_ name: Name) throws(ReadError) where Name: Equatable {
    var depth = 1
    while let event = try next() {
      guard event.name == name, event.kind != .text else { continue }
      depth += event.kind == .start ? 1 : -1
      if depth == 0 { return }
    }
  }

  /// Appends the characters of a text event.
  func append(_ event: XMLEvent<Name>, to text: inout [UInt8]) {
    text += tokens.pointee.bytes[event.range]
  }

  /// The value of an attribute of a start event; nil when it is not there.
  func value(_ attribute: Name.Attribute, of event: XMLEvent<Name>) -> ArraySlice<UInt8>?
  where Name.Attribute: Equatable {
    for found in tokens.pointee.attributes[event.range] where attributeNames[Int(found.id) - 1] == attribute {
      return tokens.pointee.bytes[Int(found.start)..<Int(found.end)]
    }
    return nil
  }

  func string(_ attribute: Name.Attribute, of event: XMLEvent<Name>) -> String? where Name.Attribute: Equatable {
    value(attribute, of: event).map { String(decoding: $0, as: UTF8.self) }
  }
}

/// What libxml2 reports into: a plain value behind a pointer, as callbacks know no Swift objects.
private struct XMLTokens {
  struct Event {
    var kind: XMLEventKind
    var id: UInt8
    var start: UInt32
    var end: UInt32
  }
  struct Attribute {
    var id: UInt8
    var start: UInt32
    var end: UInt32
  }
  private struct Known {
    var id: UInt8
    var treatment: XMLTreatment
  }

  var events: [Event] = []
  var attributes: [Attribute] = []
  var bytes: [UInt8] = []
  var context: xmlParserCtxtPtr?
  private(set) var depth = 0
  private(set) var isBomb = false
  private let depthMax: Int
  private var nodesLeft: Int
  /// Ids of the open elements, 0 for those looked through; the index is the depth.
  private var open: [UInt8]
  private var dropDepth = 0
  private var textDepth = 0
  private var textID: UInt8 = 0
  /// For each open `mc:AlternateContent`, whether an alternative was taken.
  private var alternatives: [Bool] = []

  private var namespaces: [(uri: UnsafePointer<xmlChar>?, id: UInt8)] = []
  private var lastURI: UnsafePointer<xmlChar>?
  private var lastNamespace: UInt8 = 0
  private var elementIDs = InternedNames()
  private var attributeIDs = InternedNames()
  private var treatments: [XMLTreatment] = [.drop]

  init(depthMax: Int, nodesMax: Int) {
    self.depthMax = depthMax
    nodesLeft = nodesMax
    open = Array(repeating: 0, count: depthMax + 1)
  }

  /// Interns all names of a vocabulary in the parser's dictionary, so that names compare as pointers.
  mutating func learn<Name: XMLVocabulary>(_: Name.Type, _ dictionary: xmlDictPtr?) {
    for (index, namespace) in Name.namespaces.enumerated() {
      for uri in namespace.uris {
        namespaces.append((uri.isEmpty ? nil : xmlDictLookup(dictionary, uri, -1), UInt8(index + 1)))
      }
    }
    lastNamespace = namespaces.first { $0.uri == nil }?.id ?? 0
    for (index, name) in Name.allCases.enumerated() {
      let (namespace, local) = name.parts
      elementIDs.insert(xmlDictLookup(dictionary, String(local), -1), UInt8(namespace + 1), id: UInt8(index + 1))
      treatments.append(name.treatment)
    }
    for (index, name) in Name.Attribute.allCases.enumerated() {
      attributeIDs.insert(xmlDictLookup(dictionary, name.rawValue, -1), 0, id: UInt8(index + 1))
    }
  }

  mutating func clear() {
    events.removeAll(keepingCapacity: true)
    attributes.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }

  mutating func stop() {
    isBomb = true
    xmlStopParser(context)
  }

  mutating func start(
    _ local: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?, _ namespaceCount: Int, _ count: Int,
    _ values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    depth += 1
    nodesLeft -= 1 + count
    guard depth <= depthMax, nodesLeft >= 0, count <= 256, namespaceCount <= 256 else { return stop() }
    open[depth] = 0
    if dropDepth != 0 { return }
    if uri != lastURI {
      lastURI = uri
      lastNamespace = namespaces.first { $0.uri == uri }?.id ?? 0
    }
    guard lastNamespace != 0 else { return }
    let id = elementIDs.find(local, lastNamespace)
    if id != 0 { treat(id, count, values) }
  }

  private mutating func treat(_ id: UInt8, _ count: Int, _ values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
    open[depth] = id
    switch treatments[Int(id)] {
    case .element:
      let first = attributes.count
      if let values { for index in 0..<count { keep(values + 5 * index) } }
      events.append(Event(kind: .start, id: id, start: UInt32(first), end: UInt32(attributes.count)))
    case .text:
      if textDepth == 0 { (textDepth, textID) = (depth, id) }
    case .drop: dropDepth = depth
    case .alternatives: alternatives.append(false)
    case .choice, .fallback:
      guard let taken = alternatives.last else { return }
      if taken { dropDepth = depth } else { alternatives[alternatives.count - 1] = true }
    }
  }

  /// Keeps an attribute that the vocabulary names; libxml2 gives name, prefix, URI, value and end of the value.
  private mutating func keep(_ fields: UnsafeMutablePointer<UnsafePointer<xmlChar>?>) {
    let id = attributeIDs.find(fields[0], 0)
    guard id != 0, let value = fields[3], let end = fields[4] else { return }
    let first = bytes.count
    bytes.append(contentsOf: UnsafeBufferPointer(start: value, count: end - value))
    attributes.append(Attribute(id: id, start: UInt32(first), end: UInt32(bytes.count)))
  }

  mutating func end() {
    defer { depth -= 1 }
    if dropDepth != 0 {
      if dropDepth == depth { dropDepth = 0 }
      return
    }
    let id = open[depth]
    guard id != 0 else { return }
    switch treatments[Int(id)] {
    case .element: events.append(Event(kind: .end, id: id, start: 0, end: 0))
    case .text: if textDepth == depth { textDepth = 0 }
    case .alternatives: alternatives.removeLast()
    case .drop, .choice, .fallback: break
    }
  }

  mutating func characters(_ text: UnsafePointer<xmlChar>?, _ count: Int) {
    guard textDepth != 0, dropDepth == 0, let text else { return }
    let first = UInt32(bytes.count)
    bytes.append(contentsOf: UnsafeBufferPointer(start: text, count: count))
    events.append(Event(kind: .text, id: textID, start: first, end: UInt32(bytes.count)))
  }
}

/// Small numbers for names that were interned, found by pointer.
private struct InternedNames {
  private static let slots = 512
  private var keys: [UInt] = Array(repeating: 0, count: slots)
  private var ids: [UInt8] = Array(repeating: 0, count: slots)

  /// The space between two interned strings leaves room to tell up to a few namespaces apart.
  private static func key(_ name: UnsafePointer<xmlChar>?, _ namespace: UInt8) -> UInt {
    UInt(bitPattern: name) << 8 | UInt(namespace)
  }

  private static func slot(_ key: UInt) -> Int { Int((key &* 0x9E37_79B9_7F4A_7C15) >> 55) }

  mutating func insert(_ name: UnsafePointer<xmlChar>?, _ namespace: UInt8, id: UInt8) {
    let key = Self.key(name, namespace)
    var slot = Self.slot(key)
    while ids[slot] != 0 { slot = (slot + 1) % Self.slots }
    (keys[slot], ids[slot]) = (key, id)
  }

  /// 0 for a name that is not wanted.
  func find(_ name: UnsafePointer<xmlChar>?, _ namespace: UInt8) -> UInt8 {
    let key = Self.key(name, namespace)
    var slot = Self.slot(key)
    while ids[slot] != 0 {
      if keys[slot] == key { return ids[slot] }
      slot = (slot + 1) % Self.slots
    }
    return 0
  }
}

private func makeHandler() -> xmlSAXHandler {
  var handler = xmlSAXHandler()
  handler.initialized = UInt32(XML_SAX2_MAGIC)
  handler.internalSubset = { user, _, _, _ in tokens(user).pointee.stop() }
  handler.startElementNs = { user, local, _, uri, namespaceCount, _, count, _, values in
    tokens(user).pointee.start(local, uri, Int(namespaceCount), Int(count), values)
  }
  handler.endElementNs = { user, _, _, _ in tokens(user).pointee.end() }
  handler.characters = { user, text, count in tokens(user).pointee.characters(text, Int(count)) }
  // The same function for blanks: libxml2 then does not ask which blanks matter.
  handler.ignorableWhitespace = handler.characters
  handler.cdataBlock = handler.characters
  return handler
}

private func tokens(_ user: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLTokens> {
  guard let user else { preconditionFailure("the parser hands back the pointer it was given") }
  return user.assumingMemoryBound(to: XMLTokens.self)
}
