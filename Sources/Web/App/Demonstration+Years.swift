import Model
import Schemes
import Store
public import Work

extension Demonstration {
  /// The budget years of the demonstration. Its documents are of the first; pages begin with the newest open one.
  static let years: [(year: Int, state: BudgetYear.State)] = [(2024, .open), (2025, .preparing), (2026, .preparing)]

  /// Sets up the years that are missing, and names what is in force on subjects that a year does not know yet: the
  /// demonstration grows with the program.
  static func prepareYears(_ database: Database) throws(StoreError) {
    let rulebook = Rulebook.ofData
    let place = unitName(at: "district")
    try database.write { (transaction) throws(StoreError) in
      for (year, state) in years {
        let isNew = try YearOpening.setUp(
          region: region, place: place, year: year, state, rulebook, by: "setup", in: transaction)
        guard !isNew, let kept = try Years.find(region: region, year, in: transaction) else { continue }
        let settings = YearOpening.completed(kept.settings, year: year, place: place, rulebook)
        guard settings != kept.settings else { continue }
        try Years.set(
          region: region, year, kept.state, settings, basedOn: kept.number, by: "setup", in: transaction)
      }
    }
  }
}

extension Rulebook {
  /// What is in force by the data files, for work that looks no form through.
  public static var ofData: Rulebook {
    struct Nobody: FormExaminer {
      func examine(_ content: FormContent) -> ExaminedForm { ExaminedForm() }
      func examine(
        _ accounts: DepartmentAccounts, _ context: AccountsContext, _ policy: AccountsPolicy
      ) -> ExaminedAccounts { ExaminedAccounts() }
    }
    return Rulebook(
      templates: TemplateLibrary.standard().valid, schemes: SchemeLibrary.standard().valid,
      policies: PolicyLibrary.standard(subjects: Rulebook.subjects).valid, examiner: Nobody())
  }
}
