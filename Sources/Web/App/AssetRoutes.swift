/// Style sheet, scripts and pictures.
enum AssetRoutes {
  static let all: [AppRoute] = [.get("/assets/{name}", .open, serve)]

  private static func serve(_ call: Call) throws(Refusal) -> Response {
    guard let asset = call.services.assets.byAddress[call.parameters["name"]] else { throw .notFound }
    let tag = "\"\(asset.tag)\""
    let isKnown = call.head.headers["if-none-match"].map { EntityTags.match($0, tag) } ?? false
    var response = isKnown ? Response(.notModified) : Response(.ok, asset.type, asset.payload)
    response.set("ETag", tag)
    response.set("Cache-Control", "public, max-age=31536000, immutable")
    return response
  }
}

/// `If-None-Match: "a", W/"b"`.
enum EntityTags {
  static func match(_ header: String, _ tag: String) -> Bool {
    header.utf8.split(separator: UInt8(ascii: ",")).contains { item in
      var item = item.drop { $0 == 0x20 || $0 == 0x09 }
      if item.starts(with: "W/".utf8) { item = item.dropFirst(2) }
      while let last = item.last, last == 0x20 || last == 0x09 { item = item.dropLast() }
      return item.elementsEqual(tag.utf8) || item.elementsEqual("*".utf8)
    }
  }
}
