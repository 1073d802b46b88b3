import Documents

/// The first sheet of a workbook to fill in: what it is, how it is filled in and brought back, and what was found.
struct OfflineCover: Sendable {
  var title: String
  var facts: [(String, String)]
  /// Findings and reasons that stand at no cell.
  var remarks: [String]

  static let steps = [
    "白底的格可以填，灰底的是印好的或由系统带入的，不能改。带 * 的必填。",
    "有下拉箭头的格可以从清单里选；清单里没有的，也可以直接填。",
    "金额、分值只填数字，单位看表头；执行率、占比按百分数填，如 95.5%。",
    "指标值分三格：符号、指标值、计量单位。定性的指标只填中间一格。",
    "要加行，填在表尾的空行里；不要的行把整行清空。不要插入、删除工作表，也不要改文件里隐藏的内容。",
    "填好存盘，回到系统里这张表的“离线填报”页，选这个文件收回。收回前别人改过同一张表的，会逐格问你取哪个。",
    "带红底或黄底的格有批注：红底的要改，黄底的请看一眼。",
  ]

  var sheet: FillWorkbook.Sheet {
    var rows = [FillWorkbook.Row("", [1: .init(title, .title)])]
    for (name, value) in facts { rows.append(.init("", [1: .init(name, .label), 2: .init(value, .locked)])) }
    rows += [.init(), .init("", [1: .init("怎么填", .title)])]
    for (index, step) in Self.steps.enumerated() { rows.append(wide("\(index + 1). \(step)")) }
    if !remarks.isEmpty {
      rows += [.init(), .init("", [1: .init("要看的", .title)])]
      rows += remarks.map { wide($0) }
    }
    return FillWorkbook.Sheet("填写说明", widths: [16, 70], rows: rows)
  }

  private func wide(_ text: String) -> FillWorkbook.Row {
    var cell = FillWorkbook.Cell(text, .note)
    cell.columns = 2
    return .init("", [1: cell])
  }
}
