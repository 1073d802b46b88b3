import Lifecycle
import Store
import Testing

@testable import Web

@Suite struct RefusalPageTests {
  @Test(
    arguments: [
      ("http://127.0.0.1:8080/rectifications/a1?year=2026#files", "/rectifications/a1?year=2026#files"),
      ("https://127.0.0.1:8080/", "/"),
      ("http://elsewhere.example/rectifications", nil),
      ("http://127.0.0.1:8080//elsewhere.example/x", nil),
      ("", nil),
    ] as [(String, String?)])
  func `the way back leads to a page of ours and nowhere else`(from: String, path: String?) throws {
    let head = RequestHead(
      .post, try #require(Target("/x")), headers: Headers(["Host": "127.0.0.1:8080", "Referer": from]))
    #expect(RefusalPages.pageBefore(head) == path)
  }

  @Test func `who may do a thing, but not now, is not told that it is none of his`() {
    #expect(RefusalPages.kind(.notTaken(why: "", whoCanHelp: "")) == .notTaken)
    #expect(
      RefusalPages.kind(Refusal(.refusedStep(.init(cause: .content, why: "缺一格。", whoCanHelp: "补好再办。")))) == .notTaken)
    #expect(RefusalPages.kind(Refusal(.refusedStep(.init(cause: .person, why: "不归你办。", whoCanHelp: "")))) == .forbidden)
  }
}
