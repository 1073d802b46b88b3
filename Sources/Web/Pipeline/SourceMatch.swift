import Model

/// Holds a value against the text it was read from: what does not stand there word for word or figure for figure is for a
/// person to look at.
enum SourceMatch {
  enum Verdict: Hashable, Sendable {
    /// The value plainly stands there.
    case there
    /// Words that stand elsewhere: they are taken over as printed, so only the place is not exact.
    case elsewhere
    /// A person should look, and why.
    case doubtful(String)
  }

  /// - Parameters:
  ///   - read: as typed; empty where nothing was read.
  ///   - printed: everything that stands in the cell or line.
  static func verdict(_ read: String, _ printed: String, _ path: FormPath) -> Verdict {
    if read.isEmpty {
      return hasFigure(printed) || bare(printed).count > 2 ? .doubtful("这一格没有读成数，表里是空的") : .elsewhere
    }
    if let figure = ExactDecimal(read), isFigure(path) {
      return contains(figure, printed) ? .there : .doubtful("读成 \(read)，原文里没有这个数")
    }
    let (value, text) = (bare(read), bare(printed))
    if text.contains(value) || value.contains(text), !text.isEmpty { return .there }
    let (own, found) = (figures(read), figures(printed))
    guard isValue(path), !own.isEmpty, !found.isEmpty else { return shared(value, text) ? .there : .elsewhere }
    // Put together from several cells, or brought to the one writing: every figure must still be there.
    return own.isSubset(of: found) ? .there : .doubtful("读成“\(read)”，和原文的数不同")
  }

  /// Targets and results: words with figures in them.
  private static func isValue(_ path: FormPath) -> Bool {
    path.text.contains("].indicators[") && ["actual", "target", "history"].contains(path.steps.last?.name)
  }

  /// Whether an address holds a figure and not words.
  static func isFigure(_ path: FormPath) -> Bool {
    guard let step = path.steps.last, path.text.hasPrefix("attributes") == false else { return false }
    let field = step.name
    return !isValue(path)
      && [
        "total", "current", "amount", "budget", "actual", "rate", "weight", "score", "initial", "adjusted", "share",
        "percent", "year",
      ].contains(field)
  }

  /// The figure itself, or the same sum counted in another unit of money.
  private static func contains(_ figure: ExactDecimal, _ printed: String) -> Bool {
    let wanted = scale(figure)
    return figures(printed).contains { found in
      let other = scale(found)
      return other.digits == wanted.digits && (wanted.digits == 0 || [0, 4, -4].contains(other.power - wanted.power))
    }
  }

  /// A number as digits that do not end in a zero, and a power of ten: nothing overflows.
  private static func scale(_ figure: ExactDecimal) -> (digits: Int64, power: Int) {
    var (digits, power) = (abs(figure.units), -figure.places)
    while digits != 0, digits % 10 == 0 { (digits, power) = (digits / 10, power + 1) }
    return (digits, power)
  }

  private static func hasFigure(_ text: String) -> Bool { text.unicodeScalars.contains { isDigit($0) } }

  /// Every figure in a text, without marks between thousands.
  private static func figures(_ text: String) -> Set<ExactDecimal> {
    var out: Set<ExactDecimal> = []
    var run = ""
    func end() {
      while let last = run.last, last == "." { run.removeLast() }
      if let figure = ExactDecimal(run) { out.insert(figure.trimmed) }
      run = ""
    }
    for scalar in text.unicodeScalars {
      if isDigit(scalar) {
        run.append(String(scalar.value >= 0xFF10 ? Int(scalar.value) - 0xFF10 : Int(scalar.value) - 0x30))
      } else if scalar == "." || scalar == "．", !run.isEmpty, !run.contains(".") {
        run.append(".")
      } else if scalar == "," || scalar == "，" || scalar == " ", !run.isEmpty {
        continue
      } else {
        end()
      }
    }
    end()
    return out
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value) || (0xFF10...0xFF19).contains(scalar.value)
  }

  /// Letters and figures alone: blanks and punctuation differ between a print and a form.
  private static func bare(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isDigit(scalar), scalar.value >= 0xFF10 {
        out.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      } else if scalar.properties.isAlphabetic || isDigit(scalar) || "%％≥≤＜＞<>=＝±".unicodeScalars.contains(scalar) {
        out.append(scalar == "％" ? "%" : scalar)
      }
    }
    return String(out)
  }

  /// Whether most of the value stands in the text, as where a cell goes on behind a page break.
  private static func shared(_ value: String, _ text: String) -> Bool {
    let head = value.prefix(12)
    return head.count >= 4 && text.contains(head) || value.count >= 8 && text.contains(value.suffix(8))
  }
}
