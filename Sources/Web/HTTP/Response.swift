/// An answer: status, header lines and bytes.
struct Response: Sendable {
  var status: Status
  private(set) var headers: [(name: String, value: String)] = []
  private(set) var body: Payload?

  init(_ status: Status, _ type: MediaType? = nil, _ body: Payload? = nil) {
    self.status = status
    self.body = body
    if let type { set("Content-Type", type.text) }
  }

  init(_ status: Status, _ type: MediaType, _ text: String) { self.init(status, type, Payload(text.utf8)) }

  /// Sends the browser to another page of ours with GET.
  static func seeOther(_ path: String) -> Response {
    precondition(path.utf8.first == UInt8(ascii: "/"), "a redirect stays on this server")
    var response = Response(.seeOther)
    response.set("Location", path)
    return response
  }

  /// The first header line of that name.
  subscript(_ name: String) -> String? { headers.first { $0.name == name }?.value }

  /// Puts a header line in place of those of the same name.
  ///
  /// Control characters become blanks, so that no value can begin a line of its own.
  mutating func set(_ name: String, _ value: String) {
    headers.removeAll { $0.name == name }
    add(name, value)
  }

  /// Adds lines of our own making that no answer has yet.
  mutating func add(_ lines: [(name: String, value: String)]) { headers += lines }

  mutating func add(_ name: String, _ value: String) {
    precondition(name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }, "a header name is a token")
    let isClean = value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    let clean =
      isClean ? value : String(decoding: value.utf8.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }, as: UTF8.self)
    headers.append((name, clean))
  }

  /// Packs the body when it is text that gains by it and the client takes gzip.
  mutating func compress(for request: Headers) {
    guard let body, body.count >= 1_024, self["Content-Encoding"] == nil,
      MediaType.isText(self["Content-Type"])
    else { return }
    set("Vary", "Accept-Encoding")
    guard request.accepts(coding: "gzip"), let packed = body.gzip() else { return }
    self.body = packed
    set("Content-Encoding", "gzip")
  }
}

/// What kind of bytes a body is.
enum MediaType: Sendable, CaseIterable {
  case html, css, javascript, json, svg, png, plain, excel, word

  var text: String {
    switch self {
    case .html: "text/html; charset=utf-8"
    case .css: "text/css; charset=utf-8"
    case .javascript: "text/javascript; charset=utf-8"
    case .json: "application/json; charset=utf-8"
    case .svg: "image/svg+xml"
    case .png: "image/png"
    case .plain: "text/plain; charset=utf-8"
    case .excel: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case .word: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    }
  }

  /// By the ending of a file's name; nil when it is none of ours.
  init?(fileName: String) {
    switch fileName.utf8.split(separator: UInt8(ascii: ".")).last.map({ String(decoding: $0, as: UTF8.self) }) {
    case "css": self = .css
    case "js": self = .javascript
    case "svg": self = .svg
    case "png": self = .png
    case "json": self = .json
    default: return nil
    }
  }

  static func isText(_ header: String?) -> Bool {
    guard let header else { return false }
    return header.hasPrefix("text/") || header.hasPrefix("application/json") || header.hasPrefix("image/svg")
  }
}

extension Response {
  /// Makes the browser keep the body as a file of that name.
  mutating func setDownload(fileName: String) {
    let plain = String(
      decoding: fileName.utf8.map { byte in
        let isSafe = byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
        return isSafe ? byte : UInt8(ascii: "_")
      }, as: UTF8.self)
    set(
      "Content-Disposition",
      "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(PercentCoding.encode(fileName))")
  }
}
