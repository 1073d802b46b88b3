extension ApiSchemas {
  static let offer = ApiSchema(
    name: "Offer", words: "现在能办的一步",
    members: [
      .init("event", .text, "代号", true), .init("name", .text, "名称", true),
      .init("needs_opinion", .flag, "要不要写意见", true), .init("refusal", .text, "眼下为什么不能办、找谁"),
    ])

  static let step = ApiSchema(
    name: "Step", words: "办过的一步",
    members: [
      .init("number", .integer, "第几步", true), .init("event", .text, "代号", true), .init("name", .text, "名称", true),
      .init("from", .text, "原状态代号", true), .init("to", .text, "新状态代号", true),
      .init("role", .text, "以什么角色", true), .init("actor", .text, "谁"), .init("opinion", .text, "意见"),
      .init("at", .moment, "时间", true), .init("revision", .integer, "针对表的哪一版"),
      .init("returns", .list(.schema("ReturnedCell")), "退回的格", true), .init("digest", .text, "留存内容的摘要", true),
      .init("ledger", .integer, "总台账里的序号", true),
    ])

  static let stageDetail = ApiSchema(
    name: "StageDetail", words: "一个环节，和轮到谁、能办什么、办过什么",
    members: stage.members + [
      .init("holders", .list(.text), "轮到的岗位", true), .init("content", .any, "环节自己的内容", true),
      .init("offers", .list(.schema("Offer")), "现在能办的", true),
      .init("history", .list(.schema("Step")), "办过的，早的在前", true),
    ])

  static let returned = ApiSchema(
    name: "ReturnedCell", words: "退回的一格",
    members: [
      .init("path", .text, "哪一格", true), .init("reason", .text, "原因类别", true), .init("words", .text, "怎么说的", true),
      .init("proposed", .text, "建议改成什么"), .init("basis", .text, "依据"),
    ])

  static let stepOrder = ApiSchema(
    name: "StepOrder", words: "要办的一步",
    members: [
      .init("event", .text, "代号，见 offers", true), .init("number", .integer, "读到的改动计数", true),
      .init("opinion", .text, "意见，最多 2000 字"),
      .init("content", .any, "这一步要填的内容：名称和页面上表单的一样，值是文字或一组文字"),
      .init("returns", .list(.schema("ReturnedCell")), "退回的格"),
      .init("assignees", .list(.text), "交给哪些账号（标识）"),
    ])

  static let ledgerEntry = ApiSchema(
    name: "LedgerEntry", words: "总台账的一条",
    members: [
      .init("sequence", .integer, "序号", true), .init("at", .moment, "时间", true), .init("action", .text, "代号", true),
      .init("action_name", .text, "做了什么"), .init("actor", .text, "账号标识", true), .init("actor_name", .text, "谁"),
      .init("subject", .text, "对什么", true), .init("detail", .any, "细节", true),
      .init("payload_digest", .text, "内容摘要", true), .init("previous_hash", .text, "上一条的链值", true),
      .init("hash", .text, "链值", true),
    ])

  static let check = ApiSchema(
    name: "Check", words: "一张表查出的各处和得分；什么也没有存",
    members: [
      .init("findings", .list(.schema("Finding")), "各处", true), .init("score", .number, "得分"),
      .init("scoring", .any, "逐项得分和理由"),
    ])
}
