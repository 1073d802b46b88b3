import Lifecycle
import Model
import Testing
import Work

@testable import Store

/// What a closed year leaves to be finished: repairs and the next budget go on, nothing else does.
@Suite struct ClosedYearTests {
  private func close(_ house: WorkHouse) throws {
    try house.database.write { (t) throws(StoreError) in
      guard let year = try Years.find(region: WorkHouse.region, WorkHouse.year, in: t) else {
        throw .missing(subject: "年度")
      }
      try Years.set(
        region: WorkHouse.region, WorkHouse.year, .closed, year.settings, basedOn: year.number, by: "setup", in: t)
    }
  }

  @Test(arguments: Engine.present)
  func `a repair is reported and verified after the year, a budget decision is applied`(engine: Engine) throws {
    let house = try WorkHouse(engine)
    let project = try house.approved()
    let office = try house.person(.financePerformanceOffice)
    let clerk = try house.person(.executingUnit)
    let checkpoint = try house.at(office) { (desk, t) throws(StoreError) -> String in
      _ = try Monitorings.open(month: 7, desk, in: t)
      return try Stages.ofProject(region: desk.region, project.id, year: desk.year.year, flow: Monitoring.name, in: t)
        .first?.id ?? ""
    }
    let item = try house.at(office) { (desk, t) throws(StoreError) in
      try Rectifications.issue(
        Rectification(source: .audit, problemClass: "资金使用", problem: "超范围支出", measure: "收回"), unit: "di",
        project: try Projects.find(region: desk.region, id: project.id, in: t), desk, in: t)
    }
    try close(house)

    // What is not left over stands still.
    let stopped = refusal { () throws(StoreError) in try house.step(checkpoint, "begin", .executingUnit) }
    #expect(stopped?.why.contains("已经结束") == true)
    // It lies on the bench of the year that follows.
    let bench = try house.database.read { (t) throws(StoreError) in
      try BenchWork(clerk, year: WorkHouse.year + 1, on: "2025-03-01", in: t)
    }
    #expect(bench.tasks.map(\.row.id) == [item] && bench.count == 1)

    try house.step(item, "acknowledge", .executingUnit)
    let row = try house.stage(item)
    var content = Rectification(row.content)
    content.reply = "已收回"
    let json = content.json
    try house.at(clerk) { (desk, t) throws(StoreError) in
      #expect(try Evidence.refusal(row, desk, in: t) == nil, "proof may be put to it")
      try Steps.take(StepRequest(stage: item, event: "report", basedOn: row.number, content: json), desk, in: t)
    }
    try house.step(item, "close-not-rectified", .financePerformanceOffice, opinion: "没有收回")
    let links = try house.database.read { (t) throws(StoreError) in
      try Stages.ofProject(region: WorkHouse.region, project.id, year: WorkHouse.year, flow: BudgetLink.name, in: t)
    }
    let link = try #require(links.first?.id, "what was not repaired costs money, in a closed year too")
    try house.step(link, "discuss", .financePerformanceOffice)
    try house.step(link, "decide", .financeBudgetOffice)
    try house.step(link, "apply", .financeBudgetOffice)
    let next = try house.database.read { (t) throws(StoreError) in
      try Projects.year(region: WorkHouse.region, WorkHouse.year + 1, project: project.id, in: t)?.figures.control
    }
    #expect(next == Money(fen: 80 * 1_000_000))
  }

  @Test(arguments: Engine.present)
  func `a verified repair settles the light of a closed year`(engine: Engine) throws {
    let house = try WorkHouse(engine)
    let project = try house.approved()
    let office = try house.person(.financePerformanceOffice)
    let light = try house.at(office) { (desk, t) throws(StoreError) in
      try Stages.open(
        Monitoring.self, StageDraft(year: WorkHouse.year, unit: "di", title: "堤防", project: project.id, part: "07"),
        region: WorkHouse.region, by: office.actor, in: t)
    }
    let item = try house.at(office) { (desk, t) throws(StoreError) in
      try Rectifications.issue(
        Rectification(source: .monitoring, problemClass: "执行", problem: "红灯", measure: "赶上", from: light), unit: "di",
        project: try Projects.find(region: desk.region, id: project.id, in: t), desk, in: t)
    }
    // As the decision on a red light leaves it.
    try house.database.write { (t) throws(StoreError) in
      try t.run("UPDATE stage SET state = \(Monitoring.State.measureRequired.name) WHERE id = \(light)")
    }
    try house.step(item, "acknowledge", .executingUnit)
    try close(house)
    let row = try house.stage(item)
    var content = Rectification(row.content)
    content.reply = "已赶上"
    let json = content.json
    try house.at(try house.person(.executingUnit)) { (desk, t) throws(StoreError) in
      try Steps.take(StepRequest(stage: item, event: "report", basedOn: row.number, content: json), desk, in: t)
    }
    try house.step(item, "verify", .financePerformanceOffice)
    #expect(try house.stage(light).state == Monitoring.State.closed.name)
  }
}
