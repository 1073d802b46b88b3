extension Quantity {
  /// Reads a value as printed. Never fails: what is no value we know stays as its text.
  ///
  /// - Complexity: O(bytes); short values take less than a microsecond.
  public init(_ text: String) {
    self.init(text: text)
    guard !text.isEmpty else { return }
    var native = text
    native.withUTF8 { input in
      if takePlain(input) { return }
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: input.count) { scratch in
        var notes: Notes = []
        let count = QuantityText.normalise(input, into: scratch, &notes)
        var parser = QuantityParser(UnsafeBufferPointer(scratch)[..<count], text, notes)
        self = parser.parse()
      }
    }
  }
}

/// Reads one value from normalised bytes, clause by clause.
struct QuantityParser {
  let bytes: UnsafeBufferPointer<UInt8>
  /// The printed text.
  let text: String
  var index = 0
  let notes: Quantity.Notes
  /// The figure of the clause that is being read; one value is filled in place, it is too large to hand around.
  var value: Quantity

  /// One clause of a value: a figure with what stands around it, or words without a figure.
  struct Clause {
    var range: Range<Int>
    /// Whether `value` holds a figure of this clause.
    var hasFigure: Bool
    var span: Quantity.Span?
    /// A comma or stop stands before it.
    var isSeparated: Bool
  }

  /// A clause of several with its figure.
  struct Part {
    var clause: Clause
    var quantity: Quantity?
  }

  init(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ text: String, _ notes: Quantity.Notes) {
    self.bytes = UnsafeBufferPointer(rebasing: bytes)
    self.text = text
    self.notes = notes
    value = Quantity(text: text)
  }

  mutating func parse() -> Quantity {
    guard !isPlaceholder else { return value }
    skipSeparators()
    let first = clause(false)
    if index >= bytes.count {
      guard first.hasFigure else { return worded(0..<bytes.count, text) }
      value.notes.formUnion(notes)
      return value
    }
    var parts = [Part(clause: first, quantity: first.hasFigure ? value : nil)]
    while index < bytes.count {
      let separated = skipSeparators()
      guard index < bytes.count else { break }
      value = Quantity(text: text)
      // More values than anybody keeps apart are none that could be compared.
      guard parts.count < Quantity.partsMax else { return tangled() }
      let next = clause(separated)
      parts.append(Part(clause: next, quantity: next.hasFigure ? value : nil))
    }
    return joined(parts)
  }

  private func tangled() -> Quantity {
    var tangled = Quantity(text: text)
    tangled.kind = .unreadable
    tangled.notes = notes
    return tangled
  }

  /// Nothing but dashes, dots and strokes, as people fill in a cell that does not apply.
  private var isPlaceholder: Bool {
    bytes.allSatisfy { byte in
      byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "\\")
        || byte == UInt8(ascii: "_") || byte == 0x20 || byte == QuantityText.dash || byte == QuantityText.stop
    }
  }

  /// Several clauses: one figure with remarks, two bounds of one range, or values that belong apart.
  private func joined(_ clauses: [Part]) -> Quantity {
    let spans = clauses.lazy.filter { $0.clause.span != nil }.count
    let figures = clauses.lazy.filter { $0.quantity != nil }.count
    if figures == 0 && spans < 2 { return worded(0..<bytes.count, text) }
    if figures == 1, spans < 2, let figure = clauses[0].quantity {
      return figure.printed(text, notes.union(figure.notes).union(.extraWords))
    }
    if clauses.count == 2, spans == 0, let range = Self.range(clauses[0].quantity, clauses[1].quantity) {
      return range.printed(text, notes.union(range.notes))
    }
    var compound = Quantity(text: text)
    compound.kind = .compound
    compound.notes = notes
    for part in clauses {
      let clause = part.clause
      guard part.quantity != nil || clause.isSeparated || clause.range.lowerBound == 0 else { continue }
      let text = QuantityText.string(bytes, clause.range)
      guard !text.isEmpty else { continue }
      var value = part.quantity?.printed(text, part.quantity?.notes ?? []) ?? worded(clause.range, text)
      value.span = clause.span
      compound.parts.append(value)
    }
    guard compound.parts.count == 1 else { return compound }
    return compound.parts[0].printed(text, notes.union(compound.parts[0].notes))
  }

  /// `≥80% ≤90%` is one range.
  private static func range(_ first: Quantity?, _ second: Quantity?) -> Quantity? {
    guard let first, let second, QuantityWords.isJoint(second.words), first.base == second.base,
      first.scale == second.scale,
      first.kind == .number || first.kind == .frequency, first.kind == second.kind, first.period == second.period,
      first.unit == second.unit || first.unit.isEmpty || second.unit.isEmpty
    else { return nil }
    var range = first
    switch (first.low, first.high, second.low, second.high) {
    case (let low?, nil, nil, let high?): (range.low, range.high) = (low, high)
    case (nil, let high?, let low?, nil): (range.low, range.high) = (low, high)
    default: return nil
    }
    guard let low = range.low, let high = range.high, low <= high else { return nil }
    range.kind = .range
    range.comparator = .none
    range.notes.formUnion(second.notes)
    if range.unit.isEmpty { range.unit = second.unit }
    if !range.unit.isEmpty { range.notes.remove(.missingUnit) }
    return range
  }
}

extension Quantity {
  /// The same value with the printed text it came from.
  func printed(_ text: String, _ notes: Notes) -> Quantity {
    var copy = self
    copy.text = text
    copy.notes = notes
    return copy
  }
}
