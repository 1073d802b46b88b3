/// Where a form stands, as a person sees it.
public enum FormState: String, Sendable, CaseIterable, Hashable {
  case draft
  case inReview = "in-review"
  case returned
  case approved
  case locked
  case published

  public var officialName: String {
    switch self {
    case .draft: "填报中"
    case .inReview: "审核中"
    case .returned: "已退回"
    case .approved: "已批复"
    case .locked: "已锁定"
    case .published: "已公开"
    }
  }

  /// A form is written while it is a draft and when it came back, and never in between.
  public var isOpenForEditing: Bool {
    switch self {
    case .draft, .returned: true
    case .inReview, .approved, .locked, .published: false
    }
  }
}
