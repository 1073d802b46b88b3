import Lifecycle
import Model
import Store
import Work

/// What the address of a list asks for, kept within what the person may see.
enum FormListing {
  static let pageSizeUsual = 50

  /// - Returns: nil when the role sees no list: administrators, and those who wait for an assignment.
  static func filter(_ call: Call) throws(Refusal) -> FormFilter? {
    let account = call.account
    guard Access.may(.readForm).admits(account.role), account.role.seesLists else { return nil }
    var filter = FormFilter(region: account.region, year: try year(call), scope: account.scope)
    if account.role == .oversightReader { filter.states = FormState.allCases.filter { !$0.isOpenForEditing } }
    filter.kinds = kinds(call.query["stage"])
    filter.kind = call.query["kind"].flatMap { FormKind(rawValue: $0) }
    filter.department = call.query["department"].flatMap { $0.isEmpty ? nil : $0 }
    switch call.query["findings"] {
    case "errors": filter.hasErrors = true
    case "clean": filter.hasErrors = false
    default: break
    }
    filter.stageStates = stageStates(call)
    if call.query["turn"] == "overdue" { filter.overdueOn = call.today }
    filter.search = String((call.query["q"] ?? "").prefix(100))
    filter.page = call.number("page") ?? 1
    filter.pageSize = call.number("size") ?? pageSizeUsual
    let column = call.query["sort"].flatMap { FormColumn(rawValue: $0) } ?? .time
    filter.order = column.storeOrder
    filter.isDescending =
      (call.query["order"].flatMap { Column.Order(rawValue: $0) } ?? column.firstOrder) == .descending
    return filter
  }

  /// The chosen year; while nobody has chosen, the newest that has forms.
  static func year(_ call: Call) throws(Refusal) -> Int {
    if let chosen = call.chosenYear { return chosen }
    let region = call.account.region
    let years = try call.read { (transaction) throws(StoreError) in
      try FormCounts.years(region: region, in: transaction)
    }
    let usual = call.year
    return years.contains(usual) ? usual : years.first ?? usual
  }

  /// Rounds of the goal form as the list offers them.
  static let rounds = [("first", "一上、一下"), ("second", "二上、二下"), ("decided", "已批复"), ("rejected", "审核为差、已代替")]

  /// States of the goal form that the address asks for: a round, or those in which it is the reader's turn.
  private static func stageStates(_ call: Call) -> [String] {
    let all = GoalForm.State.allCases.map(\.name)
    var states: [String] = []
    switch call.query["round"] {
    case "first": states = all.filter { $0.hasSuffix("-1") }
    case "second": states = all.filter { $0.hasSuffix("-2") }
    case "decided": states = [GoalForm.State.approved, .locked, .published].map(\.name)
    case "rejected": states = [GoalForm.State.rejected, .amended].map(\.name)
    default: break
    }
    guard call.query["turn"] == "mine" else { return states }
    let mine = Steps.states(of: GoalForm.name, waitingFor: call.account.role)
    let wanted = states.isEmpty ? mine : states.filter { mine.contains($0) }
    // Nothing is the turn of a role that has none; a state that no stage has finds nothing.
    return wanted.isEmpty ? ["none"] : wanted
  }

  private static func kinds(_ stage: String?) -> [FormKind] {
    switch stage {
    case "goals": [.projectGoal, .departmentGoal]
    case "self-evaluations": [.projectSelfEvaluation, .departmentSelfEvaluation]
    default: []
    }
  }
}

extension Role {
  /// Agencies and experts see what was assigned to them, one by one, and no lists.
  var seesLists: Bool { self != .thirdPartyAgency && self != .expertReviewer && self != .public }
}

extension FormColumn {
  var storeOrder: FormFilter.Order {
    switch self {
    case .name: .name
    case .department: .department
    case .budget: .current
    case .indicators: .indicators
    case .findings: .errors
    case .score: .score
    case .time, .kind, .status: .updated
    }
  }
}
