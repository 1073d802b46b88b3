/// A straight line across or down a shown page, in points from its top left.
struct Ruling: Equatable {
  var isVertical: Bool
  /// Its place across its direction: y of a line across, x of a line down.
  var at: Double
  var from: Double
  var to: Double
}

/// Follows the drawing of a page and keeps the lines from which tables are ruled.
///
/// Lines are drawn as strokes, as frames, or as very thin filled boxes. Text, pictures and curves are passed over, and
/// what is drawn in white is not seen.
struct PDFDrawing {
  private(set) var rulings: [Ruling] = []
  private var objects: PDFObjects
  private var operations: Int

  /// - Parameter operations: how many steps of drawing to follow at most on each page.
  init(_ objects: PDFObjects, operations: Int = 2_000_000) {
    self.objects = objects
    self.operations = operations
  }

  /// The thickest line that rules a table, and the shortest that does.
  private static let thicknessMax = 4.0
  private static let lengthMin = 3.0
  /// Pages with more lines than this are maps and plans.
  private static let rulingsMax = 20_000

  /// - Returns: the rulings of the page; empty for a page that is a drawing rather than a form.
  mutating func rulings(of page: PDFPage, operationsMax: Int = 2_000_000) -> [Ruling] {
    rulings = []
    operations = operationsMax
    var content: [UInt8] = []
    for part in page.contents {
      guard let piece = objects.content(part) else { continue }
      content += piece
      content.append(0x0A)
    }
    draw(content, page.shown, page.resources, depth: 0)
    return rulings.count > Self.rulingsMax ? [] : rulings
  }

  private struct State {
    var matrix: PDFMatrix
    var width = 1.0
    var isWhiteStroke = false
    var isWhiteFill = false
  }

  private struct Point {
    var x: Double
    var y: Double
  }

  /// A stretch of the current path.
  private struct Path {
    var points: [Point] = []
    var isCurved = false
    var isClosed = false
  }

  private mutating func draw(_ content: [UInt8], _ matrix: PDFMatrix, _ resources: PDFValue?, depth: Int) {
    var lexer = PDFLexer(content[...])
    var state = State(matrix: matrix)
    var stack: [State] = []
    var numbers: [Double] = []
    var name = ""
    var paths: [Path] = []
    while lexer.at < content.count, operations > 0, rulings.count <= Self.rulingsMax {
      lexer.skipBlanks()
      guard lexer.at < content.count else { return }
      let byte = content[lexer.at]
      if (byte >= 0x30 && byte <= 0x39) || byte == 0x2D || byte == 0x2E || byte == 0x2B {
        guard let number = PDFNumber.read(content[...], &lexer.at) else {
          lexer.at += 1
          continue
        }
        if numbers.count < 64 { numbers.append(number) }
        continue
      }
      if PDFLexer.isDelimiter(byte) {
        if byte == UInt8(ascii: "/") {
          name = lexer.value()?.name ?? ""
        } else if byte == UInt8(ascii: "(") {
          lexer.skipString()
        } else if byte == UInt8(ascii: "<") || byte == UInt8(ascii: "[") {
          let start = lexer.at
          if lexer.value() == nil || lexer.at <= start { lexer.at = start + 1 }
        } else {
          lexer.at += 1
        }
        continue
      }
      let start = lexer.at
      while lexer.at < content.count, !PDFLexer.isBlank(content[lexer.at]), !PDFLexer.isDelimiter(content[lexer.at]) {
        lexer.at += 1
      }
      operations -= 1
      let word = content[start..<lexer.at]
      switch Operator(word) {
      case .save: if stack.count < 256 { stack.append(state) }
      case .restore: state = stack.popLast() ?? state
      case .place:
        if numbers.count >= 6 {
          let m = numbers.suffix(6).map { $0 }
          state.matrix = PDFMatrix(a: m[0], b: m[1], c: m[2], d: m[3], x: m[4], y: m[5]).then(state.matrix)
        }
      case .width: state.width = numbers.last ?? state.width
      case .move:
        if let point = point(numbers, state) { paths.append(Path(points: [point])) }
      case .line:
        if let point = point(numbers, state) {
          if paths.isEmpty { paths.append(Path()) }
          paths[paths.count - 1].points.append(point)
        }
      case .curve: if !paths.isEmpty { paths[paths.count - 1].isCurved = true }
      case .close: if !paths.isEmpty { paths[paths.count - 1].isClosed = true }
      case .frame: if numbers.count >= 4 { paths.append(frame(numbers.suffix(4).map { $0 }, state)) }
      case .stroke(let closes): stroke(paths, state, closes: closes)
      case .fill: fill(paths, state)
      case .both(let closes):
        stroke(paths, state, closes: closes)
        fill(paths, state)
      case .forget: break
      case .strokeColor: state.isWhiteStroke = isWhite(numbers, word)
      case .fillColor: state.isWhiteFill = isWhite(numbers, word)
      case .part:
        if depth < 6 { drawPart(name, state.matrix, resources, depth) }
      case .picture: skipPicture(&lexer)
      case .other: break
      }
      if Operator(word).endsPath { paths.removeAll(keepingCapacity: true) }
      if paths.count > 50_000 { paths.removeAll() }
      numbers.removeAll(keepingCapacity: true)
    }
  }

  private mutating func drawPart(_ name: String, _ matrix: PDFMatrix, _ resources: PDFValue?, _ depth: Int) {
    let parts = objects.resolve(objects.resolve(resources)?.dictionary?["XObject"])?.dictionary
    guard let part = objects.object(parts?[name]), let values = part.value.dictionary,
      objects.resolve(values["Subtype"])?.name == "Form", let content = objects.content(part)
    else { return }
    let own = (objects.resolve(values["Matrix"])?.array ?? []).compactMap { objects.resolve($0)?.number }
    let placed =
      own.count == 6
      ? PDFMatrix(a: own[0], b: own[1], c: own[2], d: own[3], x: own[4], y: own[5]).then(matrix) : matrix
    draw(content, placed, values["Resources"] ?? resources, depth: depth + 1)
  }

  /// A picture in the middle of a drawing ends at `EI` between blanks.
  private func skipPicture(_ lexer: inout PDFLexer) {
    let bytes = lexer.bytes
    while lexer.at + 2 < bytes.endIndex {
      if bytes[lexer.at] == UInt8(ascii: "E"), bytes[lexer.at + 1] == UInt8(ascii: "I"),
        PDFLexer.isBlank(bytes[lexer.at + 2]), PDFLexer.isBlank(bytes[lexer.at - 1])
      {
        lexer.at += 2
        return
      }
      lexer.at += 1
    }
    lexer.at = bytes.endIndex
  }

  private func point(_ numbers: [Double], _ state: State) -> Point? {
    guard numbers.count >= 2 else { return nil }
    let point = state.matrix.point(numbers[numbers.count - 2], numbers[numbers.count - 1])
    return Point(x: point.x, y: point.y)
  }

  private func frame(_ r: [Double], _ state: State) -> Path {
    let corners = [(r[0], r[1]), (r[0] + r[2], r[1]), (r[0] + r[2], r[1] + r[3]), (r[0], r[1] + r[3])]
    let points = corners.map { corner in
      let point = state.matrix.point(corner.0, corner.1)
      return Point(x: point.x, y: point.y)
    }
    return Path(points: points, isClosed: true)
  }

  private func isWhite(_ numbers: [Double], _ word: ArraySlice<UInt8>) -> Bool {
    // Four numbers are inks: none of them leaves the paper white.
    if word.first == UInt8(ascii: "k") || word.first == UInt8(ascii: "K") || numbers.count == 4 {
      return numbers.allSatisfy { $0 < 0.01 }
    }
    return !numbers.isEmpty && numbers.allSatisfy { $0 > 0.985 }
  }

  private mutating func stroke(_ paths: [Path], _ state: State, closes: Bool) {
    let scale = max(abs(state.matrix.a) + abs(state.matrix.b), 1e-9)
    guard !state.isWhiteStroke, state.width * scale <= Self.thicknessMax * 3 else { return }
    for path in paths where !path.isCurved {
      var points = path.points
      if path.isClosed || closes, let first = points.first { points.append(first) }
      for (start, end) in zip(points, points.dropFirst()) { add(start, end) }
    }
  }

  /// A filled box so thin that it is a line.
  private mutating func fill(_ paths: [Path], _ state: State) {
    guard !state.isWhiteFill else { return }
    for path in paths where !path.isCurved && path.points.count >= 3 {
      let xs = path.points.map(\.x)
      let ys = path.points.map(\.y)
      guard let x0 = xs.min(), let x1 = xs.max(), let y0 = ys.min(), let y1 = ys.max() else { continue }
      if y1 - y0 <= Self.thicknessMax, x1 - x0 > y1 - y0 {
        add(Point(x: x0, y: (y0 + y1) / 2), Point(x: x1, y: (y0 + y1) / 2))
      } else if x1 - x0 <= Self.thicknessMax {
        add(Point(x: (x0 + x1) / 2, y: y0), Point(x: (x0 + x1) / 2, y: y1))
      }
    }
  }

  private mutating func add(_ start: Point, _ end: Point) {
    let across = abs(end.x - start.x)
    let down = abs(end.y - start.y)
    guard across.isFinite, down.isFinite, max(across, down) < 1e5, abs(start.x) < 1e5, abs(start.y) < 1e5 else {
      return
    }
    if down <= 0.8, across >= Self.lengthMin {
      rulings.append(
        Ruling(isVertical: false, at: (start.y + end.y) / 2, from: min(start.x, end.x), to: max(start.x, end.x)))
    } else if across <= 0.8, down >= Self.lengthMin {
      rulings.append(
        Ruling(isVertical: true, at: (start.x + end.x) / 2, from: min(start.y, end.y), to: max(start.y, end.y)))
    }
  }

  /// What a word of a drawing asks for.
  private enum Operator {
    case save, restore, place, width, move, line, curve, close, frame, fill, forget
    case stroke(closes: Bool)
    case both(closes: Bool)
    case strokeColor, fillColor, part, picture, other

    init(_ word: ArraySlice<UInt8>) {
      guard let first = word.first, word.count <= 3 else {
        self = .other
        return
      }
      let second = word.count > 1 ? word[word.startIndex + 1] : 0
      switch (first, second, word.count) {
      case (0x71, _, 1): self = .save
      case (0x51, _, 1): self = .restore
      case (0x63, 0x6D, 2): self = .place
      case (0x77, _, 1): self = .width
      case (0x6D, _, 1): self = .move
      case (0x6C, _, 1): self = .line
      case (0x63, _, 1), (0x76, _, 1), (0x79, _, 1): self = .curve
      case (0x68, _, 1): self = .close
      case (0x72, 0x65, 2): self = .frame
      case (0x53, _, 1): self = .stroke(closes: false)
      case (0x73, _, 1): self = .stroke(closes: true)
      case (0x66, 0, 1), (0x46, _, 1), (0x66, 0x2A, 2): self = .fill
      case (0x42, 0, 1), (0x42, 0x2A, 2): self = .both(closes: false)
      case (0x62, 0, 1), (0x62, 0x2A, 2): self = .both(closes: true)
      case (0x6E, _, 1): self = .forget
      case (0x47, _, 1), (0x4B, _, 1), (0x52, 0x47, 2), (0x53, 0x43, _): self = .strokeColor
      case (0x67, 0, 1), (0x6B, _, 1), (0x72, 0x67, 2), (0x73, 0x63, _): self = .fillColor
      case (0x44, 0x6F, 2): self = .part
      case (0x49, 0x44, 2): self = .picture
      default: self = .other
      }
    }

    var endsPath: Bool {
      switch self {
      case .stroke, .both, .fill, .forget: true
      case .save, .restore, .place, .width, .move, .line, .curve, .close, .frame, .strokeColor, .fillColor, .part,
        .picture, .other:
        false
      }
    }
  }
}
