/// What changed inside a text, character by character.
enum TextDifference {
  /// Beyond this product of lengths the whole middle counts as rewritten; it bounds time and memory.
  static let workMax = 1_000_000

  /// Pieces of both texts in reading order. The same beginning and end are set aside first; a short stretch that only
  /// happens to agree between two changes is not kept, since words torn into letters cannot be read.
  static func pieces(_ old: String, _ new: String) -> [TextPiece] {
    let from = Array(old)
    let to = Array(new)
    var head = 0
    while head < min(from.count, to.count) && from[head] == to[head] { head += 1 }
    var tail = 0
    while tail < min(from.count, to.count) - head && from[from.count - 1 - tail] == to[to.count - 1 - tail] {
      tail += 1
    }
    // A figure is read as a whole: the border never runs through digits.
    while head > 0 && isFigure(from[head - 1]) && (at(from, head, tail) || at(to, head, tail)) { head -= 1 }
    while tail > 0 && isFigure(from[from.count - tail]) && (ends(from, head, tail) || ends(to, head, tail)) {
      tail -= 1
    }
    var out: [TextPiece] = head > 0 ? [.same(String(from[..<head]))] : []
    out += middle(Array(from[head..<(from.count - tail)]), Array(to[head..<(to.count - tail)]))
    if tail > 0 { out.append(.same(String(from[(from.count - tail)...]))) }
    return out
  }

  private static func isFigure(_ character: Character) -> Bool { character.isWholeNumber || character == "." }
  private static func at(_ text: [Character], _ head: Int, _ tail: Int) -> Bool {
    head < text.count - tail && isFigure(text[head])
  }
  private static func ends(_ text: [Character], _ head: Int, _ tail: Int) -> Bool {
    text.count - tail > head && isFigure(text[text.count - tail - 1])
  }

  private static func middle(_ old: [Character], _ new: [Character]) -> [TextPiece] {
    if old.isEmpty && new.isEmpty { return [] }
    if old.isEmpty { return [.added(String(new))] }
    if new.isEmpty { return [.removed(String(old))] }
    guard old.count * new.count <= workMax, let run = longestRun(old, new), run.length >= 3 else {
      return [.removed(String(old)), .added(String(new))]
    }
    return middle(Array(old[..<run.old]), Array(new[..<run.new]))
      + [.same(String(old[run.old..<(run.old + run.length)]))]
      + middle(Array(old[(run.old + run.length)...]), Array(new[(run.new + run.length)...]))
  }

  /// The longest stretch that both texts share; the recursion around it reads better than a minimal edit.
  private static func longestRun(_ old: [Character], _ new: [Character]) -> (old: Int, new: Int, length: Int)? {
    var best: (old: Int, new: Int, length: Int)?
    var previous = [Int](repeating: 0, count: new.count + 1)
    for i in old.indices {
      var current = [Int](repeating: 0, count: new.count + 1)
      for j in new.indices where old[i] == new[j] {
        let length = previous[j] + 1
        current[j + 1] = length
        if length > best?.length ?? 0 { best = (i - length + 1, j - length + 1, length) }
      }
      previous = current
    }
    return best
  }
}
