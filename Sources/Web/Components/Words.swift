import Model

/// Figures and short words as pages print them.
enum Words {
  /// Thousands apart, the minus as U+2212: `−1,048.71`. The printed places stay unless `places` is given.
  static func figure(_ value: ExactDecimal, places: Int? = nil, signed: Bool = false) -> String {
    let value = places.map { value.rounded(to: $0) } ?? value
    var out = value.isNegative ? "−" : (signed && !value.isZero ? "+" : "")
    let digits = value.magnitude.description
    let whole = digits.utf8.firstIndex(of: UInt8(ascii: ".")) ?? digits.endIndex
    out += apart(digits[..<whole])
    out += digits[whole...]
    return out
  }

  /// A count with thousands apart.
  static func count(_ value: Int) -> String { figure(ExactDecimal(value)) }

  private static func apart(_ digits: Substring) -> String {
    var out = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.utf8.count - index) % 3 == 0 { out.append(",") }
      out.append(digit)
    }
    return out
  }

  /// Size of a file: `412 KB`, `1.1 MB`.
  static func size(bytes: Int) -> String {
    if bytes < 1024 { return "\(bytes) 字节" }
    if bytes < 1_048_576 { return "\((bytes + 512) / 1024) KB" }
    let tenths = (bytes * 10 + 524_288) / 1_048_576
    return "\(tenths / 10).\(tenths % 10) MB"
  }

  /// The first and last figures of a long digest: `7c3e…9a41`.
  static func digest(_ digest: String) -> String {
    digest.utf8.count <= 12 ? digest : "\(digest.prefix(4))…\(digest.suffix(4))"
  }
}

extension Finding.Severity {
  /// The word that a page prints.
  var word: String {
    switch self {
    case .error: "错误"
    case .warning: "提醒"
    case .hint: "提示"
    }
  }
  var className: String {
    switch self {
    case .error: "bad"
    case .warning: "warn"
    case .hint: "info"
    }
  }
  var sign: Icon {
    switch self {
    case .error: .error
    case .warning: .warning
    case .hint: .hint
    }
  }
  /// The sign of the severity where no word stands beside it.
  var mark: HTML { icon(sign, label: word) }
}

/// How many findings of each severity.
struct FindingCounts: Hashable, Sendable {
  var errors = 0
  var warnings = 0
  var hints = 0

  init(errors: Int = 0, warnings: Int = 0, hints: Int = 0) {
    self.errors = errors
    self.warnings = warnings
    self.hints = hints
  }

  init(_ findings: [Finding]) {
    for finding in findings {
      switch finding.severity {
      case .error: errors += 1
      case .warning: warnings += 1
      case .hint: hints += 1
      }
    }
  }

  var total: Int { errors + warnings + hints }
  var bySeverity: [(Finding.Severity, Int)] { [(.error, errors), (.warning, warnings), (.hint, hints)] }
}
