/// A framed part of a page with its name.
func panel(
  _ title: String, id: String? = nil, more: HTML = .empty, extra: String = "", flush: HTML = .empty,
  foot: HTML = .empty, @HTMLBuilder content: () -> HTML = { .empty }
) -> HTML {
  let inner = content()
  return section(.class(extra.isEmpty ? "panel" : "panel " + extra), .id(id)) {
    header {
      h2 { title }
      if !more.isEmpty { span(.class("more")) { more } }
    }
    if !inner.isEmpty { div(.class("in")) { inner } }
    flush
    if !foot.isEmpty { footer { foot } }
  }
}

/// A key figure with what it is compared with; a figure without comparison is not shown.
struct Fact: Hashable, Sendable {
  var name: String
  var figure: String
  var unit: String
  var comparison: String
  /// A digest or code and not a number.
  var isCode: Bool
  init(_ name: String, _ figure: String, _ unit: String, _ comparison: String, isCode: Bool = false) {
    self.name = name
    self.figure = figure
    self.unit = unit
    self.comparison = comparison
    self.isCode = isCode
  }
}

/// At most six figures across a page.
func facts(_ facts: [Fact]) -> HTML {
  dl(.class("facts")) {
    for fact in facts.prefix(6) {
      div {
        dt { fact.name }
        dd {
          if fact.isCode { span(.class("hash")) { fact.figure } } else { fact.figure }
          if !fact.unit.isEmpty { small { fact.unit } }
          span(.class("note")) { fact.comparison }
        }
      }
    }
  }
}

/// A saved filter or a view of one page, with the number of things behind it.
struct Tab: Hashable, Sendable {
  var title: String
  var href: String
  var count: Int?
  var isCurrent: Bool
  init(_ title: String, _ href: String, count: Int? = nil, isCurrent: Bool = false) {
    self.title = title
    self.href = href
    self.count = count
    self.isCurrent = isCurrent
  }
}

func tabs(_ tabs: [Tab], named name: String) -> HTML {
  nav(.class("tabs"), .ariaLabel(name)) {
    for tab in tabs {
      a(.href(tab.href), .when(tab.isCurrent, .ariaCurrent("page"))) {
        tab.title
        if let count = tab.count { span(.class("c")) { Words.count(count) } }
      }
    }
  }
}

/// Names with values: short facts in a side panel.
func keyValues(_ pairs: [(String, HTML)]) -> HTML {
  dl(.class("kv")) {
    for (name, value) in pairs {
      dt { name }
      dd { value }
    }
  }
}

/// Nothing here: why, and the next step. In a panel it stands below the panel's name, alone it is a head of the page.
func emptyState(_ title: String, why: String, next: HTML = .empty, isAlone: Bool = false) -> HTML {
  div(.class(isAlone ? "panel empty" : "empty")) {
    if isAlone { h2 { title } } else { h3 { title } }
    p { why }
    if !next.isEmpty { div(.class("row")) { next } }
  }
}

/// What stands in place of a list that takes longer than 300 ms.
func skeleton() -> HTML {
  div(.class("in stack"), .ariaBusy("true")) {
    p(.class("vh")) { "正在取数" }
    span(.class("skel w1"))
    span(.class("skel w2"))
    span(.class("skel w3"))
  }
}

/// The life of one thing in order of time.
struct Moment: Hashable, Sendable {
  enum State: String, Sendable {
    case done, now, late
    case plain = ""
  }
  var time: String
  var words: String
  var state: State
  var link: Link?
  init(_ time: String, _ words: String, _ state: State = .done, link: Link? = nil) {
    self.time = time
    self.words = words
    self.state = state
    self.link = link
  }
}

func timeLine(_ moments: [Moment]) -> HTML {
  ul(.class("line")) {
    for moment in moments {
      li(.class(moment.state == .plain ? nil : moment.state.rawValue)) {
        element("time") { moment.time }
        br()
        moment.words
        if let link = moment.link {
          " "
          anchor(link)
        }
      }
    }
  }
}
