import Demo
import Foundation
import Model
import Store
import Web
import Work

extension Command {
  static let demo = Command(
    name: "demo", summary: "在空的数据库里生成一个演示地区：单位、人员、项目和各年的绩效目标，同一个种子每次一样", operands: "",
    options: [
      .value("--units", "个数", "部门以下的单位，默认 24"), .value("--projects", "个数", "项目，默认每个单位 7 个"),
      .value("--years", "年数", "预算年度，默认 2"),
      .value("--seed", "种子", "整数，默认 1"), .value("--last-year", "年度", "最后一个预算年度，默认今年"),
      .value("--key", "文件", "把有意埋下的差错写成 JSON"), .value("--data", "目录", "数据放在哪里，默认 ./data"),
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
  private let lastYear: Int
  private let keyPath: String?

  init(_ arguments: Arguments) throws(CommandError) {
    place = DataPlace(arguments)
    size = DistrictPlan.Size(
      units: try arguments.integer("--units", in: 1...2_000) ?? 24,
      years: try arguments.integer("--years", in: 1...10) ?? 2,
      projects: try arguments.integer("--projects", in: 1...100_000))
    seed = UInt64(try arguments.integer("--seed", in: 0...1_000_000_000) ?? 1)
    lastYear = try arguments.integer("--last-year", in: 2000...2100) ?? Surroundings.live.now().civil().year
    keyPath = arguments.value("--key")
  }

  func run() throws(CommandError) -> Int32 {
    let pipeline = try Pipeline.forCommands()
    let plan: DistrictPlan
    do throws(DemoFailure) {
      plan = try DistrictPlan(seed: seed, size: size, lastYear: lastYear)
    } catch {
      throw .refused(error.description)
    }
    // The years are lived through by their own days, so everything is entered by a clock of its own.
    let clock = DemoClock(year: plan.firstYear - 1, seed: seed)
    let database = try place.open(mustExist: false, surroundings: clock.surroundings)
    let key = try live(plan, clock, database, pipeline.rulebook)
    if let keyPath {
      guard FileManager.default.createFile(atPath: keyPath, contents: Data((key.json.text(.indented) + "\n").utf8))
      else {
        throw .refused("差错清单写不到 \(keyPath)。请换一个地方")
      }
    }
    Terminal.print(
      "演示地区已生成：\(plan.departments.count) 个部门、\(plan.units.count) 个单位、\(plan.people.count) 人、\(plan.projects.count) 个项目，"
        + "\(plan.firstYear)—\(lastYear) 年度，埋下 \(key.entries.count) 处差错。密码在 \(place.folder)/demonstration.txt。")
    return 0
  }

  private func live(
    _ plan: DistrictPlan, _ clock: DemoClock, _ database: Database, _ rulebook: Rulebook
  ) throws(CommandError) -> AnswerKey {
    do throws(StoreError) {
      let isEmpty = try database.read { (t) throws(StoreError) in try Units.regions(in: t).isEmpty }
      guard isEmpty else { throw .refused(rule: "database-not-empty") }
      _ = try Demonstration.prepare(database, dataFolder: place.folder)
      let hash = try database.read { (t) throws(StoreError) in try Accounts.find(login: "jixiao", in: t)?.passwordHash }
      let fill = DistrictFill(
        plan, region: Demonstration.region, root: "district", place: "示范区", passwordHash: hash ?? "")
      var progress: ProgressBar?
      var shown = ""
      let life = DistrictLife(
        fill, in: database, clock: clock, rulebook: rulebook,
        finance: .init(line: "yewu", performance: "jixiao", budget: "yusuan", treasury: "guoku")
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
      return key
    } catch {
      if case .refused(rule: "database-not-empty") = error {
        throw .refused("\(place.url) 里已经有单位了。演示地区只放进空的数据库，请用 --data 换一个目录")
      }
      throw .refused(error.description)
    }
  }
}
