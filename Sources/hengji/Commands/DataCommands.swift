import Foundation
import Lifecycle
import Model
import Review
import Schemes
import Web

extension Command {
  static let rules = Command(
    name: "rules", summary: "列出查错规则", operands: "", options: [.flag("--json", "输出 JSON")], example: "hengji rules"
  ) { arguments throws(CommandError) in
    let entries = RuleCatalogue.all
    if arguments.has("--json") {
      let items = entries.map { entry in
        JSON.object([
          "rule": .string(entry.id), "severity": .string(entry.severity.rawValue), "title": .string(entry.title),
          "explanation": .string(entry.explanation), "forms": .array(entry.forms.map { .string($0.rawValue) }),
          "basis": entry.basis.map { .string($0) },
        ])
      }
      let stages = StageRule.all.map { rule in
        JSON.object([
          "rule": .string(rule.id), "title": .string(rule.title), "explanation": .string(rule.explanation),
          "kept_by": .string(rule.keeping.rawValue), "gate": rule.gate.map { .string($0.rawValue) },
        ])
      }
      let relations = AccountsRules.all.map { rule in
        JSON.object([
          "rule": .string(rule.id), "severity": .string(rule.severity.rawValue), "title": .string(rule.title),
          "explanation": .string(rule.explanation), "forms": .array([.string("final-accounts")]),
          "relation": .string(rule.number),
        ])
      }
      Terminal.print(JSON.array(items + relations + stages).text(.indented))
    } else {
      let rows = entries.map { [$0.id, $0.severity.officialName, $0.title, $0.explanation] }
      Terminal.print(Terminal.table([["规则", "程度", "问题", "说明"]] + rows, widthMax: 60))
      let relations = AccountsRules.all.map { [$0.number, $0.id, $0.severity.officialName, $0.title, $0.explanation] }
      Terminal.print("")
      Terminal.print(Terminal.table([["勾稽", "决算表之间的规则", "程度", "问题", "说明"]] + relations, widthMax: 60))
      let stages = StageRule.all.map { [$0.id, $0.keeping.officialName, $0.title, $0.explanation] }
      Terminal.print("")
      Terminal.print(Terminal.table([["环节之间的规则", "怎样把住", "问题", "说明"]] + stages, widthMax: 60))
      Terminal.print("\n查表的 \(entries.count) 条，决算表之间的 \(relations.count) 条，环节之间的 \(stages.count) 条")
    }
    return 0
  }

  static let schemes = Command(
    name: "schemes", summary: "列出并核对评分方案", operands: "", options: [.flag("--json", "输出 JSON")],
    example: "hengji schemes"
  ) { arguments throws(CommandError) in
    let loaded = SchemeLibrary.standard()
    return DataListing.print(
      loaded.valid.schemes.map { ($0.id, $0.name, $0.validity) }, loaded.mistakes, json: arguments.has("--json"))
  }

  static let templates = Command(
    name: "templates", summary: "列出并核对表样", operands: "", options: [.flag("--json", "输出 JSON")],
    example: "hengji templates"
  ) { arguments throws(CommandError) in
    let loaded = TemplateLibrary.standard()
    return DataListing.print(
      loaded.valid.templates.map { ($0.id, $0.name, $0.validity) }, loaded.mistakes, json: arguments.has("--json"))
  }
}

/// Prints what data files say and every mistake in them.
enum DataListing {
  /// - Returns: 1 when a file has a mistake.
  static func print(_ entries: [(id: String, name: String, validity: Validity)], _ mistakes: [DataMistake], json: Bool)
    -> Int32
  {
    if json {
      let items = entries.map { entry in
        JSON.object([
          "id": .string(entry.id), "name": .string(entry.name), "place": .string(entry.validity.place),
          "first_year": .integer(entry.validity.firstYear), "last_year": entry.validity.lastYear.map { .integer($0) },
          "basis": .array(entry.validity.basis.map { .string($0) }),
          "standing": .string(entry.validity.standing.rawValue),
        ])
      }
      Terminal.print(JSON.array(items).text(.indented))
    } else {
      let rows = entries.map { entry in
        let years = "\(entry.validity.firstYear)—" + (entry.validity.lastYear.map(String.init) ?? "")
        return [
          entry.id, entry.name, entry.validity.place, years, entry.validity.standing.officialName,
          entry.validity.basis.joined(separator: "；"),
        ]
      }
      Terminal.print(Terminal.table([["编号", "名称", "地方", "年度", "核实", "依据"]] + rows))
    }
    for mistake in mistakes { Terminal.warn(mistake.description) }
    return mistakes.isEmpty ? 0 : 1
  }
}

extension Validity.Standing {
  var officialName: String {
    switch self {
    case .verified: "已核实"
    case .practice: "见于实务"
    case .unverified: "待核实"
    case .proposed: "建议值"
    }
  }
}
