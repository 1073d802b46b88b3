import Demo
import Foundation
import Model
import Store
import Web
import Work

extension Command {
  static let demo = Command(
    name: "demo", summary: "在空的数据库里生成一个演示地区：单位、人员、项目和各年的全部环节，同一个种子每次一样", operands: "",
    options: [
      .value("--units", "个数", "部门以下的单位，默认 24"), .value("--projects", "个数", "项目，默认每个单位 7 个"),
      .value("--indicators", "个数", "每张项目申报表的指标，默认 20"),
      .value("--years", "年数", "预算年度，最后一个正在执行，默认 2；写 0 只生成下一年度的目标"),
      .value("--seed", "种子", "整数，默认 1"), .value("--until", "日期", "过到哪一天，如 2026-09-20，默认昨天"),
      .value("--key", "文件", "把有意埋下的差错写成 JSON"), .flag("--if-empty", "库里已有单位就什么也不做"),
      .value("--data", "目录", "数据放在哪里，默认 ./data"),
      .value("--database", "地址", "postgres://用户@主机/库；不写就用数据目录里的 SQLite"),
    ], example: "hengji demo --units 560 --years 2 --seed 7 --data /srv/yanshi --key 差错.json"
  ) { arguments throws(CommandError) in
    try DemoRun(arguments).run()
  }
}

/// One run of `demo`.
struct DemoRun {
  private let place: DataPlace
  private let size: DistrictPlan.Size
  private let seed: UInt64
  private let until: Day
  private let keyPath: String?
  private let onlyIfEmpty: Bool

  init(_ arguments: Arguments) throws(CommandError) {
    place = DataPlace(arguments)
    size = DistrictPlan.Size(
      units: try arguments.integer("--units", in: 1...2_000) ?? 24,
      years: try arguments.integer("--years", in: 0...10) ?? 2,
      projects: try arguments.integer("--projects", in: 1...100_000),
      indicators: try arguments.integer("--indicators", in: 11...100) ?? 20)
    seed = UInt64(try arguments.integer("--seed", in: 0...1_000_000_000) ?? 1)
    // Nothing may be entered at a moment that has not come: today is still under way.
    let yesterday = Day(Surroundings.live.now()).dayBefore
    guard let day = arguments.value("--until").map({ Day($0) }) ?? yesterday, (2000...2100).contains(day.year) else {
      throw .usage("--until 要写成 2026-09-20 这样的日期")
    }
    until = day
    keyPath = arguments.value("--key")
    onlyIfEmpty = arguments.has("--if-empty")
  }

  func run() throws(CommandError) -> Int32 {
    // The years are lived through by their own days, so everything is entered by a clock of its own.
    let plan = try plan()
    let clock = DemoClock(year: plan.firstYear - 1, seed: seed)
    let rulebook = try Pipeline.forCommands().rulebook
    let lived = try place.fill(surroundings: clock.surroundings) { (database) throws(StoreError) -> AnswerKey? in
      let isEmpty = try database.read { (t) throws(StoreError) in try Units.regions(in: t).isEmpty }
      return isEmpty ? try live(plan, clock, database, rulebook) : nil
    }
    guard let key = lived else {
      if onlyIfEmpty { return 0 }
      throw .refused("\(place.url) 里已经有单位了。演示地区只放进空的数据库，请用 --data 换一个目录")
    }
    if let keyPath {
      guard FileManager.default.createFile(atPath: keyPath, contents: Data((key.json.text(.indented) + "\n").utf8))
      else {
        throw .refused("差错清单写不到 \(keyPath)。请换一个地方")
      }
    }
    Terminal.print(
      "演示地区已生成：\(plan.departments.count) 个部门、\(plan.units.count) 个单位、\(plan.people.count) 人、\(plan.projects.count) 个项目，"
        + "过到 \(until)，埋下 \(key.count) 处差错。密码在 \(place.folder)/demonstration.txt。")
    return 0
  }

  private func plan() throws(CommandError) -> DistrictPlan {
    do throws(DemoFailure) {
      return try DistrictPlan(seed: seed, size: size, until: until)
    } catch {
      throw .refused(error.description)
    }
  }

  private func live(
    _ plan: DistrictPlan, _ clock: DemoClock, _ database: Database, _ rulebook: Rulebook
  ) throws(StoreError) -> AnswerKey {
    let hash = try Demonstration.beginDistrict(database, dataFolder: place.folder)
    let fill = DistrictFill(
      plan, region: Demonstration.region, root: Demonstration.root, place: Demonstration.rootName, passwordHash: hash)
    var progress: ProgressBar?
    var shown = ""
    let life = DistrictLife(
      fill, in: database, clock: clock, rulebook: rulebook,
      finance: .init(
        line: "yewu", performance: "jixiao", budget: "yusuan", treasury: "guoku", agency: "jigou")
    ) { words, done, total in
      if words != shown {
        progress?.finish()
        progress = ProgressBar(words, total: total)
        shown = words
      }
      progress?.show(done)
    }
    let key = try life.run()
    progress?.finish()
    // The people whom everybody knows from the sign-in page sit in the first departments.
    let departments = plan.departments.map(\.id)
    func department(_ index: Int) -> String { departments[min(index, departments.count - 1)] }
    try Demonstration.seat(
      database,
      [
        "caiwu": department(0), "keshi": department(1), "qiantou": department(2), "fuzeren": department(2),
        "danwei": plan.units.first?.id ?? department(0),
      ], hash)
    return key
  }
}
