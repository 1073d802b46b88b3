public import Lifecycle

/// Why the store said no, named by what the caller can do. Bound values never stand in a text.
public enum StoreError: Error, Hashable, Sendable {
  /// The database cannot be opened, read or written: wait, or call the system administrator.
  case unreachable(reason: String)
  /// A UNIQUE, CHECK, NOT NULL or FOREIGN KEY rule, or the rule that revisions and ledger never change, said no.
  case refused(rule: String)
  /// Another writer was in the way, again and again: try later.
  case busy
  /// The form was saved by someone else since: show both sides. Carries the number of the current revision.
  case conflict(form: String, current: Int)
  /// The form is in review, approved or published: it is changed only after it came back.
  case locked(form: String, state: FormState)
  /// A stage moved on since the page was read. Carries where it stands now, in words.
  case stale(stage: String, now: String)
  /// The rules of the year say no to a step; words for the person.
  case refusedStep(StageRefusal)
  /// What the change is about does not exist.
  case missing(subject: String)
  /// A column held something else than the program expects: the database was changed by hand.
  case wrongType(column: String, expected: String, found: String)
  /// The database was made by a newer program, which knows this migration.
  case newerProgram(migration: String)
  /// Our own mistake in a statement.
  case badStatement(sql: String, reason: String)
}

extension StoreError: CustomStringConvertible {
  /// A sentence for the person at the screen or the terminal.
  public var description: String {
    switch self {
    case .unreachable(let reason): "数据库打不开或读写失败：\(reason)。请检查磁盘空间、权限和数据库服务，再试一次。"
    case .refused(let rule): "数据库没有接受这次修改：违反规则 \(rule)。"
    case .busy: "数据库正忙，这次没有保存。过一会儿再保存一次。"
    case .conflict(_, let current): "没有保存：这张表已被别人改过，现在是第 \(current) 版。请对照后再存。"
    case .locked(_, let state): "没有保存：这张表\(state.officialName)，现在不能改。要改请经办的审核人退回。"
    case .stale(_, let now): "没有办理：这个环节刚刚被别人办过，现在是“\(now)”。请看最新情况再办。"
    case .refusedStep(let refusal): refusal.why + refusal.whoCanHelp
    case .missing(let subject): "找不到 \(subject)，可能已不存在。"
    case .wrongType(let column, let expected, let found):
      "数据库里 \(column) 的内容类型不对（应为 \(expected)，实为 \(found)），可能被人直接改过。请运行台账核对。"
    case .newerProgram(let migration): "这个数据库由更新版本的程序建立（\(migration)）。请换用新版程序。"
    case .badStatement(_, let reason): "程序内部的查询有误：\(reason)。请把这条信息告诉维护人员。"
    }
  }
}
