public import Model

/// A role that an account holds on a branch, as the rules of granting see it.
public struct HeldRole: Hashable, Sendable {
  public let role: Role
  public let scope: UnitPath
  public let from: Day
  /// Last day; nil for "until further notice".
  public let until: Day?

  public init(role: Role, scope: UnitPath, from: Day, until: Day?) {
    self.role = role
    self.scope = scope
    self.from = from
    self.until = until
  }

  func overlaps(_ other: HeldRole) -> Bool {
    (until.map { other.from <= $0 } ?? true) && (other.until.map { from <= $0 } ?? true)
  }
}

/// Whoever is to get or lose a role.
public struct GrantHolder: Hashable, Sendable {
  public let account: String
  public let isEnded: Bool
  /// Whether the person has made a password of his own, so that nobody else knows it.
  public let hasOwnPassword: Bool
  /// What is in force or to come.
  public let held: [HeldRole]

  public init(account: String, isEnded: Bool, hasOwnPassword: Bool, held: [HeldRole]) {
    self.account = account
    self.isEnded = isEnded
    self.hasOwnPassword = hasOwnPassword
    self.held = held
  }
}

/// The rules of giving and taking roles (授权). Three administrators stay three persons: one keeps accounts and units and
/// gives nothing, one gives roles and makes no accounts, one reads the ledger.
public enum Granting {
  /// Why a role is not given or not taken back.
  public enum Refusal: Error, Hashable, Sendable, CaseIterable {
    case notYours, oneself, ended, noRole, passwordNotOwn
    case administratorAlone, administratorsApart, administratorOfPart
    case beginsInPast, endsBeforeBeginning, alreadyHeld, reasonMissing, lastAdministrator

    /// What is wrong and what to do, for the person at the form.
    public var sentence: String {
      switch self {
      case .notYours: "授权由安全管理员办理。请把要授的角色和理由告诉安全管理员。"
      case .oneself: "不能给自己授权，也不能收回自己的角色。请另一位安全管理员办理。"
      case .ended: "这个账号已注销，不能再授权。请系统管理员另建账号。"
      case .noRole: "还没有选角色。请选一个要授的角色。"
      case .passwordNotOwn: "这个人还没有把一次性密码改成自己的。请他先登录改密码，再授管理员角色。"
      case .administratorAlone: "这个账号已有业务角色，不能再兼管理员。请用另一个账号，或先收回业务角色。"
      case .administratorsApart: "这个账号是管理员，不能再兼别的角色。三个管理员必须分开，请用另一个账号。"
      case .administratorOfPart: "管理员管全区，范围要选最上一级单位。"
      case .beginsInPast: "开始日期不能早于今天。请改成今天或以后的日期。"
      case .endsBeforeBeginning: "截止日期早于开始日期。请改截止日期，长期有效就留空。"
      case .alreadyHeld: "这个账号在这个范围已有同样的角色，日期也重叠。不用再授；要改日期，请先收回原来的。"
      case .reasonMissing: "没有写理由。请写清文号或事由，台账里要留。"
      case .lastAdministrator: "这是最后一位能登录的同类管理员，收回后没有人能接手。请先给另一个账号授这个角色。"
      }
    }

    /// Which part of the form it is about.
    public var part: Part {
      switch self {
      case .notYours, .oneself, .ended, .passwordNotOwn: .account
      case .noRole, .administratorAlone, .administratorsApart, .alreadyHeld, .lastAdministrator: .role
      case .administratorOfPart: .scope
      case .beginsInPast: .from
      case .endsBeforeBeginning: .until
      case .reasonMissing: .reason
      }
    }
  }

  public enum Part: String, Sendable { case account, role, scope, from, until, reason }

  /// Whether a role may be given.
  ///
  /// - Parameter region: the unit at the top of the region.
  /// - Returns: the first rule in the way; nil when there is none.
  public static func refusal(
    by actor: Actor, giving wish: HeldRole, to holder: GrantHolder, reason: String, region: UnitPath, today: Day
  ) -> Refusal? {
    guard actor.role == .securityAdministrator else { return .notYours }
    guard actor.account != holder.account else { return .oneself }
    guard !holder.isEnded else { return .ended }
    guard wish.role != .public else { return .noRole }
    if holder.held.contains(where: { $0.role.isAdministrator }) {
      guard holder.held.contains(where: { $0.role == wish.role }) else { return .administratorsApart }
    } else if wish.role.isAdministrator, !holder.held.isEmpty {
      return .administratorAlone
    }
    if wish.role.isAdministrator {
      guard holder.hasOwnPassword else { return .passwordNotOwn }
      guard wish.scope == region else { return .administratorOfPart }
    }
    guard wish.from >= today else { return .beginsInPast }
    if let until = wish.until, until < wish.from { return .endsBeforeBeginning }
    guard !holder.held.contains(where: { $0.role == wish.role && $0.scope == wish.scope && $0.overlaps(wish) }) else {
      return .alreadyHeld
    }
    guard reason.contains(where: { !$0.isWhitespace }) else { return .reasonMissing }
    return nil
  }

  /// Whether a role may be taken back.
  ///
  /// - Parameter otherHolders: how many other accounts that can sign in hold the same role today.
  public static func refusal(
    by actor: Actor, withdrawing role: Role, from holder: GrantHolder, reason: String, otherHolders: Int
  ) -> Refusal? {
    guard actor.role == .securityAdministrator else { return .notYours }
    guard actor.account != holder.account else { return .oneself }
    guard !role.isAdministrator || otherHolders > 0 else { return .lastAdministrator }
    guard reason.contains(where: { !$0.isWhitespace }) else { return .reasonMissing }
    return nil
  }
}

/// The rules of keeping accounts: what the system administrator may do with whose account.
public enum AccountKeeping {
  public enum Work: String, Sendable, CaseIterable { case edit, lock, unlock, resetPassword, end }

  public enum Refusal: Error, Hashable, Sendable, CaseIterable {
    case notYours, oneself, ended, administratorsPassword, lastAdministrator

    public var sentence: String {
      switch self {
      case .notYours: "账号由系统管理员维护。请把要办的事告诉系统管理员。"
      case .oneself: "不能锁定、注销自己的账号，也不能给自己重置密码。改密码请到“我的账号”，其余请另一位系统管理员办理。"
      case .ended: "这个账号已注销，不能再改。需要时请另建账号。"
      case .administratorsPassword: "这是管理员账号，不能在网页上重置密码，否则一个人就能顶替另一个管理员。请在服务器上运行 hengji account reset。"
      case .lastAdministrator: "这是最后一位能登录的同类管理员，停了就没有人能接手。请先让安全管理员给另一个账号授这个角色。"
      }
    }
  }

  /// - Parameters:
  ///   - otherHolders: for an administrator, how many other accounts that can sign in hold the same role.
  /// - Returns: the first rule in the way; nil when there is none.
  public static func refusal(
    by actor: Actor, _ work: Work, on holder: GrantHolder, otherHolders: Int
  ) -> Refusal? {
    guard actor.role == .systemAdministrator else { return .notYours }
    guard !holder.isEnded else { return .ended }
    let isAdministrator = holder.held.contains { $0.role.isAdministrator }
    switch work {
    case .edit, .unlock: return nil
    case .resetPassword:
      guard actor.account != holder.account else { return .oneself }
      return isAdministrator ? .administratorsPassword : nil
    case .lock, .end:
      guard actor.account != holder.account else { return .oneself }
      return isAdministrator && otherHolders == 0 ? .lastAdministrator : nil
    }
  }
}
