import Model
import Schemes

extension EditPlan {
  /// What is asked of the rows of a table beyond its template.
  struct ListTraits: Sendable {
    let noun: String
    var main: String
    var required: Set<String> = []
    var long: Set<String> = []
    var merging: Set<String> = []
    var summed: Set<String> = []
    var widths: [String: String] = [:]

    static func of(_ list: TemplateList, _ kind: FormKind) -> ListTraits {
      switch list {
      case .funding: .init(noun: "来源", main: "source", widths: ["amount": "cw11"])
      case .composition:
        .init(noun: "项目", main: "item", widths: ["amount": "cw9", "share": "cw7", "history": "cw9"])
      case .projects:
        .init(
          noun: "项目", main: "name", required: ["name", "current"], long: ["purpose"], merging: ["category"],
          summed: ["total", "current"], widths: ["category": "cw9", "total": "cw9", "current": "cw9"])
      case .costs:
        .init(
          noun: "明细", main: "content", required: ["amount"], long: ["basis", "content"],
          merging: ["activity", "category"], summed: ["amount"],
          widths: ["activity": "cw10", "category": "cw10", "amount": "cw7", "note": "cw7"])
      case .procurement:
        .init(
          noun: "采购品", main: "item", required: ["item", "amount"], summed: ["amount"],
          widths: ["quantity": "cw9", "amount": "cw11"])
      case .schedule: .init(noun: "时间", main: "by", required: ["percent"], widths: ["percent": "cw11"])
      case .goals:
        .init(
          noun: "目标", main: "name", required: ["text"], long: ["text", "result_text"],
          widths: ["name": "cw14", "score": "cw6", "weight": "cw6", "term": "cw10"])
      case .indicators:
        .init(
          noun: "指标", main: "name",
          required: kind.isSelfEvaluation ? ["name", "target", "actual"] : ["name", "target"],
          long: ["reason", "description"], merging: ["level1", "level2"], summed: ["weight", "score"],
          widths: [
            "level1": "cw7", "level2": "cw9", "history": "cw6", "target": "cw10", "actual": "cw9", "weight": "cw5",
            "score": "cw5", "basis": "cw7", "note": "cw7",
          ])
      case .execution:
        .init(
          noun: "资金", main: "source", required: [],
          widths: [
            "initial": "cw9", "adjusted": "cw9", "actual": "cw9", "rate": "cw6", "weight": "cw4", "score": "cw4",
          ])
      }
    }
  }

  /// The columns of a table as its template prints them; earlier years are numbered in their order.
  static func columns(_ table: Template.Table, _ kind: FormKind) -> [Column] {
    let traits = ListTraits.of(table.list, kind)
    let figures = table.list.figureFields
    var years = 0
    var seen: Set<String> = []
    return table.columns.compactMap { column in
      var field = column.field
      if field == "history" {
        field = "history[\(years)]"
        years += 1
      } else if TemplateList.extraColumns.contains(field) || !seen.insert(field).inserted {
        return nil
      }
      return Column(
        field: field, label: column.label, synonyms: column.synonyms, isFigure: figures.contains(column.field),
        isLong: traits.long.contains(field), isRequired: traits.required.contains(field),
        isMerging: traits.merging.contains(field), isMain: field == traits.main,
        isSummed: traits.summed.contains(field),
        width: traits.widths[column.field])
    }
  }

  /// The fields of a row that the table has no column for: those of long words, and whatever some row has.
  static func panel(_ list: TemplateList, _ kind: FormKind, without columns: [Column], present: Set<String>) -> [Column]
  {
    let usual: Set<String> =
      switch list {
      case .indicators: kind.isSelfEvaluation ? ["description", "reason", "note"] : ["description", "basis", "note"]
      case .costs: ["note"]
      case .funding, .composition, .projects, .procurement, .schedule, .goals, .execution: []
      }
    let shown = Set(columns.map { String($0.field.prefix { $0 != "[" }) })
    return list.rowHeads.compactMap { head in
      guard !shown.contains(head.key), usual.contains(head.key) || present.contains(head.key),
        head.key != "history_heads"
      else { return nil }
      return Column(
        field: head.key == "history" ? "history[0]" : head.key, label: head.label, isFigure: head.isFigure,
        isLong: !head.isFigure)
    }
  }
}

extension TemplateList {
  /// Fields that hold figures.
  var figureFields: Set<String> { Set(rowHeads.filter(\.isFigure).map(\.key)) }

  /// The table with the usual columns, for rows that the template has no table for.
  var plainColumns: [EditPlan.Column] {
    let traits = EditPlan.ListTraits.of(self, .projectGoal)
    let hidden: Set<String> = ["history", "history_heads", "level1_weight", "level2_weight"]
    return rowHeads.filter { !hidden.contains($0.key) }.map { head in
      EditPlan.Column(
        field: head.key, label: head.label, isFigure: head.isFigure, isLong: traits.long.contains(head.key),
        isMerging: traits.merging.contains(head.key), isMain: head.key == traits.main,
        isSummed: traits.summed.contains(head.key), width: traits.widths[head.key])
    }
  }
}
