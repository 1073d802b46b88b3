import Model
import TestSupport
import Testing

@testable import Web

@Suite struct MultipartTests {
  private struct Part: Hashable {
    var head: PartHead
    var bytes: [UInt8] = []
  }

  private func read(_ body: [UInt8], boundary: String, cuts: () -> Int) throws -> [Part] {
    var parser = try #require(MultipartParser(boundary: Array(boundary.utf8)))
    var parts: [Part] = []
    var isOpen = false
    var rest = body[...]
    while !rest.isEmpty {
      let piece = Array(rest.prefix(cuts()))
      rest = rest.dropFirst(piece.count)
      try piece.withUnsafeBytes {
        try parser.feed($0) { event in
          switch event {
          case .begin(let head):
            #expect(!isOpen)
            isOpen = true
            parts.append(Part(head: head))
          case .data(let bytes):
            #expect(isOpen && !bytes.isEmpty)
            parts[parts.count - 1].bytes += bytes
          case .end: isOpen = false
          }
        }
      }
    }
    try parser.finish()
    return parts
  }

  /// Bytes full of what looks like a delimiter and is none.
  private func trap(_ random: inout SeededRandom) -> [UInt8] {
    let pieces: [[UInt8]] = [
      Array("\r\n--bOuNd".utf8), Array("\r\n--bOuNdar".utf8), [13], [10], [13, 10], Array("-bOuNdary".utf8), [0], [255],
      Array("\r\n\r\n".utf8), Array("\r\r\n--bOuNdar".utf8), [45, 45],
    ]
    return (0..<Int.random(in: 0...12, using: &random)).flatMap { _ in pieces.randomElement(using: &random)! }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `any cutting into pieces gives the same parts`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var body: [UInt8] = seed % 3 == 0 ? Array("preamble\r\n".utf8) : []
    let parts = (0..<Int.random(in: 1...5, using: &random)).map { index in
      Part(head: PartHead(name: "f\(index)", fileName: index % 2 == 0 ? "表\(index).docx" : nil), bytes: trap(&random))
    }
    for part in parts {
      let file = part.head.fileName.map { "; filename=\"\($0)\"" } ?? ""
      body += Array(
        "--bOuNdary\r\nX: y\r\nContent-Disposition: form-data; name=\"\(part.head.name)\"\(file)\r\n\r\n".utf8)
      body += part.bytes + [13, 10]
    }
    body += Array("--bOuNdary--\r\nepilogue".utf8)
    let pieceMax = [1, 3, 17, 4_000].randomElement(using: &random)!
    #expect(try read(body, boundary: "bOuNdary") { Int.random(in: 1...pieceMax, using: &random) } == parts)
  }

  @Test(arguments: [
    ("--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx", MultipartParser.Failure.cutShort),
    ("--Bx\r\n", .malformed), ("--B\r\nno head\r\n\r\nx\r\n--B--", .malformed), ("", .cutShort), ("nothing", .cutShort),
    ("--B\r\n" + String(repeating: "a", count: 9_000), .malformed),
    (String(repeating: "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n", count: 1_001), .tooManyParts),
  ])
  func `what is no form is refused`(body: String, failure: MultipartParser.Failure) {
    #expect(throws: failure) { try read(Array(body.utf8), boundary: "B") { 1_000 } }
  }

  @Test(arguments: [
    ("a.docx", "a.docx"), ("../../etc/passwd", "passwd"), ("C:\\表\\a.docx", "a.docx"), ("..", "_"), ("a\u{1}b", "ab"),
    ("a\\\"b", "a\"b"),
  ])
  func `a file name never leads out of a folder`(sent: String, kept: String) throws {
    let body = "--B\r\nContent-Disposition: form-data; name=\"a\"; filename=\"\(sent)\"\r\n\r\nx\r\n--B--"
    #expect(try read(Array(body.utf8), boundary: "B") { 7 }.first?.head.fileName == kept)
  }

  @Test func `the boundary is taken from the content type`() {
    #expect(MultipartParser(contentType: "Multipart/Form-Data; charset=utf-8; boundary=\"a b\"") != nil)
    #expect(MultipartParser(contentType: "multipart/form-data") == nil)
    #expect(MultipartParser(contentType: "text/plain; boundary=a") == nil)
    #expect(MultipartParser(contentType: "multipart/form-data; boundary=" + String(repeating: "a", count: 71)) == nil)
  }
}
