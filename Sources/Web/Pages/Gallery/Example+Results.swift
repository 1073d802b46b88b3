import Model

extension Example {
  static let tables = Example("tables", "表格", note: "小数点对齐，合并的行头靠上", side: .right, isFramed: false) {
    panel("表格", more: "小数点对齐，合并的行头靠上", flush: sampleTable)
  }

  private static var sampleTable: HTML {
    func amount(_ whole: String, _ fraction: String) -> HTML {
      .group([.text(whole), span(.class("fr f3")) { fraction }])
    }
    return div(.class("t-wrap fit")) {
      table(.class("t")) {
        element("caption", .class("vh")) { "表格示例" }
        thead {
          tr {
            head(Column("部分"))
            head(Column("活动", sortHref: "#tables", order: .ascending))
            head(Column("金额", unit: "万元", isFigure: true))
            head(Column("占比", unit: "%", isFigure: true))
          }
        }
        tbody {
          tr {
            th(.scope("rowgroup"), .rowspan(3)) { "资金" }
            th(.scope("row")) { "草皮维护" }
            td(.class("n")) { amount("342", ".00") }
            td(.class("n")) { "7.24" }
          }
          tr(.class("sel")) {
            th(.scope("row")) { "两林绿化" }
            td(.class("n")) { amount("378", ".71") }
            td(.class("n")) { "8.02" }
          }
          tr {
            th(.scope("row")) { "人员补助" }
            td(.class("n f-bad"), .id("example-cell")) {
              marker(number: 1, severity: .error)
              " "
              amount("4,000", ".953")
            }
            td(.class("n")) { "84.74" }
          }
        }
        tfoot {
          tr {
            th(.scope("row"), .colspan(2)) { "合计" }
            td(.class("n")) { amount("4,721", ".663") }
            td(.class("n")) { "100.00" }
          }
        }
      }
    }
  }

  static let findings = Example("finds", "发现", note: "题目就是结论，下面是算式", side: .right, isFramed: false) {
    findingsPanel(
      [
        NumberedFinding(
          number: 1,
          finding: Finding(
            rule: "money-precision", severity: .error, title: "金额多了一位小数", place: "机构运转",
            message: "4000.953 → 4000.95（两位）",
            printed: "4000.953", expected: "4000.95", basis: "财预〔2015〕88号"), cell: "example-cell"),
        NumberedFinding(
          number: 2,
          finding: Finding(
            rule: "quantity-is-rate", severity: .warning, title: "三项数量指标都是比率", place: "年度指标 · 数量",
            message: "数量写做了多少，比率写在质量里。"),
          cell: "tables"),
        NumberedFinding(
          number: 3,
          finding: Finding(
            rule: "target-flat", severity: .hint, title: "三年同为 ≥95%", place: "申报对象满意率", message: "指标值三年不变，可以再提一点。"),
          cell: nil),
      ], foot: "已核对 42 条规则，耗时 3 毫秒")
  }

  static let score = Example("score", "得分", note: "每分有出处，扣分的展开", side: .right) {
    scoreFigure(ExactDecimal("93.5") ?? .zero, grade: "优", note: "市项目自评表 2023 版")
    scoreTree([
      ScorePart("预算执行", 20, of: 20, why: "1,194.23 ÷ 1,194.23 = 100.00%，20 × 100%"),
      ScorePart("年度总目标", 18, of: 20, why: "扣 2 分：河湖长制两季未达 90 分。", printed: 19),
      ScorePart(
        "指标 22 条", ExactDecimal("55.5") ?? .zero, of: 60,
        parts: [
          ScorePart("成本指标", 3, of: 3),
          ScorePart(
            "产出指标", ExactDecimal("25.5") ?? .zero, of: 27,
            parts: [ScorePart("河湖长制季度考核分数", 1, of: 2, why: "4 季中 2 季达标，2 × 2 ÷ 4 = 1.00")]),
          ScorePart("效益指标", 9, of: 12, why: "居民环境 3 / 6，少 3.0"), ScorePart("满意度指标", 18, of: 18),
        ]),
    ])
    p(.class("calc mt")) { "20.0 + 18.0 + 55.5 = 93.5" }
  }

  static let receipt = Example("receipt", "验证回执", note: "二维码里是回执号和摘要", side: .right, isFramed: false) {
    receiptPanel(
      OpenReceipt(
        number: "0c1d2e3f4a5b6c7d", digest: String(repeating: "7c3e9a41", count: 8), ledgerSequence: 12_345,
        ledgerHash: String(repeating: "1b2d3f40", count: 8), publishedAt: "2024-02-18 09:31"))
  }

  static let differences = Example("differences", "差异", note: "读屏读作“删去……，改为……”", side: .left) {
    p {
      "堤防日常养护率 "
      difference(old: "≥90%", new: "≥93%")
    }
    p(.class("mt")) {
      textDifference(TextDifference.pieces("做好堤防设施维护，创干净、美丽堤防。", "做好 31.91 公里堤防设施维护，建成干净、美丽堤防。"))
    }
    differenceKey()
  }
}
