/// What holds on every page whatever it shows. Each rule answers with what is wrong.
enum PageRules {
  static func problems(_ markup: String) -> [String] {
    let page = Markup.parse(markup)
    return frame(page) + identity(page) + references(page) + content(page) + controls(page) + tables(page)
      + headings(page)
  }

  private static func frame(_ page: Markup) -> [String] {
    var out: [String] = []
    if page.all("html").first?["lang"] != "zh-CN" { out.append("html has no lang") }
    if page.all("title").first?.words.isEmpty ?? true { out.append("no title") }
    if page.all("main").count != 1 { out.append("not one main") }
    if page.all("h1").count != 1 { out.append("not one h1") }
    if !(page.all("a").first?["href"] ?? "").hasPrefix("#") {
      out.append("the first link does not skip to the content")
    }
    let navigations = page.all("nav")
    if navigations.count > 1, navigations.contains(where: { $0["aria-label"] == nil }) {
      out.append("a nav has no label")
    }
    return out
  }

  private static func identity(_ page: Markup) -> [String] {
    var seen: Set<String> = []
    return page.all.compactMap(\.attributes["id"]).filter { !seen.insert($0).inserted }.map { "second id \($0)" }
  }

  private static func references(_ page: Markup) -> [String] {
    let ids = Set(page.all.compactMap(\.attributes["id"]))
    var out: [String] = []
    for node in page.all {
      for name in ["aria-labelledby", "aria-describedby", "aria-controls", "for"] {
        for reference in (node[name] ?? "").split(separator: " ") where !ids.contains(String(reference)) {
          out.append("\(name)=\(reference) names nothing")
        }
      }
      if let link = node["href"], link.hasPrefix("#"), !ids.contains(String(link.dropFirst())) {
        out.append("link to \(link) goes nowhere")
      }
    }
    return out
  }

  /// The content policy allows no style and no script in the page, and no handlers.
  private static func content(_ page: Markup) -> [String] {
    page.all.compactMap { node in
      if node.tag == "style" || node["style"] != nil { return "inline style at \(node.tag)" }
      if node.tag == "script" && node["src"] == nil { return "inline script" }
      if let handler = node.attributes.keys.first(where: { $0.hasPrefix("on") }) { return "handler \(handler)" }
      if (node["href"] ?? "").hasPrefix("javascript:") { return "script in a link" }
      if node.tag == "svg" && node["aria-hidden"] != "true" && (node["aria-label"] ?? "").isEmpty {
        return "nameless picture"
      }
      return nil
    }
  }

  private static func controls(_ page: Markup) -> [String] {
    let labels = Set(page.all("label").compactMap { $0["for"] })
    var out: [String] = []
    for node in page.all where ["input", "select", "textarea"].contains(node.tag) && node["type"] != "hidden" {
      let isNamed = node["aria-label"] != nil || labels.contains(node["id"] ?? "") || node.ancestor("label") != nil
      if !isNamed { out.append("\(node["name"] ?? node.tag) has no label") }
      if node.ancestor("form") != nil && (node["name"] ?? "").isEmpty {
        out.append("a field without a name is not sent")
      }
      if node["aria-invalid"] == "true" && node["aria-describedby"] == nil { out.append("invalid without a message") }
      if node["type"] == "radio" && node.ancestor("fieldset") == nil { out.append("radio outside a fieldset") }
    }
    for node in page.all where node.tag == "button" || node.tag == "a" {
      if node.words.isEmpty { out.append("\(node.tag) without a name") }
      if node.tag == "button" && node["type"] == nil { out.append("button without a type") }
    }
    for form in page.all("form") where form["method"] == "post" {
      let token = form.all("input").first { $0["name"] == "csrf" }
      if token?["value"]?.isEmpty ?? true {
        out.append("a form that changes something has no token: \(form["action"] ?? "")")
      }
    }
    return out
  }

  private static func tables(_ page: Markup) -> [String] {
    page.all("table").flatMap { table -> [String] in
      var out: [String] = []
      if table.all("caption").isEmpty { out.append("table without caption") }
      let heads = table.all("th")
      if heads.isEmpty { out.append("table without heads") }
      if heads.contains(where: { $0["scope"] == nil }) { out.append("th without scope") }
      return out
    }
  }

  private static func headings(_ page: Markup) -> [String] {
    var last = 0
    var out: [String] = []
    for node in page.all where node.ancestor("nav") == nil {
      guard node.tag.count == 2, node.tag.first == "h", let level = node.tag.last?.wholeNumberValue else { continue }
      if last > 0 && level > last + 1 { out.append("h\(last) is followed by h\(level)") }
      if node.words.isEmpty { out.append("empty heading") }
      last = level
    }
    return out
  }
}
