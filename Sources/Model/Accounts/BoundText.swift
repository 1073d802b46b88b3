/// A piece of a sentence whose figures are bound to the cells they come from.
public enum BoundPiece: Hashable, Sendable {
  case text(String)
  /// A figure as printed, with the cells it was computed from.
  case figure(String, [AccountsCell])
  /// Words that a person typed, by their key.
  case typed(String, key: String)

  public var words: String {
    switch self {
    case .text(let words), .figure(let words, _), .typed(let words, _): words
    }
  }
}

/// A paragraph of a narrative. `key` is the same from year to year, so that what people type is found again.
public struct BoundParagraph: Hashable, Sendable {
  public var key: String
  public var pieces: [BoundPiece]
  /// What somebody has to type here, in words: 收、支总计比上年减少的主要原因. nil where nothing is asked.
  public var asks: String?
  /// Whether the paragraph stands without what it asks for.
  public var mayBeLeft: Bool

  public init(_ key: String, _ pieces: [BoundPiece], asks: String? = nil, mayBeLeft: Bool = false) {
    self.key = key
    self.pieces = pieces
    self.asks = asks
    self.mayBeLeft = mayBeLeft
  }

  public var words: String { pieces.map(\.words).joined() }

  /// Whether somebody still has to type something.
  public var isOpen: Bool {
    asks != nil && !mayBeLeft && !pieces.contains { if case .typed = $0 { true } else { false } }
  }

  /// Figures that are bound to cells.
  public var figures: Int { pieces.reduce(0) { if case .figure = $1 { $0 + 1 } else { $0 } } }
}

/// A section of a narrative: 一、收入支出决算总体情况说明.
public struct BoundSection: Hashable, Sendable {
  public var key: String
  public var title: String
  /// 1 for 一、, 2 for （一）.
  public var level: Int
  public var paragraphs: [BoundParagraph]

  public init(_ key: String, _ title: String, level: Int = 1, _ paragraphs: [BoundParagraph] = []) {
    self.key = key
    self.title = title
    self.level = level
    self.paragraphs = paragraphs
  }
}

extension BoundSection {
  public var json: JSON {
    .object([
      "key": .string(key), "level": .integer(level),
      "paragraphs": .array(
        paragraphs.map { .object(["key": .string($0.key), "pieces": .array($0.pieces.map(\.json))]) }),
      "title": .string(title),
    ])
  }

  public init(_ json: JSON) {
    self.init(
      json["key"]?.string ?? "", json["title"]?.string ?? "", level: json["level"]?.integer ?? 1,
      (json["paragraphs"]?.array ?? []).map { paragraph in
        BoundParagraph(paragraph["key"]?.string ?? "", (paragraph["pieces"]?.array ?? []).map(BoundPiece.init))
      })
  }
}

extension BoundPiece {
  var json: JSON {
    switch self {
    case .text(let words): .object(["text": .string(words)])
    case .figure(let words, let cells):
      .object(["cells": .array(cells.map { .string($0.text) }), "figure": .string(words)])
    case .typed(let words, let key): .object(["key": .string(key), "typed": .string(words)])
    }
  }

  init(_ json: JSON) {
    if let words = json["figure"]?.string {
      self = .figure(words, (json["cells"]?.array ?? []).compactMap { $0.string.flatMap { AccountsCell($0) } })
    } else if let words = json["typed"]?.string {
      self = .typed(words, key: json["key"]?.string ?? "")
    } else {
      self = .text(json["text"]?.string ?? "")
    }
  }
}
