/// Something that waits for a person: what is left to do, not what it is.
struct WorkItem: Hashable, Sendable {
  var title: String
  var href: String
  var hint: String
  /// 11 月 22 日, and in a second line how long that is.
  var due: String
  var left: String?
  var status: FormStatus
  init(_ title: String, _ href: String, hint: String, due: String, left: String? = nil, status: FormStatus) {
    self.title = title
    self.href = href
    self.hint = hint
    self.due = due
    self.left = left
    self.status = status
  }
}

/// Tasks under a common head: 被退回，先改这些.
struct TaskGroup: Hashable, Sendable {
  var title: String?
  var tasks: [WorkItem]
  init(_ title: String?, _ tasks: [WorkItem]) {
    self.title = title
    self.tasks = tasks
  }
}

func taskList(_ groups: [TaskGroup]) -> HTML {
  .group(
    groups.filter { !$0.tasks.isEmpty }.map { group in
      .group([
        group.title.map { title in
          div(.class("grouph")) {
            span { title }
            span { "\(group.tasks.count) 件" }
          }
        } ?? .empty,
        ul(.class("tasks")) { for task in group.tasks { li { row(task) } } },
      ])
    })
}

private func row(_ task: WorkItem) -> HTML {
  .group([
    div {
      span(.class("ttl")) { a(.href(task.href)) { task.title } }
      div(.class("hint")) { task.hint }
    },
    span(.class("due")) {
      task.due
      if let left = task.left {
        br()
        left
      }
    },
    span(.class("st")) { task.status.tag },
  ])
}

/// One step of an approval route.
struct Step: Hashable, Sendable {
  enum State: String, Sendable { case done, now, todo, back }
  var name: String
  var note: String
  var state: State
  init(_ name: String, _ note: String, _ state: State) {
    self.name = name
    self.note = note
    self.state = state
  }
}

/// Who has a form, who had it, who gets it, and until when.
func route(_ steps: [Step], named name: String = "审批路线") -> HTML {
  ol(.class("steps"), .ariaLabel(name)) {
    for (index, step) in steps.enumerated() {
      li(.class(step.state.rawValue), .when(step.state == .now, .ariaCurrent("step"))) {
        span(.class("dot"), .ariaHidden("true")) { dot(step, number: index + 1) }
        b {
          step.name
          hiddenWords(words(step.state))
        }
        small { step.note }
      }
    }
  }
}

private func dot(_ step: Step, number: Int) -> HTML {
  switch step.state {
  case .done: icon(.tick)
  case .back: icon(.back)
  case .now, .todo: .text(String(number))
  }
}

private func words(_ state: Step.State) -> String {
  switch state {
  case .done: "（已完成）"
  case .now: "（当前）"
  case .todo: "（未到）"
  case .back: "（已退回）"
  }
}

/// A line of what a person checks before submitting.
struct Answer: Hashable, Sendable {
  var name: String
  var value: String
  /// Where it can be changed; nil for what came from elsewhere.
  var change: String?
  init(_ name: String, _ value: String, change: String?) {
    self.name = name
    self.value = value
    self.change = change
  }
}

func checkAnswers(_ answers: [Answer]) -> HTML {
  dl(.class("ans")) {
    for answer in answers {
      div {
        dt { answer.name }
        dd { answer.value }
        if let change = answer.change {
          dd {
            a(.href(change)) {
              "改"
              hiddenWords(answer.name)
            }
          }
        } else {
          dd(.class("mut")) {
            icon(.lock)
            " 带入"
          }
        }
      }
    }
  }
}
