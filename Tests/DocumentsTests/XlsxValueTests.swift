import Testing

@testable import Documents

/// What a cell shows for what it holds.
@Suite struct XlsxValueTests {
  func shown(_ figure: String, _ code: String, _ epoch: SerialDate.Epoch = .year1900) throws -> String {
    var out: [UInt8] = []
    CellFormat(code).print(try #require(DecimalFigure(Array(figure.utf8))), epoch: epoch, into: &out)
    return String(decoding: out, as: UTF8.self)
  }

  @Test(arguments: [
    ("1048.71", "1048.71"), ("0.30000000000000004", "0.3"), ("0.28999999999999998", "0.29"), ("5", "5"),
    ("-12.50", "-12.5"), ("1.0E-3", "0.001"), ("2.8999999999999998E3", "2900"), ("84.66666666666667", "84.66666667"),
    ("0.33333333333333331", "0.333333333"), ("123456789012", "123456789012"), ("420105230590001", "420105230590001"),
    ("1234567.891234", "1234567.891234"), ("0", "0"), ("-0", "0"), ("1E+30", "1E+30"), ("+7", "7"), (".5", "0.5"),
    ("0.00001234", "0.00001234"), ("99999999.99", "99999999.99"),
  ])
  func `a figure without a format is printed without rests of computing`(figure: String, text: String) throws {
    #expect(try shown(figure, "General") == text)
  }

  @Test(arguments: [
    ("0.95", "0%", "95%"), ("0.28999999999999998", "0%", "29%"), ("0.98765", "0.00%", "98.77%"),
    ("1048.71", "#,##0.00", "1,048.71"), ("1234567", "#,##0", "1,234,567"), ("12", "#,##0.00", "12.00"),
    ("0.5", "#,##0.00", "0.50"), ("1.0049999999999999", "0.00", "1.01"), ("0.5", "0", "1"), ("0.5", "#.##", ".5"),
    ("3", "0.##", "3"), ("-3.456", "0.00", "-3.46"), ("-0.001", "0.00", "0.00"), ("-5", "0;(0)", "(5)"),
    ("-5", "#,##0.00_);(#,##0.00)", "(5.00)"), ("0", "0;-0;", ""), ("0", "0.00;-0.00;\"-\"", "-"),
    ("5", "0\"人\"", "5人"), ("95", "\"≥\"0\"%\"", "≥95%"), ("3", "0\\个", "3个"), ("12345", "0!.0,", "1.2"),
    ("12345678", "0.00,,\"百万\"", "12.35百万"), ("1234.5", "¥#,##0.00", "¥1,234.50"), ("7", "[$¥-804]0.0", "¥7.0"),
    ("1234.5", "[Red]0.0", "1234.5"), ("150", "[>=100]0\"多\";0\"少\"", "150多"), ("50", "[>=100]0\"多\";0\"少\"", "50少"),
    ("7", "000", "007"), ("3", "G/通用格式\"件\"", "3件"), ("0.5", "# ?/?", "0.5"), ("12345", "0.00E+00", "1.23E+04"),
    ("0.00012", "0.0E-0", "1.2E-4"), ("10512345678", "000-0000-0000", "105-1234-5678"), ("3.5", "@", "3.5"),
    ("1", ";;;", ""), ("8", "", "8"), ("1", "\"未完", "未完"),
  ])
  func `a figure is printed as its format shows it`(figure: String, code: String, text: String) throws {
    #expect(try shown(figure, code) == text)
  }

  @Test(arguments: [
    ("45352", "yyyy/m/d", "2024/3/1"), ("45352", "yyyy\"年\"m\"月\"d\"日\"", "2024年3月1日"),
    ("45352", "yyyy-mm-dd", "2024-03-01"),
    ("45352", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2024年3月1日"), ("45352", "yy.m", "24.3"),
    ("45352", "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", "二〇二四年三月一日"), ("45292", "aaaa", "星期一"),
    ("45292", "d-mmm-yy", "1-Jan-24"),
    ("1", "yyyy-m-d", "1900-1-1"), ("59", "yyyy-m-d", "1900-2-28"), ("60", "yyyy-m-d", "1900-2-29"),
    ("61", "yyyy-m-d", "1900-3-1"),
    ("2958465", "yyyy-m-d", "9999-12-31"), ("45352.5", "yyyy-m-d h:mm", "2024-3-1 12:00"),
    ("45352.999", "yyyy-m-d", "2024-3-1"),
    ("0.75", "h:mm AM/PM", "6:00 PM"), ("0.0208333333333333", "上午/下午h\"时\"mm\"分\"", "上午12时30分"),
    ("1.5", "[h]:mm:ss", "36:00:00"),
    ("0.0006944444", "mm:ss.0", "01:00.0"), ("-1", "yyyy-m-d", "-1"), ("99999999", "yyyy-m-d", "99999999"),
  ])
  func `days and times are printed as their formats show them`(figure: String, code: String, text: String) throws {
    #expect(try shown(figure, code) == text)
  }

  @Test func `a workbook may count its days from 1904`() throws {
    #expect(try shown("43890", "yyyy-m-d", .year1904) == "2024-3-1")
    var file = XlsxFile(row(1, n("A1", "43890", style: 1), n("B1", "2024-03-01", style: 1, type: "d")))
    file.properties = " date1904=\"1\""
    file.add(style: 31)
    #expect(try file.outline() == ["2024年3月1日|2024年3月1日"])
    file.properties = ""
    #expect(try file.outline() == ["2020年2月29日|2024年3月1日"])
  }

  @Test func `cells of every type show their results`() throws {
    var file = XlsxFile(
      row(1, n("A1", "0", type: "s"), n("B1", "1", type: "s"), n("C1", "2", type: "s"), n("D1", "1", type: "b"))
        + row(
          2, n("A2", "#DIV/0!", type: "e"), "<c r=\"B2\" t=\"str\"><f>A1&amp;B1</f><v>合</v></c>",
          "<c r=\"C2\"><f>SUM(A1:A9)</f><v>0.1</v></c>", n("D2", "0", type: "b")))
    file.shared =
      "<si><t>数量</t><rPh sb=\"0\" eb=\"1\"><t>shuliang</t></rPh><phoneticPr fontId=\"1\"/></si>"
      + "<si><r><rPr><b/></rPr><t>养护</t></r><r><t xml:space=\"preserve\">率 </t></r></si><si><t>一_x000D_\r\n二_x005F_x</t></si>"
    #expect(try file.outline() == ["数量|养护率 |一\n二_x|TRUE/#DIV/0!|合|0.1|FALSE"])
  }

  @Test func `figures in the file are shown by the style of their cell`() throws {
    var file = XlsxFile(
      row(
        1, n("A1", "0.95", style: 1), n("B1", "1048.71", style: 2), n("C1", "45352", style: 3),
        n("D1", "0.5", style: 99))
        + row(2, n("A2", "0", style: 4), s("B2", "张三", style: 5), s("C2", "原样", style: 6), n("D2", "0", style: 7)))
    file.add(style: 9)
    file.add(style: 4)
    file.add(style: 14)
    file.add(style: 43)
    file.add(formats: "0;0;0;\"经办：\"@", "@")
    file.add(formats: "0;-0;;@")
    #expect(try file.outline() == ["95%|1,048.71|2024/3/1|0.5/-|经办：张三|原样|"])
  }
}
