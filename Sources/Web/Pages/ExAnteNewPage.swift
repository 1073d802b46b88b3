/// Where an ex-ante evaluation begins: of a project of the library, or of a policy.
struct ExAnteNewPage: Sendable {
  var shell: Shell
  var year: Int
  /// Identifier, name and unit; nil for a policy.
  var project: (id: String, name: String, unit: String)?
  var units: [Choice]
  var unit: String
  var title: String
  /// 万元.
  var amount: String
  var problems: [Problem] = []
}

func exAnteNewPage(_ model: ExAnteNewPage) -> HTML {
  let title = model.project == nil ? "评估一项政策" : "开始事前评估"
  return page(
    model.shell,
    PageContent(model.problems.isEmpty ? title : "有错误：\(title)") {
      pageHead(
        title, crumbs: [Link("工作台", "/"), Link("事前评估", Place.preEvaluations.path)],
        facts: [.text("\(model.year) 年度"), "没有通过的评估结论，不能安排预算"])
      errorSummary(model.problems)
      panel(title) {
        form(.method("post"), .action(Place.preEvaluations.path), .class("stack")) {
          tokenField(model.shell.token)
          hiddenField("year", String(model.year))
          if let project = model.project {
            hiddenField("project", project.id)
            keyValues([("项目", .text(project.name)), ("单位", .text(project.unit))])
          } else {
            policyFields(model)
          }
          amountField(model)
          p(.class("mt-4")) { submitButton("开始收集材料") }
          p(.class("sub sm mt")) { "接着填写材料，报送后由评估方按五个维度评估，绩效科认定。" }
        }
      }
    })
}

private func policyFields(_ model: ExAnteNewPage) -> HTML {
  var title = Field("title", "政策名称")
  title.value = model.title
  title.demand = "必填"
  title.help = "项目请从项目库里选，再点“做事前评估”。"
  title.attributes = [.maxLength("120"), .required]
  if let problem = model.problems.first(where: { $0.field == "title" }) { title.remark = .error(problem.words) }
  return .group([
    field(title),
    div(.class("field")) {
      label(.for("unit")) { "提出单位" }
      select(.class("ctl"), .id("unit"), .name("unit")) {
        for choice in model.units {
          option(.value(choice.value), .when(choice.value == model.unit, .selected)) { choice.words }
        }
      }
    },
  ])
}

private func amountField(_ model: ExAnteNewPage) -> HTML {
  var amount = Field("amount", "申请预算")
  amount.value = model.amount
  amount.unit = "万元"
  amount.isFigure = true
  amount.demand = "可空"
  amount.help = "报送材料以前要填好。"
  if let problem = model.problems.first(where: { $0.field == "amount" }) { amount.remark = .error(problem.words) }
  return field(amount)
}
