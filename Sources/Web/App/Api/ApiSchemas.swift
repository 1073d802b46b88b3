/// The objects that the interface takes and gives.
enum ApiSchemas {
  static let all: [ApiSchema] = [
    error, year, unit, project, projectDetail, formRow, form, saved, finding, findings, offlineForm, offlineTaken,
    score, stage, offer, step,
    stageDetail, returned, stepOrder, ledgerEntry, check, finalAccounts, finalAccountsOrder,
  ]

  static let error = ApiSchema(
    name: "Error", words: "没有照办的原因",
    members: [.init("error", .any, "code 是不变的代号，message 是给人看的话；冲突时还有 based_on 和 current 两个版本号", true)])

  static let year = ApiSchema(
    name: "Year", words: "预算年度",
    members: [
      .init("year", .integer, "年度", true), .init("state", .text, "状态代号", true),
      .init("state_name", .text, "状态", true), .init("number", .integer, "设置改过几次", true),
    ])

  static let unit = ApiSchema(
    name: "Unit", words: "单位",
    members: [
      .init("id", .text, "标识", true), .init("name", .text, "名称", true), .init("code", .text, "编码"),
      .init("parent", .text, "上级的标识"), .init("valid_from", .day, "生效日"), .init("valid_to", .day, "截止日"),
    ])

  static let project = ApiSchema(
    name: "Project", words: "项目在一个年度的情况；金额一律以分计",
    members: [
      .init("id", .text, "标识", true), .init("year", .integer, "年度", true), .init("code", .text, "编码", true),
      .init("name", .text, "名称", true), .init("unit", .text, "单位标识", true), .init("unit_name", .text, "单位", true),
      .init("category", .text, "类别代号", true), .init("category_name", .text, "类别", true),
      .init("prior_fen", .integer, "上年预算"), .init("asked_fen", .integer, "申报"), .init("control_fen", .integer, "控制数"),
      .init("approved_fen", .integer, "批复"), .init("adjusted_fen", .integer, "调整后"), .init("paid_fen", .integer, "支付"),
      .init("light", .text, "监控灯号"), .init("self_score", .number, "自评得分"), .init("re_score", .number, "财政评价得分"),
      .init("is_suspended", .flag, "是否暂停拨款", true),
    ])

  static let projectDetail = ApiSchema(
    name: "ProjectDetail", words: "项目和它的各年度",
    members: [
      .init("id", .text, "标识", true), .init("code", .text, "编码", true), .init("name", .text, "名称", true),
      .init("unit", .text, "单位标识", true), .init("unit_name", .text, "单位", true),
      .init("category", .text, "类别代号", true), .init("state", .text, "状态代号", true),
      .init("first_year", .integer, "开始年度", true), .init("last_year", .integer, "结束年度"),
      .init("total_fen", .integer, "总额"), .init("basis", .text, "立项依据", true),
      .init("years", .list(.schema("Project")), "各年度，新的在前", true),
    ])

  static let formRow = ApiSchema(
    name: "FormRow", words: "清单里的一张表；金额以分计",
    members: [
      .init("id", .text, "标识", true), .init("year", .integer, "年度", true), .init("kind", .text, "表种代号", true),
      .init("kind_name", .text, "表种", true), .init("name", .text, "名称", true), .init("code", .text, "项目编码", true),
      .init("department", .text, "主管部门", true), .init("unit", .text, "单位标识", true),
      .init("unit_name", .text, "表上的单位"), .init("state", .text, "状态代号", true),
      .init("state_name", .text, "状态", true), .init("revision", .integer, "版本", true),
      .init("current_fen", .integer, "本年预算"), .init("actual_fen", .integer, "执行数"),
      .init("score", .number, "得分"), .init("printed_score", .number, "表上写的得分"),
      .init("indicators", .integer, "指标数", true), .init("errors", .integer, "错误数", true),
      .init("warnings", .integer, "提醒数", true), .init("hints", .integer, "提示数", true),
      .init("updated_at", .moment, "最近修改", true),
    ])

  static let form = ApiSchema(
    name: "Form", words: "一张表的内容：kind、name、year、amounts、goals 等，和下载的 JSON 一样；金额按表上的单位",
    members: [.init("kind", .text, "表种代号", true)], isOpen: true)

  static let saved = ApiSchema(
    name: "Saved", words: "存好的一版",
    members: [
      .init("id", .text, "标识", true), .init("revision", .integer, "版本", true),
      .init("changed", .flag, "内容有没有变", true),
    ])

  static let offlineForm = ApiSchema(
    name: "OfflineForm", words: "离线填报表：一个 Excel 工作簿，填好原样送回", members: [])

  static let offlineTaken = ApiSchema(
    name: "OfflineTaken", words: "收回的离线填报表",
    members: [
      .init("id", .text, "标识", true), .init("revision", .integer, "现在的版本", true),
      .init("changed", .flag, "有没有要收的", true), .init("cells", .integer, "收了几格", true),
      .init("merged", .integer, "别人这期间改的、合到一起的有几处", true),
    ])

  static let finding = ApiSchema(
    name: "Finding", words: "查出的一处",
    members: [
      .init("rule", .text, "规则", true), .init("severity", .text, "error、warning 或 hint", true),
      .init("title", .text, "是什么", true), .init("where", .text, "在哪里", true), .init("form", .integer, "第几张表"),
      .init("path", .text, "哪一格"), .init("message", .text, "怎么回事、怎么办", true), .init("printed", .text, "表上写的"),
      .init("expected", .text, "应当的数"), .init("basis", .text, "依据"),
    ])

  static let findings = ApiSchema(
    name: "Findings", words: "一版查出的各处",
    members: [
      .init("id", .text, "标识", true), .init("revision", .integer, "版本", true),
      .init("findings", .list(.schema("Finding")), "各处", true),
    ])

  static let score = ApiSchema(
    name: "Score", words: "得分和它的来历；没有适用的评分办法时没有 score 和 scoring",
    members: [
      .init("id", .text, "标识", true), .init("revision", .integer, "版本", true), .init("score", .number, "得分"),
      .init("printed_score", .number, "表上写的得分"), .init("scoring", .any, "逐项得分和理由"),
    ])

  static let stage = ApiSchema(
    name: "Stage", words: "一个环节",
    members: [
      .init("id", .text, "标识", true), .init("year", .integer, "年度", true), .init("flow", .text, "流程代号", true),
      .init("flow_name", .text, "流程", true), .init("state", .text, "状态代号", true),
      .init("state_name", .text, "状态", true), .init("title", .text, "名称", true), .init("unit", .text, "单位标识", true),
      .init("unit_name", .text, "单位", true), .init("project", .text, "项目标识"), .init("form", .text, "表的标识"),
      .init("part", .text, "第几个", true), .init("number", .integer, "改动计数，办理时要带回", true),
      .init("due_on", .day, "最后一天"), .init("since", .moment, "从什么时候起在这个状态", true),
      .init("is_final", .flag, "是否已办完", true),
    ])
}
