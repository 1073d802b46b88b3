import Model
import Store
import Web
import Work

extension Command {
  static let yearOpen = Command(
    name: "year open", summary: "开一个预算年度：有上一年的照上一年带过来，没有的按国家常例", operands: "",
    options: [
      .value("--data", "目录", "数据放在哪里，默认 ./data"),
      .value("--database", "地址", "postgres://用户@主机/库；不写就用数据目录里的 SQLite"),
      .value("--region", "地区", "地区编号；只有一个地区时可以不写"), .value("--year", "年度", "四位数字（必写）"),
      .value("--account", "账号", "以哪个账号的名义；不写记为安装设置"), .flag("--prepare", "只建立设置，不开年"),
    ], example: "hengji year open --region 420199 --year 2027 --account jixiao"
  ) { arguments throws(CommandError) in
    try YearOpeningRun(arguments).run()
  }
}

/// One run of `year open`.
struct YearOpeningRun {
  private let place: DataPlace
  private let region: String?
  private let year: Int
  private let login: String?
  private let onlyPrepares: Bool

  init(_ arguments: Arguments) throws(CommandError) {
    guard let year = try arguments.integer("--year", in: 1990...2100) else { throw .usage("没有写 --year") }
    self.year = year
    place = DataPlace(arguments)
    region = arguments.value("--region")
    login = arguments.value("--account")
    onlyPrepares = arguments.has("--prepare")
  }

  func run() throws(CommandError) -> Int32 {
    let database = try place.open(mustExist: true)
    let problems: [YearProblem]
    let state: BudgetYear.State
    do throws(StoreError) {
      (problems, state) = try database.write { (transaction) throws(StoreError) in try open(in: transaction) }
    } catch {
      throw .refused(error.description)
    }
    let blocking = problems.filter(\.isBlocking)
    for problem in problems { Terminal.warn("\(problem.isBlocking ? "必补" : "请核对")：\(problem.words)") }
    if state != .open || !blocking.isEmpty {
      Terminal.print(
        "\(year) 年度的设置已建立，是“\(state.officialName)”。" + (blocking.isEmpty ? "" : "补齐上面必补的，再开年。"))
      return blocking.isEmpty ? 0 : 1
    }
    Terminal.print("\(year) 年度已经开年，是“\(state.officialName)”。日期和各项办法可以在网页“年度设置”里改。")
    return 0
  }

  private func open(in transaction: WriteTransaction) throws(StoreError) -> ([YearProblem], BudgetYear.State) {
    let region = try theRegion(in: transaction)
    guard let root = try Units.roots(region: region, in: transaction).first else {
      throw .missing(subject: "地区 \(region) 的单位")
    }
    var actor = "setup"
    if let login {
      guard let account = try Accounts.find(login: login, in: transaction), account.region == region else {
        throw .missing(subject: "账号 \(login)")
      }
      actor = account.id
    }
    let rulebook = Rulebook.ofData
    try YearOpening.setUp(
      region: region, place: root.name, year: year, .preparing, rulebook, by: actor, in: transaction)
    guard let kept = try Years.find(region: region, year, in: transaction) else {
      throw .missing(subject: "\(year) 年度")
    }
    let problems = YearCheck.problems(kept.settings, year: year, place: root.name, rulebook)
    if !onlyPrepares, kept.state != .open, !problems.contains(where: \.isBlocking) {
      try Years.set(region: region, year, .open, kept.settings, basedOn: kept.number, by: actor, in: transaction)
      return (problems, .open)
    }
    return (problems, kept.state)
  }

  private func theRegion(in transaction: ReadTransaction) throws(StoreError) -> String {
    if let region { return region }
    let regions = try Units.regions(in: transaction)
    guard regions.count == 1 else { throw .missing(subject: "地区（请用 --region 指明）") }
    return regions[0]
  }
}
