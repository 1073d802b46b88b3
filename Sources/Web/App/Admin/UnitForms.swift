import Model
import Store

/// The fields of each act on units, with what was typed already.
struct UnitForms {
  /// Units that one merger or split names.
  static let rowsMax = 6

  let unit: Unit?
  let picker: UnitPicker
  let fields: Fields
  let today: Day

  func form(_ act: UnitActKind?) -> RecordForm {
    let id = unit?.id ?? ""
    let back = unit == nil ? Place.units.path : "/admin/units/\(id)"
    let address = act.map { "/admin/units/\(id)/\($0.rawValue)" } ?? "/admin/units"
    var form = RecordForm(action: address, items: items(act), button: "", cancel: back)
    switch act {
    case nil: form.button = "新设单位"
    case .rename: form.button = "登记更名"
    case .move: form.button = "登记调整"
    case .merge:
      form.button = "登记合并"
      form.style = .danger
    case .split:
      form.button = "登记分设"
      form.style = .danger
    case .end:
      form.button = "撤销这个单位"
      form.style = .danger
    case .correct: form.button = "更正"
    }
    form.note = act == .correct ? "更正也记入总台账。" : "记入总台账，写明由谁、哪天、依据什么。"
    return form
  }

  static func about(_ act: UnitActKind?) -> String {
    switch act {
    case nil: "新设的单位从生效日起有效，以前年度看不到它。"
    case .rename: "从生效日起用新名称；以前年度仍显示原名称，数字照样接得上。写错了字请用“更正”。"
    case .move: "连同下级单位一起放到新的上级下面。管辖它们的人随之改变，以前年度仍显示原来的隶属。"
    case .merge: "并走的单位到生效日前一天为止；人员转到合并后的单位，下级单位也归它。以前年度仍各算各的，对比时自动合在一起。原单位上的授权不会自动扩大，由安全管理员重新分配。"
    case .split: "分出来的单位从生效日起有效。原单位不保留时，人员和下级单位先归第一个，之后可以再调整。"
    case .end: "没有单位接替时才用撤销。下级单位和人员要先转走；以前年度的表和数字都保留。"
    case .correct: "只改写错的字，不算更名：历年都显示更正后的名称。"
    }
  }

  private func items(_ act: UnitActKind?) -> [RecordForm.Item] {
    switch act {
    case nil: [name, code, parent("上级单位", "单位挂在哪个单位下面。")] + when
    case .rename: [name, code] + when
    case .move: [parent("新的上级单位", "可以写名称或编码。")] + when
    case .merge: merge + when
    case .split: split + when
    case .end: when
    case .correct: [name, code]
    }
  }

  private func value(_ id: String) -> String { fields[id] ?? "" }

  private func text(_ id: String, _ label: String, help: String? = nil, demand: String? = "必填") -> RecordForm.Item {
    var field = Field(id, label)
    field.value = value(id)
    field.help = help
    field.demand = demand
    field.attributes = [.maxLength("100")]
    return .field(field)
  }

  private var name: RecordForm.Item { text("name", "单位名称", help: "写全称，和公章一致。") }
  private var code: RecordForm.Item { text("code", "预算单位编码", demand: "可空") }

  private func parent(_ label: String, _ help: String, demand: String = "必填") -> RecordForm.Item {
    .field(unitField("parent", label, value: value("parent"), help: help, demand: demand))
  }

  private var when: [RecordForm.Item] {
    var day = Field("day", "生效日期")
    day.value = fields["day"] ?? today.text
    day.help = "从这一天起算，不晚于今天。"
    day.demand = "必填"
    day.attributes = [.type("date"), .max(today.text)]
    return [.field(day), text("basis", "依据", help: "批文名称或文号，例如：机构改革方案、编办批复文号。")]
  }

  private var merge: [RecordForm.Item] {
    let rows = (1...Self.rowsMax).map { number -> RecordForm.Item in
      .field(
        unitField(
          "unit\(number)", number == 1 ? "并进来的单位" : "还有第 \(number) 个", value: value("unit\(number)"),
          help: number == 1 ? "写名称或编码，从列出的里面选。" : nil, demand: number == 1 ? "必填" : "可空"))
    }
    let into = OptionField(
      name: "into", label: "合并成哪个单位",
      options: [
        .init(value: "present", words: "并入\(unit?.name ?? "本单位")，它继续存在"),
        .init(value: "new", words: "一起合成一个新单位", help: "选这一项要填下面的新名称和上级。"),
      ], chosen: fields["into"] ?? "present")
    return rows + [
      .options(into), text("name", "新单位名称", demand: "合成新单位时填"), text("code", "新单位编码", demand: "可空"),
      parent("新单位的上级", "写名称或编码，从列出的里面选。", demand: "合成新单位时填"),
    ]
  }

  private var split: [RecordForm.Item] {
    let stays = OptionField(
      name: "stays", label: "原单位",
      options: [
        .init(value: "yes", words: "保留，只分出一部分"), .init(value: "no", words: "不保留，全部分给新单位"),
      ], chosen: fields["stays"] ?? "yes")
    let rows = (1...Self.rowsMax).flatMap { number -> [RecordForm.Item] in
      [
        text("name\(number)", "第 \(number) 个新单位名称", demand: number == 1 ? "必填" : "可空"),
        text("code\(number)", "第 \(number) 个新单位编码", demand: "可空"),
      ]
    }
    let above = unitField(
      "parent", "新单位的上级", value: fields["parent"] ?? unit?.parent.map { picker.name($0) } ?? "", demand: "必填")
    return [.options(stays), .field(above)] + rows
  }
}
