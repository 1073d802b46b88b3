import Model

extension Forms {
  /// Counts the findings of a form anew without those that a reviewer let stand; lists and boards read the counts.
  /// - Complexity: one short query where nothing was ever let stand.
  static func recount(_ id: String, in transaction: WriteTransaction) throws(StoreError) {
    guard let form = try load(id: id, in: transaction) else { return }
    let waivers = try Waivers.list(form: id, in: transaction)
    let open = form.findings.filter { finding in !waivers.contains { $0.covers(finding) } }
    func count(_ severity: Finding.Severity) -> Int { open.count { $0.severity == severity } }
    var counted = FormCounts.Counted(form.row)
    (counted.errors, counted.warnings, counted.hints) = (count(.error), count(.warning), count(.hint))
    try transaction.run(
      """
      UPDATE form SET errors = \(counted.errors), warnings = \(counted.warnings), hints = \(counted.hints)
      WHERE region = \(form.row.region) AND year = \(form.row.year) AND id = \(id)
      """)
    FormCounts.move(from: .init(form.row), to: counted, in: transaction)
  }
}
