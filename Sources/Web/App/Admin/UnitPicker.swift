import Store

/// Units by the words a person knows them by: what a field offers, and which unit was meant.
struct UnitPicker: Sendable {
  /// In the order of the tree.
  let names: [String]
  private let nameByUnit: [String: String]
  private let unitByName: [String: String]
  private let unitByCode: [String: String]
  /// nil where several units have that name.
  private let unitByPlainName: [String: String?]

  init(_ tree: UnitTree) {
    var plain: [String: String?] = [:]
    for node in tree.nodes {
      let name = node.state.name
      plain.updateValue(plain[name] == nil ? node.state.unit : nil, forKey: name)
    }
    var names: [String] = []
    var byUnit: [String: String] = [:]
    var byCode: [String: String] = [:]
    for node in tree.nodes {
      let state = node.state
      var name = state.code.map { "\(state.name)（\($0)）" } ?? state.name
      if state.code == nil, plain[state.name] == .some(nil), let parent = state.parent.flatMap({ tree[$0] }) {
        name = "\(state.name) · \(parent.state.name)"
      }
      names.append(name)
      byUnit[state.unit] = name
      if let code = state.code { byCode[code] = state.unit }
    }
    self.names = names
    nameByUnit = byUnit
    unitByName = Dictionary(byUnit.map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    unitByCode = byCode
    unitByPlainName = plain
  }

  func name(_ unit: String) -> String { nameByUnit[unit] ?? "" }

  enum Meaning: Hashable {
    case unit(String)
    case nothing, unknown, several
  }

  /// What was typed: a name of the list, a code, or a name that only one unit has.
  func meaning(_ text: String) -> Meaning {
    let text = Self.trimmed(text)
    if text.isEmpty { return .nothing }
    if let unit = unitByName[text] ?? unitByCode[text] { return .unit(unit) }
    guard let plain = unitByPlainName[text] else { return .unknown }
    return plain.map { .unit($0) } ?? .several
  }

  /// The unit that was typed into a field, or what is wrong with it.
  func unit(_ text: String, field: String) throws(FieldProblem) -> String {
    switch meaning(text) {
    case .unit(let unit): return unit
    case .nothing: throw FieldProblem(Problem(field, "还没有写单位。请写名称或编码，从列出的里面选。"))
    case .unknown: throw FieldProblem(Problem(field, "没有叫“\(Self.trimmed(text))”的有效单位。请从列出的里面选，或写预算单位编码。"))
    case .several: throw FieldProblem(Problem(field, "有几个单位都叫“\(Self.trimmed(text))”。请从列出的里面选，或写预算单位编码。"))
    }
  }

  static func trimmed(_ text: String) -> String {
    let blanks: Set<Character> = [" ", "\u{3000}", "\t", "\n", "\r\n", "\r", "\u{A0}"]
    return String(text.drop { blanks.contains($0) }.reversed().drop { blanks.contains($0) }.reversed())
  }
}

/// One field of a form was not accepted.
struct FieldProblem: Error, Sendable {
  let problem: Problem
  init(_ problem: Problem) { self.problem = problem }
}
