import Model
import Testing

/// What a text is read as: kind, comparator, bounds, unit with scale, period.
struct Reading: Sendable, CustomTestStringConvertible {
  let text: String
  let kind: Quantity.Kind
  let expected: String
  let notes: Quantity.Notes

  init(_ text: String, _ kind: Quantity.Kind, _ expected: String, _ notes: Quantity.Notes = []) {
    self.text = text
    self.kind = kind
    self.expected = expected
    self.notes = notes
  }
  var testDescription: String { text }

  /// `≥ 95..  %` style: comparator, low..high, ×10^scale, unit, /period, base.
  static func summary(_ quantity: Quantity) -> String {
    var out = quantity.comparator.rawValue
    switch (quantity.low, quantity.high) {
    case (let low?, let high?) where low == high: out += "\(low)"
    case (let low?, let high?): out += "\(low)..\(high)"
    case (let low?, nil): out += "\(low)"
    case (nil, let high?): out += "\(high)"
    case (nil, nil): break
    }
    if quantity.scale > 0 { out += "e\(quantity.scale)" }
    out += quantity.unit
    if let period = quantity.period { out += "/\(period.count)\(period.unit.rawValue)" }
    if let date = quantity.date { out += "\(date.year)-\(date.month)-\(date.day)" }
    if let degree = quantity.degree { out += "\(degree)" }
    if quantity.base != .absolute { out += " \(quantity.base.rawValue)" }
    return out
  }
}

@Suite struct QuantityTests {
  static let notations: [Reading] = [
    Reading("≥95%", .number, "≥95%"),
    Reading("≧85%", .number, "≥85%", .unusualSign),
    Reading(">=85%", .number, "≥85%", .unusualSign),
    Reading("> = 85%", .number, "≥85%", [.unusualSign, .blanks]),
    Reading("≥９５％", .number, "≥95%", .fullWidth),
    Reading("＞８０", .number, ">80", [.fullWidth, .missingUnit]),
    Reading("> 80", .number, ">80", [.missingUnit, .blanks]),
    Reading("≥ 50", .number, "≥50", [.missingUnit, .blanks]),
    Reading("<5%", .number, "<5%"),
    Reading("≤5%", .number, "≤5%"),
    Reading("=100%", .number, "=100%"),
    Reading("0.0%", .number, "0.0%"),
    Reading("90%%", .number, "90%", .doubledPercent),
    Reading("10家≥", .number, "≥10家", .misplacedComparator),
    Reading("1-2次/30天", .range, "1..2次/30天"),
    Reading("1～2次/30天", .range, "1..2次/30天"),
    Reading("80-90分", .range, "80..90分"),
    Reading("80%-90%", .range, "80..90%"),
    Reading("3至5天", .range, "3..5天"),
    Reading("≥80%且≤90%", .range, "80..90%"),
    Reading("大于80%小于90%", .range, "80..90%", .comparatorInWords),
    Reading("15人/次", .number, "15人/次"),
    Reading("2次/天", .frequency, "2次/1天"),
    Reading("1次/月", .frequency, "1次/1月"),
    Reading("1次/周", .frequency, "1次/1周"),
    Reading("≥1次/日", .frequency, "≥1次/1天"),
    Reading("≥12次/年", .frequency, "≥12次/1年"),
    Reading("每月两次", .frequency, "2次/1月", .chineseNumeral),
    Reading("每月至少3次", .frequency, "≥3次/1月", .comparatorInWords),
    Reading("每月1次", .frequency, "1次/1月"),
    Reading("每季度一次", .frequency, "1次/1季度", .chineseNumeral),
    Reading("一年两次", .frequency, "2次/1年", .chineseNumeral),
    Reading("0次", .number, "0次"),
    Reading("0", .number, "0", .missingUnit),
    Reading("不发生", .number, "0", .zeroInWords),
    Reading("未发生", .number, "0", .zeroInWords),
    Reading("无事件", .number, "0", .zeroInWords),
    Reading("无“黄、非”案件", .number, "0", .zeroInWords),
    Reading("无发生进京非访的事件", .number, "0", .zeroInWords),
    Reading("无", .number, "0", .zeroInWords),
    Reading("85分以上", .number, "≥85分", .comparatorInWords),
    Reading("90%以上", .number, "≥90%", .comparatorInWords),
    Reading("调解成功率90%以上", .number, "≥90%", .comparatorInWords),
    Reading("5%以内", .number, "≤5%", .comparatorInWords),
    Reading("不超过1807.4万元", .number, "≤1807.4e4元", .comparatorInWords),
    Reading("不超过预算总金额 1807.4万元", .number, "≤1807.4e4元 budget", [.comparatorInWords, .blanks]),
    Reading("254.8万美元", .number, "254.8e4美元"),
    Reading("350亿元", .number, "350e8元"),
    Reading("2677.42万", .number, "2677.42e4", .missingUnit),
    Reading("≤2677.42万元", .number, "≤2677.42e4元"),
    Reading("1,048.71", .number, "1048.71", .missingUnit),
    Reading("1，048.71万元", .number, "1048.71e4元"),
    Reading("271万平方米", .number, "271e4平方米"),
    Reading("1712平方", .number, "1712平方米", .unitSynonym),
    Reading("46辆", .number, "46辆"),
    Reading("12篇", .number, "12篇"),
    Reading("11台（件）", .number, "11台"),
    Reading("200000人次", .number, "200000人次"),
    Reading("12场次", .number, "12场次"),
    Reading("5000余人次", .number, "5000人次", .approximate),
    Reading("约100人", .number, "100人", .approximate),
    Reading("≥100百分比", .number, "≥100%", .unitSynonym),
    Reading("百分之九十五", .number, "95%", .chineseNumeral),
    Reading("百分之95以上", .number, "≥95%", [.chineseNumeral, .comparatorInWords]),
    Reading("覆盖率100%", .number, "100%"),
    Reading("群众满意度≥85%", .number, "≥85%"),
    Reading("完成率100%", .number, "100%"),
    Reading("不低于85%", .number, "≥85%", .comparatorInWords),
    Reading("不少于2场", .number, "≥2场", .comparatorInWords),
    Reading("大于等于90分", .number, "≥90分", .comparatorInWords),
    Reading("未达到90分", .number, "<90分", .comparatorInWords),
    Reading("达到95%", .number, "95%"),
    Reading("5个工作日", .deadline, "≤5工作日"),
    Reading("90个工作日", .deadline, "≤90工作日"),
    Reading("5个工作日完成", .deadline, "≤5工作日"),
    Reading("24小时内", .deadline, "≤24小时", .comparatorInWords),
    Reading("≤3天", .deadline, "≤3天"),
    Reading("365天", .number, "365天"),
    Reading("+5%", .number, "5% previous-year"),
    Reading("+6.5%", .number, "6.5% previous-year"),
    Reading("提升10%", .number, "10% previous-year"),
    Reading("同比增长5%以上", .number, "≥5% previous-year", .comparatorInWords),
    Reading("下降3%", .number, "-3% previous-year"),
    Reading("下降3%以上", .number, "≤-3% previous-year", .comparatorInWords),
    Reading("提升至95%", .number, "95%"),
    Reading("满意度提升率≥10%", .number, "≥10%"),
    Reading("高于或等于上年", .number, "≥0 previous-year", .comparatorInWords),
    Reading("-3.5%", .number, "-3.5%"),
    Reading("2022年12月", .date, "2022-12-0"),
    Reading("2022年12月31日前", .date, "≤2022-12-31"),
    Reading("2023-12-31", .date, "2023-12-31"),
    Reading("12月底前完成", .date, "≤0-12-0"),
    Reading("2023年", .date, "2023-0-0"),
    Reading("个体≥5% 企业≥3%", .compound, "", .blanks),
    Reading("二三季度≥90分，一四季度未达到90分", .compound, ""),
    Reading("安全类问题即时响应,其他问题24小时内响应", .compound, ""),
    Reading("达标", .boolean, "plain"),
    Reading("未达标", .boolean, "not"),
    Reading("是", .boolean, "plain"),
    Reading("完成", .boolean, "plain"),
    Reading("及时", .level, "plain"),
    Reading("部分及时", .level, "some"),
    Reading("显著改善", .level, "strong"),
    Reading("有所提高", .level, "some"),
    Reading("每年有所增加", .level, "some"),
    Reading("有一定保障", .level, "some"),
    Reading("提高", .level, "plain"),
    Reading("不断提高", .level, "plain"),
    Reading("引导未成年人树立正确的价值观", .level, "plain"),
    Reading("争创最优", .level, "plain"),
    Reading("一次性", .level, "plain"),
    Reading("十分满意", .level, "plain"),
    Reading("PM2.5不高于全市平均值或高于等于上年值", .level, "plain"),
    Reading("预算范围内", .level, "≤plain budget"),
    Reading("", .empty, ""),
    Reading("  ", .empty, ""),
    Reading("/", .empty, ""),
    Reading("—", .empty, ""),
    Reading(".....", .empty, ""),
    Reading("1:3", .unreadable, ""),
    Reading("99999999999999999999元", .unreadable, ""),
    Reading("999999999亿元", .unreadable, ""),
  ]

  @Test(arguments: notations)
  func `a value is read from the way it is written`(_ reading: Reading) {
    let quantity = Quantity(reading.text)
    #expect(quantity.kind == reading.kind)
    #expect(Reading.summary(quantity) == reading.expected)
    #expect(quantity.notes == reading.notes)
    #expect(quantity.text == reading.text)
  }

  @Test func `several values in one cell stay apart with their subjects`() {
    let parts = Quantity("个体≥5% 企业≥3%").parts
    #expect(parts.map(\.words) == ["个体", "企业"])
    #expect(parts.map(\.low) == [5, 3])
  }

  @Test func `quarters say which part of the year a value is for`() {
    let parts = Quantity("二三季度≥90分，一四季度未达到90分").parts
    #expect(parts.map(\.span) == [Quantity.Span(of: 4, mask: 0b0110), Quantity.Span(of: 4, mask: 0b1001)])
    #expect(parts.map(\.comparator) == [.atLeast, .below])
  }

  @Test func `the subject of a figure is kept`() {
    #expect(Quantity("覆盖率100%").words == "覆盖率")
    #expect(Quantity("群众满意度≥85%").words == "群众满意度")
    #expect(Quantity("每月至少3次").words == "")
    #expect(Quantity("有所提升").words == Quantity("明显提升").words)
  }

  @Test func `the standard writing mends what is odd`() {
    #expect(Quantity("10家≥").standardText == "≥10家")
    #expect(Quantity("90%%").standardText == "90%")
    #expect(Quantity("≥９５％").standardText == "≥95%")
    #expect(Quantity("每月至少3次").standardText == "≥3次/月")
    #expect(Quantity("1712平方").standardText == "1712平方米")
    #expect(Quantity("有所提高").standardText == "有所提高")
  }

  @Test func `万 and 亿 are multiplied out exactly`() {
    #expect(Quantity("254.8万美元").scaledValue == ExactDecimal("2548000"))
    #expect(Quantity("350亿元").scaledValue == ExactDecimal("35000000000"))
    #expect(Quantity("0.00001万元").scaledValue == ExactDecimal("0.1"))
  }
}

/// Cells that are no values.
@Suite struct TangledQuantityTests {
  @Test func `a cell of more values than anybody keeps apart is unreadable and keeps its text`() {
    let few = (1...12).map { "第\($0)组≥\($0)个" }.joined(separator: "，")
    #expect(Quantity(few).kind == .compound)
    let many = Array(repeating: "7个", count: 2_000).joined(separator: "，")
    #expect(Quantity(many).kind == .unreadable && Quantity(many).parts.isEmpty && Quantity(many).text == many)
  }

  @Test func `a row of tens is no numeral`() {
    #expect(Quantity("九千九百九十九次").value == 9_999)
    #expect(!Quantity(String(repeating: "十", count: 20_000)).isNumeric)
  }
}
