/// One unit through the years.
struct UnitPage: Sendable {
  var shell: Shell
  var id: String
  var name: String
  var code: String?
  /// Units above it, from the top down.
  var above: [Link]
  var span: String
  /// What became of it; nil while it is valid.
  var fate: String?
  var people: Int
  var history: [UnitStateRow]
  var changes: [UnitChangeRow]
  /// Units directly below it today.
  var children: [Link]
  /// Units whose figures of the year before are laid beside those of this one.
  var counterparts: [Link]
  var counterpartYear: Int
  /// Acts that may be entered; empty for who only reads.
  var acts: [UnitActKind]
  var done: String?
}

struct UnitStateRow: Hashable, Sendable {
  var span: String
  var name: String
  var code: String?
  var parent: String?
}

/// What can be entered about a unit; the raw value stands in addresses.
enum UnitActKind: String, Sendable, CaseIterable {
  case rename, move, merge, split, end, correct

  var title: String {
    switch self {
    case .rename: "更名或换编码"
    case .move: "调整隶属"
    case .merge: "合并"
    case .split: "分设"
    case .end: "撤销"
    case .correct: "更正写错的名称"
    }
  }
}

func unitPage(_ model: UnitPage) -> HTML {
  page(
    model.shell,
    PageContent(model.name) {
      pageHead(
        model.name, crumbs: [Link("工作台", "/"), Link("单位", Place.units.path)],
        facts: [
          .text(model.code.map { "编码 \($0)" } ?? "未编码"), .text(model.span),
          model.fate.map { tag(.warning, .hint, $0) } ?? tag(.good, .ok, "有效"),
        ],
        actions: model.acts.map { act in
          buttonLink(act.title, href: "/admin/units/\(model.id)/\(act.rawValue)", act == .end ? .danger : .plain)
        })
      if let done = model.done { message(.good, done) }
      div(.class("split half free")) {
        panel("现在") {
          keyValues([
            ("上级", model.above.isEmpty ? "最上一级" : links(model.above, " › ")),
            ("下级", model.children.isEmpty ? none("没有下级单位") : links(model.children, "、")),
            (
              "人员",
              model.people == 0
                ? none("没有人员") : a(.href("/admin/people?unit=\(model.id)")) { "\(Words.count(model.people)) 人" }
            ),
            (
              "\(model.counterpartYear) 年与它可比的",
              model.counterparts.isEmpty ? none("那年还没有") : links(model.counterparts, "、")
            ),
          ])
        }
        panel("历年名称、编码和上级", flush: history(model.history))
      }
      unitChanges("变动和依据", model.changes, none: "没有登记过变动。")
    })
}

private func links(_ links: [Link], _ between: String) -> HTML {
  .group(links.enumerated().flatMap { index, link in index == 0 ? [anchor(link)] : [.text(between), anchor(link)] })
}

private func history(_ rows: [UnitStateRow]) -> HTML {
  let columns = [Column("有效期"), Column("名称"), Column("编码"), Column("上级")]
  return dataTable("历年名称、编码和上级", columns, style: "t even", isWide: false) {
    for row in rows {
      tr {
        th(.scope("row"), .class("nw")) { row.span }
        td { row.name }
        td(.class("nw")) { row.code.map { .text($0) } ?? none("未编") }
        td { row.parent.map { .text($0) } ?? none("最上一级") }
      }
    }
  }
}

/// A form about a unit: what will be, since which day, by which document.
struct UnitFormPage: Sendable {
  var shell: Shell
  var title: String
  var crumbs: [Link]
  /// What the act does, in one or two sentences.
  var about: String
  var form: RecordForm
  var units: [String]
  var problems: [Problem] = []
}

func unitFormPage(_ model: UnitFormPage) -> HTML {
  page(
    model.shell,
    PageContent(model.problems.isEmpty ? model.title : "有错误：" + model.title) {
      pageHead(model.title, crumbs: model.crumbs)
      errorSummary(model.problems)
      div(.class("split")) {
        panel(model.title) {
          recordForm(model.form, token: model.shell.token, problems: model.problems)
          unitList(model.units)
        }
        panel("说明") { p { model.about } }
      }
    })
}
