/// Finds the route for a method and a path.
struct Router<Route: Sendable>: Sendable {
  struct Entry: Sendable {
    let method: Method
    let pattern: RoutePattern
    let route: Route
  }

  enum Match: Sendable {
    case found(Route, Parameters)
    case notFound
    /// The path exists, but not for this method.
    case methodNotAllowed([Method])
  }

  // By number of segments, the most particular pattern first.
  private let entries: [Int: [Entry]]

  /// Two routes with the same method and pattern are a mistake of ours.
  init(_ routes: [Entry]) {
    let names = routes.map { "\($0.method.rawValue) \($0.pattern)" }
    precondition(Set(names).count == names.count, "every route is listed once")
    entries = Dictionary(grouping: routes) { $0.pattern.segments.count }
      .mapValues { $0.sorted { RoutePattern.precedes($0.pattern, $1.pattern) } }
  }

  /// - Complexity: O(routes with as many segments).
  func match(_ method: Method, _ path: [String]) -> Match {
    let wanted: Method = method == .head ? .get : method
    var others: Set<Method> = []
    for entry in entries[path.count] ?? [] {
      guard let parameters = entry.pattern.match(path) else { continue }
      if entry.method == wanted { return .found(entry.route, parameters) }
      others.insert(entry.method)
      if entry.method == .get { others.insert(.head) }
    }
    return others.isEmpty ? .notFound : .methodNotAllowed(others.sorted())
  }
}
