/// Names with values in the order they were sent: a query, the fields of a form, cookies.
struct Fields: Sendable, Hashable {
  struct Field: Sendable, Hashable {
    let name: String
    let value: String
  }

  private(set) var all: [Field] = []

  init() {}
  init(_ pairs: KeyValuePairs<String, String>) { all = pairs.map { Field(name: $0.key, value: $0.value) } }

  var isEmpty: Bool { all.isEmpty }

  /// The first value of that name; nil when it was not sent.
  subscript(_ name: String) -> String? { all.first { $0.name == name }?.value }

  /// Every value of that name.
  func values(_ name: String) -> [String] { all.lazy.filter { $0.name == name }.map(\.value) }

  mutating func append(_ name: String, _ value: String) { all.append(Field(name: name, value: value)) }
}

extension Fields {
  /// More fields than any page of ours sends.
  static let countMax = 2_000

  /// Reads `a=1&b=%E4%B8%80`, as queries and plain forms are written.
  /// - Returns: nil when a name or value is not UTF-8 or there are more than `countMax` of them.
  init?(encoded: some Collection<UInt8>) {
    for pair in encoded.split(separator: UInt8(ascii: "&")) {
      let equals = pair.firstIndex(of: UInt8(ascii: "="))
      let name = pair[..<(equals ?? pair.endIndex)]
      let value = equals.map { pair[pair.index(after: $0)...] }
      guard all.count < Self.countMax, let name = PercentCoding.decode(name, plusIsBlank: true),
        let value = value.map({ PercentCoding.decode($0, plusIsBlank: true) }) ?? ""
      else { return nil }
      append(name, value)
    }
  }

  /// The fields written as a query, without `?`.
  var encoded: String {
    all.map { "\(PercentCoding.encode($0.name))=\(PercentCoding.encode($0.value))" }.joined(separator: "&")
  }
}
