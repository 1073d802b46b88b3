import Model

/// What a page with script hears after it has sent what was typed: when it was kept, and what follows from it.
enum LiveAnswer {
  static func answer(_ parts: [LivePart], _ call: Call) -> Response {
    let clock = call.now.civil()
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let json = JSON.object([
      "live": .array(
        parts.map { part in
          .array([.string(part.id), .string(String(decoding: part.html.render().bytes, as: UTF8.self))])
        }), "saved": .string("已自动保存 \(two(clock.hour)):\(two(clock.minute)):\(two(clock.second))，点“保存”成为新的一版"),
    ])
    return Response(.ok, .json, json.text())
  }
}
