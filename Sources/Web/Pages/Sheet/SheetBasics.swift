import Model

/// A label with its value on a printed form.
struct SheetItem {
  let label: String
  let value: String
  let path: String
  var isFigure = false
  /// A row of its own in the form, which other pages lead to.
  var isRow = false
  /// Words after the value that are not printed.
  var aside: HTML = .empty

  /// Too wide for half a line: two columns are counted for each wide character.
  var isLong: Bool {
    var width = 0
    for scalar in value.unicodeScalars {
      if scalar == "\n" { return true }
      width += scalar.value < 0x2E80 ? 1 : 2
      if width > 56 { return true }
    }
    return label.count > 9
  }
}

/// Identity, persons, attributes and amounts as label–value pairs, two to a line; long texts take a line of their own.
func sheetBasics(_ content: FormContent, contacts: ContactView, marks: SheetMarks) -> HTML {
  let items = basicItems(content, contacts, marks)
  guard !items.isEmpty else { return .empty }
  return table(.class("form")) {
    element("caption", .class("vh")) { "基本信息" }
    columnGroup(shares: [17, 33, 17, 33])
    tbody { for line in lines(items) { tr { pairs(line, marks) } } }
  }
}

/// How names and telephone numbers of persons are shown.
enum ContactView: Hashable, Sendable {
  case shown
  /// Masked; the address opens them and leaves an entry in the ledger.
  case masked(reveal: String?)
}

private func lines(_ items: [SheetItem]) -> [[SheetItem]] {
  var out: [[SheetItem]] = []
  var waiting: SheetItem?
  for item in items {
    if item.isLong {
      if let single = waiting { out.append([single]) }
      waiting = nil
      out.append([item])
    } else if let first = waiting {
      out.append([first, item])
      waiting = nil
    } else {
      waiting = item
    }
  }
  if let waiting { out.append([waiting]) }
  return out
}

private func pairs(_ items: [SheetItem], _ marks: SheetMarks) -> HTML {
  .group(
    items.map { item in
      let own = marks.cell(item.path)
      let style = [item.isFigure && items.count > 1 ? "n" : nil, own.className].compactMap(\.self)
      return .group([
        th(.scope("row")) { item.label },
        td(
          .class(style.isEmpty ? nil : style.joined(separator: " ")), .colspan(items.count == 1 ? 3 : 1),
          .id(own.isEmpty && !item.isRow ? nil : FormPath(item.path).anchor)
        ) {
          item.value
          item.aside
          own.html
        },
      ])
    })
}

/// A field that is missing is printed blank when a finding says so.
private func basicItems(_ content: FormContent, _ contacts: ContactView, _ marks: SheetMarks) -> [SheetItem] {
  var items: [SheetItem] = []
  func add(_ label: String, _ value: String?, _ path: String, isFigure: Bool = false) {
    guard !(value ?? "").isEmpty || marks.has(path) else { return }
    items.append(SheetItem(label: label, value: value ?? "", path: path, isFigure: isFigure))
  }
  let isDepartment = content.kind.isAboutDepartment
  add(isDepartment ? "部门（单位）名称" : "项目名称", content.name, "name")
  add("项目编码", content.code, "code")
  add("主管部门", content.department, "department")
  add(content.kind.isSelfEvaluation ? "实施单位" : "执行单位", content.unitName, "unit_name")
  items += contactItems(content.contacts, contacts)
  // Long texts come after the short fields and the money, as on the official form.
  let missing = marks.attributeLabels.filter { content.attribute($0) == nil }.map { Attribute($0, "") }
  let labelled = (content.attributes + missing).map {
    SheetItem(label: $0.label, value: $0.value, path: "attributes[\($0.label)]")
  }
  items += labelled.filter { !$0.isLong }
  add("项目总预算", content.amounts.total?.description, "amounts.total", isFigure: true)
  add(isDepartment ? "当年预算" : "项目当年预算", content.amounts.current?.description, "amounts.current", isFigure: true)
  for prior in content.amounts.prior {
    let label = prior.year.map { "\($0) 年预算" } ?? "以前年度预算"
    let path = "amounts.prior[\(prior.id)]"
    items.append(
      SheetItem(label: label, value: prior.amount?.description ?? "", path: path, isFigure: true, isRow: true))
  }
  items += labelled.filter(\.isLong)
  return items
}

private func contactItems(_ persons: [Attribute], _ view: ContactView) -> [SheetItem] {
  persons.map { person in
    var item = SheetItem(label: person.label, value: person.value, path: "contacts[\(person.label)]")
    guard case .masked(let reveal) = view else { return item }
    item = SheetItem(label: person.label, value: "已遮盖", path: item.path)
    if let reveal {
      item.aside = span(.class("no-print")) {
        "，"
        a(.href(reveal)) { "查看要留痕" }
      }
    }
    return item
  }
}
