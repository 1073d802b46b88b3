import Testing

@testable import Web

@Suite struct ResponseTests {
  @Test func `no value begins a header line of its own`() {
    var response = Response(.ok)
    response.set("X-Name", "a\r\nSet-Cookie: evil=1\u{0}")
    #expect(response["X-Name"] == "a  Set-Cookie: evil=1 ")
  }

  @Test func `a download keeps its Chinese name and cannot break out of it`() {
    var response = Response(.ok, .excel, Payload([1]))
    response.setDownload(fileName: "自评\"表\r\n.xlsx")
    #expect(
      response["Content-Disposition"]
        == "attachment; filename=\"________________.xlsx\"; filename*=UTF-8''%E8%87%AA%E8%AF%84%22%E8%A1%A8%0D%0A.xlsx"
        .replacing("________________", with: String(repeating: "_", count: 12)))
  }

  @Test func `text is packed for those who take it, once`() throws {
    let text = String(repeating: "预算绩效", count: 1_000)
    var response = Response(.ok, .html, text)
    let whole = try #require(response.body)
    response.compress(for: Headers(["Accept-Encoding": "br, gzip;q=0.5"]))
    #expect(response["Content-Encoding"] == "gzip" && response["Vary"] == "Accept-Encoding")
    #expect(try #require(response.body).count < whole.count / 20)
    #expect(response.body === whole.gzip())
  }

  @Test(arguments: ["", "br", "gzip;q=0", "gzipped"])
  func `others get it as it is`(accepts: String) {
    var response = Response(.ok, .html, String(repeating: "预算绩效", count: 1_000))
    response.compress(for: Headers(["accept-encoding": accepts]))
    #expect(response["Content-Encoding"] == nil)
    #expect(response["Vary"] == "Accept-Encoding")
  }

  @Test func `cookies are found by their whole name`() {
    let headers = Headers(["Cookie": "xhengji=1; hengji=abc; hengji2=no", "cookie": "size=large"])
    #expect(headers.cookie("hengji") == "abc")
    #expect(headers.cookie("size") == "large")
    #expect(headers.cookie("engji") == nil)
  }
}
