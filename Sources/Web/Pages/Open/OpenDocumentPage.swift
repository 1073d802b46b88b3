import Model

/// What proves that a published document is the one that was registered.
struct OpenReceipt: Hashable, Sendable {
  var number: String
  var digest: String
  var ledgerSequence: Int
  var ledgerHash: String
  var publishedAt: String

  /// What its code tells a telephone: the number and the beginning of the digest, to hold against the page.
  var code: String { "衡绩公开件 \(number) \(digest.prefix(16))" }
}

/// A year in which the same project or department published something.
struct OpenYear: Hashable, Sendable {
  var year: Int
  /// nil for the document that is shown.
  var href: String?
  var budget: Money?
  var score: ExactDecimal?
}

/// One published document with its receipt.
struct OpenDocumentPage: Sendable {
  var shell: OpenShell
  var title: String
  var facts: [String]
  /// The document as it is read or printed.
  var body: HTML
  var receipt: OpenReceipt
  /// The correction that took its place; nil while it stands.
  var replacedBy: String?
  /// Other shapes of the same content, as it is printed and as files.
  var copies: [Link]
  /// The latest first.
  var years: [OpenYear]
}

func openDocumentPage(_ model: OpenDocumentPage) -> HTML {
  openPage(model.shell, title: model.title) {
    nav(.class("crumbs"), .ariaLabel("位置")) {
      ol {
        li { a(.href("/open")) { "首页" } }
        li { a(.href(model.shell.current.href)) { model.shell.current.title } }
      }
    }
    div(.class("head")) {
      div {
        h1 { model.title }
        div(.class("meta")) { for fact in model.facts { span { fact } } }
      }
      div(.class("acts")) { for copy in model.copies { buttonLink(copy.title, href: copy.href) } }
    }
    if let replaced = model.replacedBy {
      message(.warning, "这一份已经更正。", .group([a(.href("/open/\(replaced)")) { "看更正后的一份" }]))
    }
    div(.class("split slim")) {
      div { model.body }
      aside(.class("stack-4"), .id("verify"), .ariaLabel("验证回执")) {
        receiptPanel(model.receipt)
        if model.years.count > 1 { years(model.years) }
      }
    }
  }
}

/// What proves a published document, with the code for telephones.
func receiptPanel(_ receipt: OpenReceipt) -> HTML {
  panel("验证回执", more: .text(receipt.number)) {
    p(.class("good row")) {
      icon(.ok)
      b { "与登记的是同一份" }
    }
    p(.class("sub sm")) { "下载的 JSON 文件，SHA-256 摘要与总台账登记的一致。把文件放进“验证文件”就能自己核对。" }
    qrCode(receipt.code, told: "回执二维码，内容是回执号和摘要的前 16 位")
    keyValues([
      ("摘要", span(.class("hash")) { receipt.digest }),
      ("台账", .text("第 \(Words.count(receipt.ledgerSequence)) 条")),
      ("台账摘要 SM3", span(.class("hash")) { receipt.ledgerHash }), ("公开", .text(receipt.publishedAt)),
    ])
    p { a(.href("/open/verify?number=\(receipt.number)")) { "验证文件" } }
  }
}

private func years(_ years: [OpenYear]) -> HTML {
  var columns = [Column("年度")]
  if years.contains(where: { $0.budget != nil }) { columns.append(Column("金额", unit: "万元", isFigure: true)) }
  if years.contains(where: { $0.score != nil }) { columns.append(Column("自评", isFigure: true)) }
  return panel(
    "历年",
    flush: dataTable("历年公开件", columns, style: "t even", isWide: false) {
      for year in years {
        tr {
          th(.scope("row")) {
            if let href = year.href { a(.href(href)) { "\(year.year)" } } else { "\(year.year)" }
          }
          for column in columns.dropFirst() {
            cell(column) {
              if column.title == "自评" {
                year.score.map { .text(Words.figure($0.trimmed)) } ?? none("—")
              } else {
                year.budget.map { .text(Words.figure($0.figure(in: .wanYuan), places: 2)) } ?? none("—")
              }
            }
          }
        }
      }
    })
}
