extension FormContent {
  /// The form of the same project for the year after: what was reached becomes history, budgets move back by a year, and
  /// what has to be decided anew is empty. Targets stay, to be raised or explained.
  /// - Parameter results: self-evaluation of this year, when there is one; tells what was reached.
  public func renewed(results: FormContent? = nil) -> FormContent {
    var form = FormContent(kind: kind, moneyUnit: moneyUnit)
    form.name = name
    form.code = code
    form.department = department
    form.unitName = unitName
    form.year = year.map { $0 + 1 }
    form.region = region
    form.template = template
    form.attributes = attributes.filter { $0.label != "填报日期" }
    form.contacts = contacts
    form.amounts = amounts.renewed(year: year)
    form.funding = funding.map { line in
      var line = line
      line.amount = nil
      return line
    }
    form.income = income.map { $0.renewed() }
    form.spending = spending.map { $0.renewed() }
    form.projects = projects.map { line in
      var line = line
      line.current = nil
      return line
    }
    form.costs = costs.map { line in
      var line = line
      line.amount = nil
      return line
    }
    form.procurement = procurement.map { line in
      var line = line
      line.quantity = nil
      line.amount = nil
      return line
    }
    form.schedule = schedule
    let reached = results.map { Self.actuals($0) } ?? [:]
    form.goals = goals.map { $0.renewed(reached) }
    return form
  }

  /// What was reached, by the name of the indicator; of two of one name neither counts.
  private static func actuals(_ form: FormContent) -> [String: String] {
    var out: [String: String] = [:]
    var twice: Set<String> = []
    for (_, row) in form.indicators {
      guard let name = row.name, let actual = row.actual, !actual.isEmpty else { continue }
      if out.updateValue(actual, forKey: name) != nil { twice.insert(name) }
    }
    return out.filter { !twice.contains($0.key) }
  }
}

extension Amounts {
  fileprivate func renewed(year: Int?) -> Amounts {
    var amounts = Amounts()
    amounts.total = total
    amounts.prior = prior
    if let year, let current {
      amounts.prior.removeAll { $0.year == year }
      var last = PriorAmount(id: "y\(year)")
      last.year = year
      last.amount = current
      amounts.prior.append(last)
    }
    return amounts
  }
}

extension CompositionLine {
  fileprivate func renewed() -> CompositionLine {
    var line = CompositionLine(id: id)
    line.item = item
    let values = [history?.last ?? nil, amount]
    line.history = values.allSatisfy { $0 == nil } ? nil : values
    return line
  }
}

extension Goal {
  fileprivate func renewed(_ reached: [String: String]) -> Goal {
    var goal = Goal(id: id)
    goal.term = term
    goal.name = name
    goal.text = text
    goal.weight = weight
    goal.indicators = indicators.map { row in
      var new = Indicator(id: row.id)
      new.level1 = row.level1
      new.level2 = row.level2
      new.name = row.name
      new.target = row.target
      new.weight = row.weight
      new.level1Weight = row.level1Weight
      new.level2Weight = row.level2Weight
      new.basis = row.basis
      new.definition = row.definition
      // Only goals of a year have a course over the years.
      if term != .longTerm {
        let values = [row.history?.last ?? "", row.name.flatMap { reached[$0] } ?? row.actual ?? row.target ?? ""]
        new.history = values.allSatisfy(\.isEmpty) ? nil : values
      }
      return new
    }
    return goal
  }
}
