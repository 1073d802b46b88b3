internal import Model

extension AccountsNarrative {
  // MARK: 十三、预算绩效

  static func performance(_ voice: NarrativeVoice) -> [BoundSection] {
    [
      BoundSection("performance", "十三、预算绩效情况说明"), performanceWork(voice), performanceProjects(voice),
      performanceUse(voice),
    ]
  }

  private static func performanceWork(_ voice: NarrativeVoice) -> BoundSection {
    let evaluated = voice.context.evaluated
    let title = "（一）预算绩效管理工作开展情况"
    guard !evaluated.isEmpty else {
      return BoundSection(
        "performance-work", title, level: 2,
        [
          voice.typed("performance-work").map {
            BoundParagraph("performance-work", [$0, .text("。")], asks: Self.noWork)
          }
            ?? BoundParagraph("performance-work", [], asks: Self.noWork)
        ])
    }
    let spending = AccountsCell(.general, "total", "project")
    let sum = evaluated.reduce(ExactDecimal.zero) { $0 + ($1.budget ?? .zero).printed }
    var pieces: [BoundPiece] = [
      .text("根据预算绩效管理要求，本部门组织对\(voice.year)年度项目支出开展绩效自评，共涉及项目"), .figure(String(evaluated.count), []),
      .text("个，资金"), .figure(sum.trimmed.description, []), .text("万元"),
    ]
    if let share = FigureChange.percent(sum, of: voice.money(spending).printed), sum <= voice.money(spending).printed {
      pieces += [.text("，占一般公共预算项目支出总额的"), .figure(share, [spending])]
    }
    pieces.append(.text("。"))
    if let score = voice.context.departmentScore {
      pieces += [.text("部门整体支出绩效自评得分"), .figure(score.trimmed.description, []), .text("分。")]
    }
    if let words = voice.typed("performance-work") { pieces += [words, .text("。")] }
    return BoundSection(
      "performance-work", title, level: 2,
      [BoundParagraph("performance-work", pieces, asks: "自评组织得怎样、总的结论（可以不写）", mayBeLeft: true)])
  }

  private static let noWork = "本系统里没有本部门报送的项目自评；写明绩效管理怎样开展的"

  private static func performanceProjects(_ voice: NarrativeVoice) -> BoundSection {
    let paragraphs = voice.context.evaluated.enumerated().map { index, project -> BoundParagraph in
      let name = project.name.hasSuffix("项目") ? project.name : project.name + "项目"
      var pieces: [BoundPiece] = [
        .text("\(index + 1).\(name)绩效自评综述：项目全年预算数为"), voice.outside(project.budget ?? .zero), .text("万元，执行数为"),
        voice.outside(project.spent ?? .zero), .text("万元"),
      ]
      if let share = FigureChange.percent(
        (project.spent ?? .zero).printed, of: (project.budget ?? .zero).printed)
      {
        pieces += [.text("，完成预算"), .figure(share, [])]
      }
      if let score = project.score { pieces += [.text("，自评得分"), .figure(score.trimmed.description, []), .text("分")] }
      pieces.append(.text("。"))
      pieces += told("主要产出和效益", project.reached, join: "；")
      pieces += told("未完成的指标", project.missed, join: "；")
      pieces += told("发现的问题及原因", project.causes, join: "；")
      pieces += told("下一步改进措施", project.measures, join: "；")
      return BoundParagraph("project-\(index + 1)", pieces)
    }
    return BoundSection(
      "performance-projects", "（二）部门决算中项目绩效自评结果", level: 2,
      paragraphs.isEmpty
        ? [BoundParagraph("projects", [.text("本部门\(voice.year)年度没有要在部门决算里反映的项目自评。")])] : paragraphs)
  }

  private static func told(_ head: String, _ items: [String], join: String) -> [BoundPiece] {
    var words: [String] = []
    for item in items.map({ NarrativeVoice.clause($0) }) where !item.isEmpty && !words.contains(item) {
      words.append(item)
    }
    return words.isEmpty ? [] : [.text("\(head)：\(words.joined(separator: join))。")]
  }

  private static func performanceUse(_ voice: NarrativeVoice) -> BoundSection {
    var pieces: [BoundPiece] = []
    if voice.context.rectifications > 0 {
      pieces = [
        .text("评价发现的问题列入整改台账"), .figure(String(voice.context.rectifications), []), .text("项，已办结"),
        .figure(String(voice.context.rectified), []), .text("项。"),
      ]
    }
    let asks = "自评结果怎样用于预算安排和改进管理"
    if let words = voice.typed("performance-use") { pieces += [words, .text("。")] }
    return BoundSection(
      "performance-use", "（三）绩效评价结果应用情况", level: 2,
      [BoundParagraph("performance-use", pieces, asks: asks, mayBeLeft: voice.context.rectifications > 0)])
  }
}
