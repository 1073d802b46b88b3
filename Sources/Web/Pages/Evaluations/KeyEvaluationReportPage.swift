import Model

/// The report of a key evaluation as it is printed (财政支出绩效评价报告): situation, work done, conclusion, indicators, experience,
/// problems, advice.
/// - Parameter object: what is known of the object, in words alone.
func keyEvaluationReportPage(
  _ evaluation: KeyEvaluationPage, object: [(String, String)], _ words: ReportWords
) -> HTML {
  let texts = Dictionary(evaluation.report.map { ($0.id, $0.text) }) { first, _ in first }
  return reportPage(
    ReportFrame(
      shell: evaluation.shell, title: "\(evaluation.title)绩效评价报告", name: "绩效评价报告",
      crumbs: [Link("重点评价", Place.evaluations.path), Link(evaluation.title, evaluation.path)],
      status: evaluation.status, words: words)
  ) {
    h3(.class("mt")) { "一、基本情况" }
    p { object.map { "\($0.0)：\($0.1)" }.joined(separator: "；") + "。" }
    paragraphs(texts["background"] ?? "")
    h3(.class("mt")) { "二、评价工作开展情况" }
    p { "评价方：\(words.assessors)。主评人：\(evaluation.lead.isEmpty ? "未列" : evaluation.lead)。" }
    for section in evaluation.plan where !section.text.isEmpty {
      h4 { section.name }
      paragraphs(section.text)
    }
    paragraphs(texts["work"] ?? "")
    h3(.class("mt")) { "三、综合评价情况及评价结论" }
    summaryTable(evaluation)
    p {
      b { "结论：" }
      "总分 \(Words.figure(evaluation.total ?? evaluation.given)) 分" + (evaluation.grade.map { "，等级为“\($0)”" } ?? "")
        + "。\(evaluation.scale)。"
    }
    h3(.class("mt")) { "四、绩效评价指标分析" }
    for part in evaluation.parts { analysis(part) }
    h3(.class("mt")) { "五、主要经验及做法" }
    written(texts["experience"])
    h3(.class("mt")) { "六、存在的问题及原因分析" }
    problemList(evaluation)
    paragraphs(texts["causes"] ?? "")
    h3(.class("mt")) { "七、有关建议" }
    written(texts["advice"])
    h3(.class("mt")) { "八、其他需要说明的问题" }
    reportOpinions(words)
    paragraphs(texts["opinions"] ?? "")
  }
}

private func written(_ text: String?) -> HTML { text.map { $0.isEmpty ? p { "没有。" } : paragraphs($0) } ?? p { "没有。" } }

private func summaryTable(_ evaluation: KeyEvaluationPage) -> HTML {
  let columns = [Column("一级指标"), Column("分值", isFigure: true), Column("得分", isFigure: true)]
  return dataTable(
    "各部分得分", columns, style: "t even", isWide: false,
    foot: tr {
      th(.scope("row")) { "合计" }
      td(.class("n")) { Words.figure(evaluation.of) }
      td(.class("n")) { Words.figure(evaluation.given) }
    }
  ) {
    for part in evaluation.parts {
      tr {
        th(.scope("row")) { part.name }
        td(.class("n")) { Words.figure(part.points) }
        td(.class("n")) { Words.figure(part.given) }
      }
    }
  }
}

private func analysis(_ part: KeyEvaluationPage.Part) -> HTML {
  .group([
    h4(.class("mt")) { "\(part.name)（\(Words.figure(part.given)) / \(Words.figure(part.points)) 分）" },
    ul {
      for row in part.rows {
        li {
          "\(row.group) · \(row.name)：\(row.score.isEmpty ? "未评" : "\(row.score) / \(row.points) 分")。"
            + (row.evidence.isEmpty ? "" : ended(row.evidence))
            + (row.reason.isEmpty ? "" : "扣分原因：\(ended(row.reason))")
        }
      }
    },
  ])
}

/// Words with a full stop.
private func ended(_ words: String) -> String {
  words.hasSuffix("。") || words.hasSuffix("；") ? words : words + "。"
}

private func problemList(_ evaluation: KeyEvaluationPage) -> HTML {
  guard !evaluation.findings.isEmpty else { return p { "评价没有发现需要整改的问题。" } }
  return ol {
    for finding in evaluation.findings {
      li {
        "\(finding.problemClass)：\(ended(finding.words))整改要求：\(ended(finding.measure))"
          + (finding.amount.isEmpty ? "" : "涉及 \(finding.amount) 万元。")
      }
    }
  }
}
