/// For whoever watches over the program: 200 while it and its database answer.
enum HealthRoutes {
  static let all: [AppRoute] = [.get("/healthz", .open, answer)]

  private static func answer(_ call: Call) throws(Refusal) -> Response {
    try call.read { _ in }
    return Response(.ok, .plain, "ok\n")
  }
}
