import Lifecycle
import Model
import Testing

@testable import Store
@testable import Work

@Suite struct ControlFigureTests {
  private static func notes(_ yuan: Int64) -> GoalNotes {
    var notes = GoalNotes()
    notes.control = Money(fen: yuan * 100)
    return notes
  }

  /// A form in its second round with a control figure of 1 100 yuan.
  private func issued(_ scene: GoalScene) throws -> Goals.Begun {
    let begun = try scene.begin()
    try scene.passUp(begun.stage)
    try scene.take(
      .issueControlFigure, scene.budget, begun.stage, opinion: "按控制数编制二上预算。", notes: Self.notes(1_100))
    return begun
  }

  @Test(arguments: Engine.present)
  func `a changed control figure keeps the old one, follows into the form, and is told to the unit`(
    engine: Engine
  ) throws {
    let scene = try GoalScene(engine)
    let begun = try issued(scene)
    #expect(try scene.form(begun.form)?.content.amounts.current == 1_100)
    let row = try scene.take(
      .changeControlFigure, scene.budget, begun.stage, opinion: "上级专款减少", notes: Self.notes(1_000))
    #expect(row.state == "draft-2" && GoalNotes(row.content).control == Money(fen: 1_000_00))
    #expect(GoalNotes(row.content).formerControls == [Money(fen: 1_100_00)])
    #expect(try scene.figures().control == Money(fen: 1_000_00))
    #expect(try scene.form(begun.form)?.content.amounts.current == 1_000, "the form still had the old figure")
    let (told, rounds) = try scene.database.read { (t) throws(StoreError) in
      (try Notices.list(scene.clerk, in: t), try GoalRounds(row, in: t))
    }
    let notice = told.first { $0.event == GoalForm.Event.changeControlFigure.rawValue }
    #expect(notice?.opinion?.contains("由 0.11 万元调整为 0.1 万元：上级专款减少") == true)
    #expect(rounds.control == Money(fen: 1_000_00) && rounds.formerControls == [Money(fen: 1_100_00)])

    // A form that the unit has worked on is the unit's to change, also while it is under review.
    try scene.edit(begun) { $0.amounts.current = 900 }
    try scene.take(.submit, scene.clerk, begun.stage)
    let again = try scene.take(
      .changeControlFigure, scene.budget, begun.stage, opinion: "再压减", notes: Self.notes(950))
    #expect(again.state == "department-review-2" && GoalNotes(again.content).formerControls.count == 2)
    #expect(try scene.form(begun.form)?.content.amounts.current == 900)
    #expect(try Ledger.verify(in: scene.database).isSound)
  }

  @Test(arguments: Engine.present)
  func `only the budget office changes it, with a reason, after it was issued and before the approval`(
    engine: Engine
  ) throws {
    let scene = try GoalScene(engine)
    let begun = try scene.begin()
    func change(_ account: Account, _ yuan: Int64, opinion: String? = "压减") -> StageRefusal? {
      scene.refusal { () throws(StoreError) in
        try scene.take(.changeControlFigure, account, begun.stage, opinion: opinion, notes: Self.notes(yuan))
      }
    }
    #expect(change(scene.budget, 1_000)?.cause == .moment, "nothing is issued yet")
    try scene.passUp(begun.stage)
    try scene.take(
      .issueControlFigure, scene.budget, begun.stage, opinion: "按控制数编制二上预算。", notes: Self.notes(1_100))
    #expect(change(scene.performance, 1_000)?.cause == .person)
    #expect(change(scene.budget, 1_000, opinion: " ")?.cause == .opinion)
    #expect(change(scene.budget, 1_100)?.why.contains("没有变") == true)
    // It is nobody's turn because of it: the form waits for its unit alone.
    let row = try #require(try scene.stage(begun.stage))
    #expect(Steps.words(row)?.holders.contains("财政局预算科") == false)
    #expect(change(scene.budget, 1_000) == nil)
  }
}
