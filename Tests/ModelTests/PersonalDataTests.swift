import Model
import TestSupport
import Testing

@testable import Model

@Suite struct PersonalDataTests {
  @Test(arguments: [
    ("联系人电话13800000000。", "mobile"), ("电话：010-62000000", "landline"), ("卡号6222020000000000001", nil as String?),
    ("身份证11010519491231002X", "identity"), ("身份证110105194912310021", nil), ("邮箱someone@example.com", "mail"),
    ("预算1048.71万元", nil), ("项目编码42010523059T000000104", nil), ("金额13800000000.50元", nil), ("文号〔2020〕10号", nil),
  ])
  func `numbers of persons are told from other numbers`(text: String, kind: String?) {
    #expect(PersonalData.marks(in: text).map(\.kind.rawValue) == (kind.map { [$0] } ?? []))
  }

  @Test func `what is covered stays readable around it`() {
    #expect(
      PersonalData.masked("请打13900000000或写信到a.b@example.org，编码 T104") == "请打〔手机号码已遮盖〕或写信到〔电子邮箱已遮盖〕，编码 T104")
  }

  @Test func `a covered text has nothing left to cover`() {
    var random = SeededRandom(seed: 4)
    let alphabet = Array("0123456789-@.aX年，")
    for _ in 0..<3_000 {
      let text = String(
        (0..<Int.random(in: 0...40, using: &random)).map { _ in alphabet.randomElement(using: &random)! })
      #expect(PersonalData.marks(in: PersonalData.masked(text)).isEmpty, "\(text)")
    }
  }
}
