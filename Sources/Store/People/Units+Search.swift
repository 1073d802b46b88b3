public import Lifecycle

extension Units {
  /// Units of a branch whose name or code holds all the words, by path.
  public static func search(
    region: String, _ path: UnitPath, _ text: String, limit: Int, in transaction: ReadTransaction
  ) throws(StoreError) -> [Unit] {
    var parts: [SQL] = ["region = \(region)", within(path)]
    for word in text.split(whereSeparator: \.isWhitespace).prefix(8) {
      let pattern = Forms.pattern(String(word))
      parts.append("(name LIKE \(pattern) ESCAPE '!' OR code LIKE \(pattern) ESCAPE '!')")
    }
    return try transaction.all(
      "SELECT \(Unit.columns) FROM unit WHERE \(parts.joined(" AND ")) ORDER BY path LIMIT \(limit)", Unit.init)
  }
}
