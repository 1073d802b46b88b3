/// A rule of the catalogue that needs more than a form: other stages, approved versions, the person.
///
/// Such a rule is not a finding at a cell. It is kept by a gate, by the separation of duties, by what a stage asks before
/// it is handed in, or by a comparison over the year; here it has its name, so that lists of rules are complete.
public struct StageRule: Hashable, Sendable, Identifiable {
  /// How a rule is kept.
  public enum Keeping: String, Hashable, Sendable, CaseIterable {
    /// A closed gate between two stages; only a signed paper opens it.
    case gate
    /// Who wrote something never judges it.
    case duty
    /// The stage refuses to be handed in.
    case submission
    /// Cells that are carried over and cannot be typed into.
    case lock
    /// Listed for whoever watches, with its day.
    case watch

    public var officialName: String {
      switch self {
      case .gate: "环节关口，不过关不能办"
      case .duty: "职责分离，本人不能办"
      case .submission: "报送时核对，不齐不收"
      case .lock: "锁定的栏，不能改"
      case .watch: "列入提醒和看板"
      }
    }
  }

  /// Never reused, never renamed.
  public let id: String
  /// A statement in at most 16 characters.
  public let title: String
  public let keeping: Keeping
  /// The gate that keeps it; nil for the other ways.
  public let gate: Gate?
  /// What is asked, and where it is asked.
  public let explanation: String

  private init(_ id: String, _ title: String, _ keeping: Keeping, _ explanation: String, gate: Gate? = nil) {
    self.id = id
    self.title = title
    self.keeping = keeping
    self.gate = gate
    self.explanation = explanation
  }

  /// In the order of the year.
  public static let all: [StageRule] = [
    StageRule(
      "no-goal-no-budget", "没有目标不安排预算", .gate, "批复预算时，项目要有审核通过的绩效目标；审核为差的当年不安排。", gate: .noGoalNoBudget),
    StageRule(
      "preeval-missing", "该评估的没有评估", .gate, "新出台政策、新增项目达到规定金额的，批复前要有通过的事前绩效评估。", gate: .noExAnteNoBudget),
    StageRule(
      "preeval-conclusion-ignored", "不予支持却安排预算", .gate, "事前评估不予支持或还没有调整完的项目，不能安排预算。", gate: .noExAnteNoBudget),
    StageRule(
      "reviewer-is-author", "自己审自己写的", .duty, "填过、报过一份材料的人，以后各轮都不能审核、认定或退回它；写过的人也不能承担它的再评价。"),
    StageRule("version-mismatch", "对照的不是现行目标", .lock, "监控表和自评表从现行批复的目标带入名称、指标值和分值，调整后的目标批准以后才换版本。"),
    StageRule("target-changed", "自评改了批复的目标", .lock, "自评表的指标名称、指标值、分值锁定为批复的目标，导入的文件与批复的不同时不收这些栏。"),
    StageRule(
      "goal-not-adjusted", "预算变了目标没有变", .gate, "预算调整与绩效目标调整一起申请、一起批准；没有批准的调整不能换成新目标。", gate: .adjustmentNotApproved),
    StageRule("monitor-missing", "该监控的没有监控", .watch, "有批复目标的项目，每个监控节点都要有监控表；缺的列在监控看板，可以催办。"),
    StageRule("monitor-light-unexplained", "亮灯没有说明", .submission, "监控表亮红灯、黄灯的，要写原因和措施才能报送。"),
    StageRule(
      "red-light-unexplained", "红灯在自评里没有交代", .gate, "监控亮过红灯的项目，自评要写明原因和结果才能报送。", gate: .redLightUnexplained),
    StageRule(
      "coverage-self-evaluation", "自评没有做到全覆盖", .gate, "部门整体自评要等本部门的项目自评都报送以后才能报送；缺的列在自评看板。",
      gate: .projectsNotSubmitted),
    StageRule(
      "re-score-gap", "自评与再评价相差大", .watch, "再评价与自评得分相差超过规定分数的，在再评价排名里标出并写明后果；低于及格线的自动下达整改。"),
    StageRule(
      "re-evaluation-not-final", "再评价没有定分", .gate, "转再评价的自评，要等再评价确定最终得分才能采用结果。", gate: .reEvaluationNotFinal),
    StageRule(
      "linkage-missing", "结果没有应用", .watch, "得分低于规定等级的项目自动提出预算处理建议，没有办结的留在结果应用清单里。"),
    StageRule(
      "ledger-overdue", "整改过期没有办结", .gate, "有到期没有办结的整改的项目，不能增加预算；过期的列在整改台账最前面。",
      gate: .overdueRectificationNoIncrease),
    StageRule("ledger-no-proof", "整改没有写做了什么", .submission, "报送整改结果时要写做了什么、结果怎样；证明材料作为附件和结果一起冻结，核实人核对，不足的退回。"),
    StageRule("disclosure-late", "公开晚于期限", .watch, "批复后规定天数内公开；到期没有公开的列在信息公开清单，注明过期天数。"),
    StageRule("disclosure-incomplete", "公开前没有审查", .gate, "公开的表要经过保密审查和负责人审签，列入公开事项以后才能公开。", gate: .notDisclosed),
  ]
}
