import Model

extension Example {
  static let colours = Example("colour", "颜色", note: "文字不低于 4.5，正文不低于 7", side: .left) {
    let columns = [Column("名"), Column("值"), Column("底"), Column("对比度", isFigure: true), Column("用处")]
    dataTable("颜色与对比度", columns, style: "t even", isWide: false) {
      for token in ColourToken.all {
        tr {
          th(.scope("row")) {
            span(.class("swatch sw-" + token.name), .ariaHidden("true"))
            span(.class("mono")) { token.name }
          }
          td(.class("mono")) { token.value }
          td(.class("mono")) { token.ground }
          td(.class("n")) { token.contrastWords }
          td { token.use }
        }
      }
    }
  }

  static let buttons = Example("buttons", "按钮", note: "动词在前，说清对什么", side: .left) {
    div(.class("row")) {
      button(.class("btn go"), .type("button")) { "报送" }
      button(.class("btn"), .type("button")) { "保存" }
      button(.class("btn stop"), .type("button")) { "退回 3 格" }
      button(.class("btn busy"), .type("button")) { "正在报送" }
      disabledButton("批量通过", reason: "buttons-why")
      button(.class("link"), .type("button")) { "采用 +114.50" }
    }
    p(.class("sub sm mt"), .id("buttons-why")) { "选中里有 1 张含错误，不能批量通过。禁用的旁边必须这样写为什么；一页一个主按钮，危险动作只描边。" }
    div(.class("row mt")) {
      button(.class("btn s"), .type("button")) { "小按钮" }
      button(.class("btn s go"), .type("button")) { "筛选" }
      span(.class("chip")) { "全部" }
      a(.class("chip"), .href("#buttons"), .ariaCurrent("true")) { "有错误 9" }
    }
  }

  static let tags = Example("tags", "标签、灯、计数", note: "形状加字，颜色只是帮忙", side: .left) {
    div(.class("row")) {
      for status in [
        FormStatus.notBegun, .draft("6 / 9"), .inReview("审核中"), .returned("已退回"), .approved, .locked,
        .overdue(days: 17),
        .published, .imported,
      ] { status.tag }
    }
    div(.class("row mt")) { for light in Light.allCases { light.html } }
    div(.class("row mt")) {
      counts(FindingCounts(errors: 3, warnings: 5, hints: 1))
      counts(FindingCounts(warnings: 11))
      counts(FindingCounts())
    }
    p(.class("sub sm mt")) { "灯四种形状：圆、三角、方、菱；黑白打印、色弱都分得清。" }
  }

  static let type = Example("type", "字号", note: "大字版整体放大到 18px", side: .right) {
    p(.class("big-num")) { "1,048.71" }
    p(.class("sub xs")) { "1.93rem 27px 得分、关键数" }
    h3(.class("fz-4")) { "堤防设施维护费" }
    p(.class("sub xs")) { "1.43rem 20px 页名" }
    h3(.class("fz-3")) { "年度指标" }
    p(.class("sub xs")) { "1.143rem 16px 段名" }
    p { "正文 14px，行高 1.55。每行不超过 46 个汉字。" }
    p(.class("sm")) { "表格 13px，行高 1.45。" }
    p(.class("xs")) { "最小 12px，只用于说明。" }
  }

  static let messages = Example("messages", "消息", note: "一直在，直到事情了结", side: .right, isFramed: false) {
    message(.good, "已报送。", "财政社保科 周举例 最迟 11 月 24 日办完。", action: a(.href("#steps")) { "看路线" })
    message(.warning, "11 月 23 日 22:00 至 22:05 升级，期间不能保存。")
    message(
      .bad, "没有保存：网络断了。", "你填的都还在本机，连上后自动补存。", action: button(.class("btn s"), .type("button")) { "再试" })
    message(.info, "2023 年市项目自评方案已发布，本表按新方案计分。", details: a(.href("#score")) { "看变化" })
    message(.plain, "已锁定。", "2024-01-23 批复，内容不能改；要改请走“目标调整”。", sign: .lock)
  }

  static let dialogs = Example("dialogs", "对话框与提示", note: "只问不能撤销的事", side: .left) {
    dialog(
      id: "dialog-title", title: "退回 3 格？", words: "退回后张示例要在 11 月 23 日前改完。只开放这 3 格，其余锁定。", safe: "再看看", danger: "退回 3 格"
    )
    p(.class("mt-4")) { toast("已退回 3 格，已通知张示例。", undo: "#dialogs") }
  }

  static let empty = Example("empty", "空、等", note: "说清为什么空、下一步去哪", side: .right, isFramed: false) {
    div(.class("split half")) {
      section(.class("panel"), .ariaLabel("空")) {
        emptyState("没有待审的表", why: "二上 11 月 30 日截止，还有 271 张未报。", next: buttonLink("催办", href: "#empty"))
      }
      section(.class("panel"), .ariaLabel("等")) { skeleton() }
    }
  }

  static let facts = Example("facts", "关键数", note: "每个数都有比较", side: .left, isFramed: false) {
    Web.facts([
      Fact("二上已报", "412", "/ 683 张", "60.3%，去年同日 44.1%"), Fact("待我审", "37", "张", "其中有错误 9 张"),
      Fact("一次通过", "61.4", "%", "上轮 48.0%"),
    ])
  }

  static let person = Example(
    "person", "换角色、一次性密码", note: "角色多于一个才有菜单；密码只显示这一次", side: .right, isFramed: false
  ) {
    oncePassword("zhangsl", "k7wp-3mfd-x9ht")
  }

  static let tabs = Example("tabs", "页签、翻页、路径", side: .left) {
    Web.tabs(
      [
        Tab("待我审", "#tabs", count: 37, isCurrent: true), Tab("有错误", "#tabs", count: 9), Tab("全部", "#tabs", count: 1683),
      ], named: "页签示例")
    pager(Pager(counter: "张", total: 1683, page: 5, size: 20) { _, _ in "#tabs" })
  }
}
