import Lifecycle
import Model
import Store
import Work

extension DistrictLife {
  /// The treasury enters what it paid in a month, as the table that its own program gives out.
  func pay(_ month: Int, _ dated: DatedStep) throws(StoreError) {
    let year = dated.year
    var lines: [(text: String, index: Int, paid: Int)] = []
    for index in courses.indices {
      guard let project = courses[index].project, let known = courses[index].years[year], let outcome = known.outcome,
        let budget = known.budget
      else { continue }
      let whole = Int((budget * 10_000).rounded(to: 0).units)
      let due = outcome.paid(month, budgetYuan: whole)
      guard due > known.paid else { continue }
      let day = Int.random(in: 3...27, using: &courses[index].random)
      let number = "\(year)\(DistrictPlan.pad(month, 2))\(DistrictPlan.pad(index + 1, 5))"
      lines.append(
        ("\(project.code)\t\(Day.of(year, month, day))\t\(due - known.paid).00\t\(number)", index, due))
    }
    clock.set(dated.first.text)
    var rest = lines[...]
    while !rest.isEmpty {
      let block = rest.prefix(400)
      rest = rest.dropFirst(block.count)
      try database.write { (t) throws(StoreError) in
        let desk = try desk(finance.treasury, year, in: t)
        let table = try PaymentLines(block.map(\.text).joined(separator: "\n"), desk, in: t)
        try table.enter(source: "\(year)年\(month)月支付明细", desk, in: t)
      }
      for line in block { courses[line.index].years[year]?.paid = line.paid }
    }
  }
}
