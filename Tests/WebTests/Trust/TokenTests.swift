import Model
import TestSupport
import Testing

@testable import Web

@Suite struct TokenTests {
  @Test(arguments: 0..<100 as Range<UInt64>)
  func `bytes survive their writing as text`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let bytes = (0..<Int.random(in: 0...70, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
    #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
  }

  @Test(arguments: ["A", "AAAAA", "AB", "A=", "AA+A", "表"])
  func `what was not written by us is not read`(text: String) { #expect(Base64URL.decode(text) == nil) }

  @Test func `a form token looks different on every page and is accepted on all`() {
    let secret = FormSecret.make()
    let (first, second) = (secret.token(), secret.token())
    #expect(first != second && secret.accepts(first) && secret.accepts(second))
  }

  @Test func `the token of another session, a part of one or none is refused`() {
    let secret = FormSecret.make()
    let token = secret.token()
    #expect(!FormSecret.make().accepts(token))
    #expect(!secret.accepts(nil) && !secret.accepts("") && !secret.accepts(String(token.dropLast(2))))
    #expect(!secret.accepts(secret.text))
  }

  @Test func `a secret is the same after it was stored`() throws {
    let secret = FormSecret.make()
    #expect(try #require(FormSecret(text: secret.text)).accepts(secret.token()))
    #expect(FormSecret(text: "x") == nil)
  }
}

@Suite struct OriginTests {
  private func judge(_ headers: KeyValuePairs<String, String>, isSecure: Bool = false) throws -> Origin.Verdict {
    Origin.judge(
      RequestHead(.post, try #require(Target("/x")), headers: Headers(headers), isSecure: isSecure))
  }

  @Test func `a form of our own page passes`() throws {
    #expect(try judge(["Host": "Hengji.example:8080", "Origin": "http://hengji.example:8080"]) == .same)
    #expect(try judge(["Host": "h", "Origin": "https://h"], isSecure: true) == .same)
    #expect(try judge(["Host": "h", "Sec-Fetch-Site": "same-origin"]) == .same)
    #expect(try judge(["Host": "h", "Referer": "http://h/sign-in"]) == .same)
  }

  @Test func `a form of another site does not`() throws {
    #expect(try judge(["Host": "h", "Origin": "http://evil.example"]) == .foreign)
    #expect(try judge(["Host": "h", "Origin": "null"]) == .foreign)
    #expect(try judge(["Host": "h", "Origin": "http://h"], isSecure: true) == .foreign)
    #expect(try judge(["Host": "h", "Sec-Fetch-Site": "cross-site"]) == .foreign)
    #expect(try judge(["Host": "h", "Referer": "http://h.evil.example/"]) == .foreign)
    #expect(try judge([:]) == .foreign)
  }

  @Test func `a program that says nothing is left to the token`() throws {
    #expect(try judge(["Host": "h"]) == .unknown)
  }
}
