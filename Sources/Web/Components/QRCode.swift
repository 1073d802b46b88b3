import CQREncode

/// A code for telephones to read, drawn by the server; nothing when the text does not fit into one.
/// - Parameter told: what the code holds, for those who do not see it.
func qrCode(_ text: String, told: String) -> HTML {
  guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return .empty }
  defer { QRcode_free(code) }
  let width = Int(code.pointee.width)
  guard width > 0, let cells = code.pointee.data else { return .empty }
  var path = ""
  for row in 0..<width {
    var column = 0
    while column < width {
      let start = column
      while column < width, cells[row * width + column] & 1 == 1 { column += 1 }
      if column > start { path += "M\(start) \(row)h\(column - start)v1H\(start)z" }
      column += 1
    }
  }
  // The rim that readers need is four cells wide.
  return element(
    "svg", .class("qr"), .viewBox("-4 -4 \(width + 8) \(width + 8)"), .role("img"), .ariaLabel(told),
    .attribute("shape-rendering", "crispEdges")
  ) { element("path", .attribute("d", path)) {} }
}
