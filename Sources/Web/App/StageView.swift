import Lifecycle
import Model
import Schemes
import Store
import Work

/// A stage as every page of a flow shows it: who has it, what was done, what can be done.
struct StageView: Sendable {
  let row: StageRow
  let words: StageWords?
  /// Every step from the opening on.
  let history: [StageStepRow]
  let offers: [StepOffer]
  /// What was put to it, and what may be.
  let files: [Attachment]
  let filePolicy: AttachmentPolicy?
  let mayAttach: Bool

  init(_ row: StageRow, _ desk: Desk, in transaction: ReadTransaction) throws(StoreError) {
    self.row = row
    words = Steps.words(row)
    history = try Stages.steps(of: row, in: transaction)
    offers = try Steps.offers(row, desk, in: transaction)
    files = try Attachments.of(.stage(row.id), in: transaction)
    filePolicy = Evidence.policy(desk.year, desk.rulebook)
    mayAttach = Steps.closed(row, desk) == nil && Evidence.isOpen(offers)
  }

  /// The step that sent the stage back, while nobody has handed it in again; nil otherwise.
  var returned: StageStepRow? {
    guard words?.formState == .returned, let last = history.last(where: { $0.from != $0.to }) else { return nil }
    return last
  }

  /// Whether the person may type into the form of the stage now.
  var isBeingFilled: Bool {
    offers.contains { ($0.event == "edit" || $0.event == "begin") && $0.refusal == nil } && row.form != nil
  }

  /// Buttons for the steps that the person's role may take. Saving (`edit`) has a page of its own.
  func bar(_ call: Call, back: String? = nil, without: Set<String> = [], fields: HTML = .empty) -> StageBar {
    StageBar(
      stage: row.id, number: row.number, token: call.signedIn.secret.token(),
      buttons: offers.filter { $0.event != "edit" && !without.contains($0.event) }.map { offer in
        StageBar.Button(
          event: offer.event, name: offer.name, needsOpinion: offer.needsOpinion,
          refusal: offer.refusal.map { $0.why + $0.whoCanHelp }, gate: offer.refusal?.gate)
      }, back: back, lead: lead(call), fields: fields)
  }

  /// Whose turn it is, and until when: 现在“一上业务科审核”，由财政局业务科办理，最迟 10 月 12 日。
  func lead(_ call: Call) -> String {
    guard let words else { return "现在“\(row.state)”。" }
    if row.isFinal || words.holders.isEmpty { return "现在“\(words.state)”。" }
    let day =
      row.dueOn.map { "，最迟 \(Moments.words($0, now: call.now))" + (row.isOverdue(on: call.today) ? "，已经过期" : "") } ?? ""
    return "现在“\(words.state)”，由\(words.hands)办理\(day)。"
  }

  /// The steps that were taken as an approval route, the newest last; the present state stands at the end.
  func route(_ call: Call, limit: Int = 5) -> [Step] {
    let taken = history.filter { $0.number == 1 || $0.from != $0.to }.suffix(limit).map { step in
      let isBack = step.event.hasPrefix("return") || step.event.hasPrefix("send-back")
      return Step(
        Steps.name(ofEvent: step.event, flow: row.flow),
        "\(step.who)　\(Moments.short(step.at, now: call.now))", isBack ? .back : .done)
    }
    guard let words, !row.isFinal else { return taken }
    let day = row.dueOn.map { "　最迟 \(Moments.words($0, now: call.now))" } ?? ""
    return taken + [Step(words.state, words.hands + day, .now)]
  }
}

extension StageView {
  /// What was done and said, the newest first: 张示例　报送：已按意见修改.
  func moments(_ call: Call, limit: Int = 100) -> [Moment] {
    history.reversed().prefix(limit).map { step in
      let said = step.opinion.map { "：\($0)" } ?? ""
      return Moment(
        Moments.short(step.at, now: call.now), "\(step.who)　\(Steps.name(ofEvent: step.event, flow: row.flow))\(said)")
    }
  }
}

extension StageRow {
  /// Which of several stages of its flow this one is, in words; nil where the flow has one.
  var partWords: String? {
    switch flow {
    case Monitoring.name: "1—\(Monitorings.month(self)) 月"
    case GoalAdjustment.name: "第 \(part) 次"
    case Disclosure.name: PublicationSubject(rawValue: part)?.officialName
    case RectificationItem.name: part.isEmpty ? nil : part
    default: nil
    }
  }
}

extension StageRefusal {
  /// The gate that is closed; nil when something else forbids the step.
  var gate: Gate? { if case .gate(let gate) = cause { gate } else { nil } }
}

extension Call {
  /// Today by the clock of China, as 2024-08-31.
  var today: String { Moments.date(now) }

  /// A stage of the person's region that he may see.
  /// - Throws: `.notFound`; `.forbidden` outside the person's branch.
  func stageRow(_ id: String) throws(Refusal) -> StageRow {
    let found = try read { (transaction) throws(StoreError) in try Stages.load(id: id, in: transaction) }
    guard let found, found.region == account.region else { throw .notFound }
    // An agency or expert sees what he was given; everybody else his branch.
    let state = Steps.words(found)?.formState ?? .inReview
    if !found.assignees.contains(account.id) { try demand(.readForm, .form(owner: found.path, state: state)) }
    return found
  }
}
