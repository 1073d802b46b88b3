import Model

/// The files that were put to something, and the way to put more.
struct AttachmentList: Hashable, Sendable {
  struct Item: Hashable, Sendable {
    var name: String
    var href: String
    /// 证明材料.
    var purpose: String
    /// 1.2 MB.
    var size: String
    var by: String
    var time: String
    /// Where it is taken away; nil where it has to stay.
    var removal: String?
  }

  var items: [Item] = []
  /// Where files are sent; nil where the person can bring none now.
  var action: String?
  var purposes: [Choice] = []
  /// What is taken: kinds and size.
  var limits = ""
  /// Endings that the browser offers.
  var accept = ""
  var token = ""

  /// Nothing is there and nothing can be brought.
  var isEmpty: Bool { items.isEmpty && action == nil }
}

/// Files with what they are, who brought them, and a plain form for more.
func attachmentsPanel(_ model: AttachmentList) -> HTML {
  guard !model.isEmpty else { return .empty }
  return panel(
    "附件", id: "files", more: .text("\(model.items.count) 个"), flush: model.items.isEmpty ? .empty : table(model)
  ) {
    if let action = model.action { entry(model, action) }
  }
}

private func table(_ model: AttachmentList) -> HTML {
  let hasRemoval = model.items.contains { $0.removal != nil }
  let columns =
    [Column("文件"), Column("是什么"), Column("大小", isFigure: true), Column("谁添的")] + (hasRemoval ? [Column("办理")] : [])
  return dataTable("附件", columns, style: "t cards") {
    for item in model.items {
      tr {
        th(.scope("row")) { a(.href(item.href)) { item.name } }
        cell(columns[1]) { item.purpose }
        cell(columns[2]) { item.size }
        cell(columns[3]) {
          item.by
          span(.class("sub")) { item.time }
        }
        if hasRemoval {
          cell(columns[4]) {
            if let removal = item.removal {
              postButton("删除\(item.name)", to: removal, token: model.token, .small)
            } else {
              span(.class("sub")) { "已报送，保留" }
            }
          }
        }
      }
    }
  }
}

private func entry(_ model: AttachmentList, _ action: String) -> HTML {
  form(.method("post"), .action(action), .enctype("multipart/form-data"), .class("stack")) {
    tokenField(model.token)
    div(.class("cols-3")) {
      div(.class("field")) {
        label(.for("attach-files")) { "添附件" }
        span(.class("help"), .id("attach-files-h")) { model.limits + "。" }
        input(
          .type("file"), .id("attach-files"), .name("files"), .multiple, .required, .accept(model.accept),
          .ariaDescribedBy("attach-files-h"))
      }
      div(.class("field")) {
        label(.for("attach-purpose")) { "是什么" }
        select(.class("ctl"), .id("attach-purpose"), .name("purpose")) {
          for choice in model.purposes { option(.value(choice.value)) { choice.words } }
        }
      }
    }
    p { submitButton("添上", .plain) }
  }
}
