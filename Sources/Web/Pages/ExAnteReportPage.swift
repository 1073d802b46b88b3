import Model

/// The report of an ex-ante evaluation as it is printed: object, how it was done, dimensions and conclusion, advice.
func exAnteReportPage(_ evaluation: ExAntePage, _ words: ReportWords) -> HTML {
  reportPage(
    ReportFrame(
      shell: evaluation.shell, title: "\(evaluation.title)事前绩效评估报告", name: "事前绩效评估报告",
      crumbs: [Link("事前评估", Place.preEvaluations.path), Link(evaluation.title, evaluation.path)],
      status: evaluation.status, words: words)
  ) {
    h3(.class("mt")) { "一、评估对象" }
    p {
      "\(evaluation.unit)，\(evaluation.kind)，\(evaluation.year) 年度，申请 "
        + (evaluation.amount.map { Words.figure($0, places: 2) + " 万元。" } ?? "金额未列。")
    }
    for section in evaluation.material where !section.text.isEmpty {
      h4 { section.name }
      paragraphs(section.text)
    }
    h3(.class("mt")) { "二、评估的方式和方法" }
    p { "评估人：\(words.assessors)。打分办法：\(evaluation.policy)。" }
    paragraphs(evaluation.report.first?.text ?? "")
    h3(.class("mt")) { "三、评估内容和结论" }
    summaryTable(evaluation)
    for dimension in evaluation.dimensions { dimensionText(dimension) }
    p {
      b { "结论：" }
      "总分 \(Words.figure(evaluation.total)) 分。\(evaluation.scale)。\(words.result)。"
    }
    h3(.class("mt")) { "四、建议" }
    paragraphs(evaluation.report.dropFirst().first?.text ?? "")
    h3(.class("mt")) { "五、其他需要说明的问题" }
    for section in evaluation.report.dropFirst(2) where !section.text.isEmpty { paragraphs(section.text) }
    reportOpinions(words)
  }
}

private func summaryTable(_ evaluation: ExAntePage) -> HTML {
  let columns = [Column("维度"), Column("分值", isFigure: true), Column("得分", isFigure: true)]
  return dataTable(
    "各维度得分", columns, style: "t even", isWide: false,
    foot: tr {
      th(.scope("row")) { "合计" }
      td(.class("n")) { Words.figure(evaluation.of) }
      td(.class("n")) { Words.figure(evaluation.total) }
    }
  ) {
    for dimension in evaluation.dimensions {
      tr {
        th(.scope("row")) { dimension.name }
        td(.class("n")) { Words.figure(dimension.of) }
        td(.class("n")) { Words.figure(dimension.points) }
      }
    }
  }
}

private func dimensionText(_ dimension: ExAntePage.Dimension) -> HTML {
  .group([
    h4(.class("mt")) { "\(dimension.name)（\(Words.figure(dimension.points)) / \(Words.figure(dimension.of)) 分）" },
    ul {
      for question in dimension.groups.flatMap(\.questions) {
        li {
          "\(question.text)：\(question.gradeName ?? "未评")"
            + (question.points.map { "，\(Words.figure($0)) / \(Words.figure(question.of)) 分" } ?? "")
            + (question.words.isEmpty ? "。" : "。\(question.words)")
        }
      }
    },
  ])
}
