/// What every event leads to, told a second time: one line a state, `event>state` for all that can happen there.
/// What is not told must be refused.
enum FlowTables {
  static func expected(_ flow: String) -> [String: String] {
    var told: [String: String] = [:]
    for line in (tables[flow] ?? "").split(separator: "\n") {
      let words = line.split(separator: " ")
      for step in words.dropFirst() {
        let ends = step.split(separator: ">")
        told["\(words[0]) \(ends[0])"] = String(ends[1])
      }
    }
    return told
  }

  private static let tables = [
    "key-evaluation": """
    selected assign>selected plan>planning drop>dropped
    planning assign>planning edit>planning submit-plan>plan-review
    plan-review return-plan>planning notify>notified
    notified begin>fieldwork
    fieldwork assess>fieldwork draft-report>drafted
    drafted assess>drafted reopen>fieldwork exchange>opinion-exchange
    opinion-exchange reply>replied invite>expert-review
    replied assess>replied reopen>fieldwork invite>expert-review
    expert-review review>expert-review rework>fieldwork conclude>concluded
    concluded report>reported
    reported archive>archived
    """,
    "project-life": """
    draft edit>draft submit>unit-submitted
    returned edit>returned submit>unit-submitted
    unit-submitted return-from-department>returned pass-department>department-reviewed
    department-reviewed require-ex-ante>ex-ante-required pass-line-office>goal-review return-from-line-office>returned
    ex-ante-required support>goal-review ask-adjustment>returned refuse>rejected
    goal-review reserve>reserved return-goal>returned reject>rejected
    reserved budget>budgeted
    budgeted start>executing
    executing suspend>suspended adjust>adjusting end-year>self-evaluation-due
    adjusting approve-adjustment>executing refuse-adjustment>executing
    suspended resume>executing cancel>terminated
    self-evaluation-due evaluate>evaluated
    evaluated carry-over>reserved close>closed
    """,
    "ex-ante-evaluation": """
    planned begin>collecting assign>planned
    collecting edit>collecting submit>assessment assign>collecting
    assessment send-back-material>collecting draft-report>drafted assign>assessment assess>assessment
    adjustment-asked rework-project>collecting
    drafted reopen-assessment>assessment exchange>opinion-exchange assess>drafted
    concluded refuse-report>drafted support>supported ask-adjustment>adjustment-asked refuse>not-supported
    opinion-exchange conclude>concluded reply>opinion-exchange
    supported file>filed
    """,
    "goal-adjustment": """
    draft edit>draft submit>department-review
    returned edit>returned submit>department-review
    department-review return-from-department>returned pass-department>finance-review
    finance-review return-from-finance>returned approve>approved refuse>refused
    """,
    "monitoring": """
    opened begin>filling
    filling edit>filling submit>department-review
    returned edit>returned submit>department-review
    department-review return-from-department>returned pass-department>finance-review
    finance-review return-from-finance>returned accept>closed warn>warning
    explained accept>closed require-measure>measure-required suspend>suspended lapse>suspended
    warning explain>explained suspend>suspended lapse>suspended
    measure-required report-measure>explained suspend>suspended verify>closed
    suspended resume>measure-required verify>closed
    """,
    "self-evaluation": """
    not-started begin>filling
    filling edit>filling submit>department-review
    returned edit>returned submit>department-review
    department-review return-from-department>returned pass-department>signing
    signing refuse-to-sign>returned sign>submitted
    submitted return-from-finance>returned check>spot-check accept>accepted
    spot-check return-from-finance>returned accept>accepted order-re-evaluation>re-evaluation
    re-evaluation take-re-evaluation>accepted
    accepted publish>published
    """,
    "re-evaluation": """
    assigned begin>reviewing
    reviewing edit>reviewing draft-score>drafted
    replied reconsider>reviewing finish>final
    drafted send-feedback>feedback
    feedback reply>replied finish>final
    final rank>ranked
    """,
    "rectification-item": """
    issued acknowledge>in-progress close-not-rectified>closed-not-rectified
    in-progress edit>in-progress report>reported close-not-rectified>closed-not-rectified
    reported send-back>in-progress verify>verified close-not-rectified>closed-not-rectified
    verified close>closed reopen>in-progress
    closed reopen>in-progress
    """,
    "budget-link": """
    proposed edit>proposed renew>proposed discuss>discussed
    discussed renew>proposed send-back>proposed decide>decided withdraw>withdrawn
    decided apply>applied
    applied publish>published
    """,
    "final-accounts": """
    preparing edit>preparing submit>signing
    returned edit>returned submit>signing
    signing sign>line-office-review refuse-to-sign>returned
    line-office-review pass-line-office>treasury-review return-from-line-office>returned
    treasury-review approve>approved return-from-treasury>returned
    approved publish>published correct>returned
    published archive>archived correct>returned
    """,
    "disclosure": """
    prepared edit>prepared check-secrecy>secrecy-checked
    secrecy-checked send-back>prepared sign>signed
    signed publish>published
    published archive>archived
    """,
    "goal-form": """
    draft-1 edit>draft-1 submit>department-review-1
    returned-1 edit>returned-1 submit>department-review-1
    department-review-1 pass-department>line-office-review-1 return-from-department>returned-1
    line-office-review-1 pass-line-office>performance-office-review-1 return-from-line-office>returned-1
    performance-office-review-1 pass-performance-office>budget-office-review-1 \
    return-from-performance-office>returned-1 reject>rejected
    budget-office-review-1 issue-control-figure>draft-2 return-from-budget-office>returned-1
    draft-2 edit>draft-2 submit>department-review-2 change-control-figure>draft-2
    returned-2 edit>returned-2 submit>department-review-2 change-control-figure>returned-2
    department-review-2 pass-department>line-office-review-2 return-from-department>returned-2 \
    change-control-figure>department-review-2
    line-office-review-2 pass-line-office>performance-office-review-2 return-from-line-office>returned-2 \
    change-control-figure>line-office-review-2
    performance-office-review-2 pass-performance-office>budget-office-review-2 \
    return-from-performance-office>returned-2 reject>rejected change-control-figure>performance-office-review-2
    budget-office-review-2 approve>approved return-from-budget-office>returned-2 \
    change-control-figure>budget-office-review-2
    approved lock>locked publish>published amend>amended
    locked publish>published amend>amended
    """,
  ]
}
