import Model
import TestSupport

/// A self-evaluation made up from a seed, and the lines a printer and a text extractor would leave of it.
struct PrintedForm {
  struct Style {
    /// 分值 in a column of its own instead of behind the names.
    var weightColumn = false
    var reasons = false
    /// Characters a line of each column takes.
    var nameWidth = 9
    var valueWidth = 5
    var levelWidth = 4
    /// Every cell on lines of its own.
    var cellPerLine = false
  }

  struct Row: Equatable {
    var level1: String
    var level2: String
    var name: String
    var weight: Int
    var target: String
    var actual: String
    var score: Int
    var reason = ""
  }

  var rows: [Row] = []
  var lines: [String] = []

  private static let levels: [(String, [String])] = [
    ("成本指标", ["经济成本指标"]), ("产出指标", ["数量指标", "质量指标", "时效指标"]), ("效益指标", ["经济效益指标", "社会效益指标", "可持续影响指标"]),
    ("满意度指标", ["服务对象满意度指标"]),
  ]
  private static let subjects = [
    "辖区道路清扫", "社区文体活动", "困难群众慰问", "消防演练", "防汛物资储备", "公园绿化管护", "政务服务", "退役军人服务", "网格员培训", "垃圾分类宣传",
  ]
  private static let counted = [("次数", "次"), ("人数", "人"), ("覆盖社区数量", "个"), ("面积", "平方米"), ("场次", "场次"), ("点位数", "处")]
  private static let rated = ["完成率", "覆盖率", "合格率", "群众满意度", "问题整改率（含市级交办）"]
  private static let felt = ["及时性", "环境改善程度", "工作达标", "水平提升情况"]
  private static let qualities = ["及时", "明显改善", "有所改善", "达标", "未达标", "显著提高", "有一定保障", "预算范围内", "效果较好", "长期有效发挥作用"]
  private static let reasons = ["", "", "", "无", "年初目标设置偏低，今后合理设置。", "受天气影响未按计划开展。"]

  init(seed: UInt64, style: Style) {
    var random = SeededRandom(seed: seed)
    for (level1, level2s) in Self.levels {
      for level2 in level2s where Bool.random(using: &random) || level2s.count == 1 {
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          rows.append(Self.row(level1, level2, style, &random))
        }
      }
    }
    print(style)
  }

  private static func row(_ level1: String, _ level2: String, _ style: Style, _ random: inout SeededRandom) -> Row {
    let subject = subjects.randomElement(using: &random)!
    let weight = Int.random(in: 2...12, using: &random)
    var row = Row(level1: level1, level2: level2, name: "", weight: weight, target: "", actual: "", score: weight)
    switch Int.random(in: 0..<3, using: &random) {
    case 0:
      let (what, unit) = counted.randomElement(using: &random)!
      let goal = Int.random(in: 1...40_000, using: &random)
      row.name = subject + what
      row.target = ["", "≥", "不少于"].randomElement(using: &random)! + "\(goal)\(unit)"
      row.actual = "\(goal + Int.random(in: -3...9, using: &random) * (goal > 9 ? 1 : 0))\(unit)"
    case 1:
      row.name = subject + rated.randomElement(using: &random)!
      row.target = "≥\(Int.random(in: 80...98, using: &random))%"
      row.actual = "\(Int.random(in: 80...99, using: &random)).\(Int.random(in: 1...9, using: &random))%"
    default:
      row.name = subject + felt.randomElement(using: &random)!
      row.target = qualities.randomElement(using: &random)!
      row.actual = qualities.randomElement(using: &random)!
    }
    if Int.random(in: 0..<4, using: &random) == 0 { row.score = Int.random(in: 0...weight, using: &random) }
    if style.reasons { row.reason = reasons.randomElement(using: &random)! }
    return row
  }

  // MARK: Printing

  private mutating func print(_ style: Style) {
    let total = rows.reduce(10) { $0 + $1.score }
    lines += ["2023年度示例项目自评表", "", "项目名称 示例", "", "主管部门 示例区示例局 项目实施单位 示例科", ""]
    lines += ["预算执行情况（10分） 预算数（A） 执行数（B） 执行率（B/A） 得分", "", "100.00 100.00 100% 10", ""]
    let weights = rows.reduce(0) { $0 + $1.weight }
    let head = style.weightColumn ? "年度绩效指标" : "年度绩效指标（\(weights)分）"
    lines += [head, "", "一级指标 二级指标 指标名称", "", "年初目标值", "", "实际完成值"]
    lines += [(style.weightColumn ? "分值 " : "") + "得分" + (style.reasons ? " 偏差原因分析及改进措施" : ""), ""]
    var level1: String?
    var level2: String?
    for row in rows {
      if row.level1 != level1 {
        level1 = row.level1
        level2 = nil
        cell(row.level1 + mark(rows.filter { $0.level1 == row.level1 }, style), style.levelWidth)
      }
      if row.level2 != level2 {
        level2 = row.level2
        cell(
          row.level2 + mark(rows.filter { $0.level1 == row.level1 && $0.level2 == row.level2 }, style), style.levelWidth
        )
      }
      print(row, style)
    }
    lines += ["总分 100 \(total)"]
  }

  private func mark(_ rows: [Row], _ style: Style) -> String {
    style.weightColumn ? "" : "（\(rows.reduce(0) { $0 + $1.weight })分）"
  }

  private mutating func print(_ row: Row, _ style: Style) {
    let name = style.weightColumn ? row.name : row.name + "（\(row.weight)分）"
    var cells = [wrapped(row.target, style.valueWidth), wrapped(row.actual, style.valueWidth)]
    if style.weightColumn { cells.append(["\(row.weight)"]) }
    cells.append(["\(row.score)"])
    if !row.reason.isEmpty { cells.append(wrapped(row.reason, style.nameWidth)) }
    let names = wrapped(name, style.nameWidth)
    if style.cellPerLine {
      for cell in [names] + cells { for line in cell { lines += [line, ""] } }
      return
    }
    // Cells of one line each stand in one line; a cell of several lines stands alone.
    var open: [String] = []
    for cell in [names] + cells {
      if cell.count == 1 {
        open.append(cell[0])
      } else {
        if !open.isEmpty { lines.append(open.joined(separator: " ")) }
        open = []
        for line in cell { lines += [line, ""] }
      }
    }
    if !open.isEmpty { lines += [open.joined(separator: " "), ""] }
  }

  private mutating func cell(_ text: String, _ width: Int) {
    for line in wrapped(text, width) { lines += [line, ""] }
  }

  /// Lines of at most `width` wide characters; two narrow ones count as one.
  private func wrapped(_ text: String, _ width: Int) -> [String] {
    var out: [String] = []
    var line = ""
    var taken = 0
    for character in text {
      let size = character.utf8.count == 1 ? 1 : 2
      if taken + size > width * 2 {
        out.append(line)
        line = ""
        taken = 0
      }
      line.append(character)
      taken += size
    }
    return line.isEmpty ? out : out + [line]
  }
}
