import Foundation
import TestSupport

extension Album {
  /// Lives through the year of a department and takes a picture wherever a page has something to show, and of what
  /// everybody sees at the end.
  func takeYear() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let walk = try YearWalk(program: program)
    defer { walk.close() }
    walk.look = { name, path in try shoot(walk.browser, walk.server, "year-" + name, path) }
    try walk.walk()
    let benches: [(YearWalk.Person, [(String, String)])] = [
      (.clerk, [("bench-clerk", "/"), ("project", walk.projectPath), ("form", walk.formPath), ("inbox", "/inbox")]),
      (
        .performance,
        [
          ("bench-finance", "/"), ("years", "/admin/years"), ("search", "/search?q=%E6%A1%A5%E6%A2%81"),
          ("score", walk.evaluationPath), ("adjustments", "/adjustments"), ("exceptions", "/exceptions"),
          ("pre-evaluations", "/pre-evaluations?show=concluded"), ("reviews", "/reviews"), ("projects", "/projects"),
          ("rectification-new", "/rectifications/new"), ("tokens", "/me/tokens"), ("api-docs", "/api/docs"),
          ("checkpoint", walk.checkpointPath), ("revisions", walk.formPath + "/revisions"),
          ("compare", walk.formPath + "/compare"),
        ]
      ), (.budget, [("bench-budget", "/"), ("control-figures-after", "/control-figures?show=approved")]),
      (.treasury, [("bench-treasury", "/"), ("payments-import", "/payments/import")]),
      (.head, [("bench-head", "/")]), (.agency, [("bench-agency", "/")]), (.oversight, [("bench-oversight", "/")]),
      (.system, [("bench-system", "/")]),
      (.security, [("bench-security", "/"), ("rights", "/admin/rights?view=list")]),
    ]
    for (person, pages) in benches {
      for (name, path) in pages {
        try walk.be(person, at: path)
        try walk.look(name, path)
      }
    }
  }
}
