/// Lines of a table without rules, parted into bands whose cells stand in the same columns.
///
/// Labels and their values, the rows of money, the goals and the indicators of one form are laid out in columns of
/// their own. Inside a band the parts of the lines leave gutters free; a line that runs through a gutter belongs to
/// another band.
struct LooseBands {
  /// A line of text in one column.
  struct Line {
    var words: PrintedLine
    var column: Int
    var mid: Double { words.box.midY }
  }

  struct Band {
    /// Left and right ends of what stands in each column.
    var columns: [(from: Double, to: Double)]
    /// The longest line known to have room in each column, here or in another band.
    var rooms: [Double]
    var lines: [Line]
  }

  private static let linesMax = 400
  private static let bandMax = 120
  /// What another band costs, in parts that fall into one column.
  private static let price = 0.9

  /// - Complexity: O(lines × lines of the longest band × parts).
  static func bands(_ lines: [PrintedLine]) -> [Band]? {
    guard lines.count <= linesMax else { return nil }
    let parts = lines.map { $0.parts(gap: 0.35) }
    let size = lines.map(\.size).sorted()[lines.count / 2]
    let isHeading = headings(parts, size)
    var cost = [0.0] + [Double](repeating: .infinity, count: lines.count)
    var from = [Int](repeating: 0, count: lines.count + 1)
    for start in lines.indices {
      // Lines nearer than lines of a cell are stand side by side in one row.
      let isTorn = start > 0 && lines[start].box.midY - lines[start - 1].box.midY < size * 0.72
      var columns: [(from: Double, to: Double)] = []
      var heads = 0
      for end in (start + 1)...min(lines.count, start + bandMax) {
        for part in parts[end - 1] { widen(&columns, part.box, size) }
        if isHeading[end - 1] { heads += 1 }
        var clashes = 0
        for line in start..<end { clashes += parts[line].count - distinct(parts[line], columns) }
        // Headings stand with headings, not with the rows under them.
        let mixed = heads < end - start ? Double(heads) * 0.8 : 0
        let whole = cost[start] + price + Double(clashes) + mixed + (isTorn ? 0.7 : 0)
        if whole < cost[end] {
          cost[end] = whole
          from[end] = start
        }
        if clashes > 12 { break }
      }
    }
    var bands: [Band] = []
    var end = lines.count
    while end > 0 {
      bands.append(band(parts[from[end]..<end], size))
      end = from[end]
    }
    return bands.reversed()
  }

  /// Lines that begin at the left end and reach far beyond what else begins there.
  private static func headings(_ parts: [[PrintedLine]], _ size: Double) -> [Bool] {
    let left = parts.compactMap { $0.first?.box.x0 }.min() ?? 0
    let widths = parts.compactMap(\.first).filter { $0.box.x0 < left + size }.map(\.box.width).sorted()
    let usual = widths.isEmpty ? 0 : widths[widths.count / 2]
    return parts.map { line in
      line.count == 1 && line[0].box.x0 < left + size && line[0].box.width > max(usual * 1.8, size * 5)
    }
  }

  /// Adds a box to the columns it touches, which become one.
  private static func widen(_ columns: inout [(from: Double, to: Double)], _ box: Box, _ size: Double) {
    var own = (from: box.x0, to: box.x1)
    var place = 0
    var index = 0
    while index < columns.count {
      if columns[index].from < own.to + size * 0.12, own.from < columns[index].to + size * 0.12 {
        own = (min(own.from, columns[index].from), max(own.to, columns[index].to))
        columns.remove(at: index)
      } else {
        if columns[index].to <= own.from { place = index + 1 }
        index += 1
      }
    }
    columns.insert(own, at: place)
  }

  private static func distinct(_ parts: [PrintedLine], _ columns: [(from: Double, to: Double)]) -> Int {
    var (count, last) = (0, -1)
    for part in parts {
      let column = column(of: part, columns)
      if column != last { count += 1 }
      last = column
    }
    return count
  }

  private static func column(of part: PrintedLine, _ columns: [(from: Double, to: Double)]) -> Int {
    columns.firstIndex { part.box.midX >= $0.from - 0.01 && part.box.midX <= $0.to + 0.01 } ?? 0
  }

  private static func band(_ lines: ArraySlice<[PrintedLine]>, _ size: Double) -> Band {
    var columns: [(from: Double, to: Double)] = []
    for part in lines.joined() { widen(&columns, part.box, size) }
    var out: [Line] = []
    for parts in lines {
      var inside: [Int: [PDFWord]] = [:]
      for part in parts { inside[column(of: part, columns), default: []] += part.words }
      for (column, words) in inside { out.append(Line(words: PrintedLine(words), column: column)) }
    }
    return Band(
      columns: columns, rooms: columns.map { $0.to - $0.from },
      lines: out.sorted { ($0.mid, $0.column) < ($1.mid, $1.column) })
  }
}
