/// A page of a PDF file, as far as lines are drawn on it.
struct PDFPage {
  /// Left, bottom, right and top of the sheet, in its own coordinates.
  var box: (x0: Double, y0: Double, x1: Double, y1: Double)
  /// Quarter turns clockwise at which it is shown, in degrees.
  var turn: Int
  var resources: PDFValue?
  var contents: [PDFObjects.Object]

  /// From the coordinates of the sheet to those of the shown page, whose origin is at the top left.
  var shown: PDFMatrix {
    switch turn {
    case 90: PDFMatrix(a: 0, b: 1, c: 1, d: 0, x: -box.y0, y: -box.x0)
    case 180: PDFMatrix(a: -1, b: 0, c: 0, d: 1, x: box.x1, y: -box.y0)
    case 270: PDFMatrix(a: 0, b: -1, c: -1, d: 0, x: box.y1, y: box.x1)
    default: PDFMatrix(a: 1, b: 0, c: 0, d: -1, x: -box.x0, y: box.y1)
    }
  }
}

/// A way of placing: `x' = a·x + c·y + x`, `y' = b·x + d·y + y`.
struct PDFMatrix {
  var a = 1.0, b = 0.0, c = 0.0, d = 1.0, x = 0.0, y = 0.0

  func point(_ px: Double, _ py: Double) -> (x: Double, y: Double) { (a * px + c * py + x, b * px + d * py + y) }

  /// This placing done first, then `next`.
  func then(_ next: PDFMatrix) -> PDFMatrix {
    let origin = next.point(x, y)
    return PDFMatrix(
      a: a * next.a + b * next.c, b: a * next.b + b * next.d, c: c * next.a + d * next.c,
      d: c * next.b + d * next.d, x: origin.x, y: origin.y)
  }
}

extension PDFObjects {
  /// The pages in the order of the file's tree; empty when it has none.
  func pages(max: Int) -> [PDFPage] {
    guard let root, case .reference(let number)? = root["Pages"] else { return [] }
    var pages: [PDFPage] = []
    var seen: Set<Int> = []
    collect(number, [:], &pages, &seen, depth: 0, max: max)
    return pages
  }

  private static let inherited = ["MediaBox", "Rotate", "Resources"]

  private func collect(
    _ number: Int, _ above: [String: PDFValue], _ pages: inout [PDFPage], _ seen: inout Set<Int>, depth: Int, max: Int
  ) {
    guard depth < 60, pages.count < max, seen.insert(number).inserted,
      let node = objects[number]?.value.dictionary
    else { return }
    var values = above
    for key in Self.inherited { if let value = node[key] { values[key] = value } }
    if let kids = resolve(node["Kids"])?.array {
      for case .reference(let kid) in kids { collect(kid, values, &pages, &seen, depth: depth + 1, max: max) }
    } else {
      pages.append(page(node, values))
    }
  }

  private func page(_ node: [String: PDFValue], _ values: [String: PDFValue]) -> PDFPage {
    let box = (resolve(values["MediaBox"])?.array ?? []).compactMap { resolve($0)?.number }
    let turn = resolve(values["Rotate"])?.int ?? 0
    let parts: [PDFValue]
    if let list = resolve(node["Contents"])?.array { parts = list } else { parts = node["Contents"].map { [$0] } ?? [] }
    let usual = (x0: 0.0, y0: 0.0, x1: 612.0, y1: 792.0)
    return PDFPage(
      box: box.count == 4
        ? (min(box[0], box[2]), min(box[1], box[3]), Swift.max(box[0], box[2]), Swift.max(box[1], box[3])) : usual,
      turn: ((turn % 360) + 360) % 360, resources: values["Resources"], contents: parts.compactMap { object($0) })
  }
}
