import Foundation
import TestSupport
import Testing

/// A packed folder of a whole district, read from the command line.
@Suite(.enabled(if: DemonstrationServer.program != nil, "hengji is not built")) struct BatchReadingTests {
  static func form(_ name: String, _ amount: String) -> [UInt8] {
    Array(
      """
      2024年项目支出绩效目标表
      项目名称\t\(name)\t主管部门\t示范区城管局
      当年预算\t\(amount)\t实施单位\t环卫所
      一级指标\t二级指标\t三级指标\t指标值
      产出指标\t数量指标\t清扫面积\t≥32万平方米
      """.utf8)
  }

  static var district: Data {
    var zip = StoredZip()
    zip.add("甲街道/保洁.txt", form("环卫保洁", "120.5"))
    zip.add("甲街道/保洁（副本）.txt", form("环卫保洁", "120.5"))
    zip.add("乙街道/保洁.txt", form("环卫保洁", "118"))
    zip.add("乙街道/绿化.txt", form("绿化", "约三十"))
    zip.add("乙街道/照片.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10])
    zip.add("乙街道/通知.txt", Array("关于开会的通知".utf8))
    return Data(zip.bytes)
  }

  @Test func `one report tells what was read, doubtful, failed, the same and at odds`() throws {
    let folder = try CommandLineTests.folder([("district.zip", Self.district)])
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = try CommandLineTests.run(["read", "district.zip", "--json", "--report", "r.jsonl"], in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.out.split(separator: "\n").count == 5)
    let report = outcome.errors
    #expect(report.contains("共 6 个文件：读出 3 个，读出但有疑问 2 个，没有读出 1 个。"))
    #expect(report.contains("district.zip/乙街道/照片.jpg：这是一张图片"))
    #expect(report.contains("“约三十”不是金额"))
    #expect(report.contains("district.zip/甲街道/保洁.txt、district.zip/甲街道/保洁（副本）.txt"))
    #expect(report.contains("2024 年项目支出绩效目标申报表“环卫保洁”：") || report.contains("“环卫保洁”："))
    #expect(report.contains("当年预算 118") && report.contains("当年预算 120.5"))
  }

  @Test func `a run that was cut short goes on where it stopped`() throws {
    let folder = try CommandLineTests.folder([("district.zip", Self.district)])
    defer { try? FileManager.default.removeItem(at: folder) }
    let words = ["read", "district.zip", "--json", "--report", "r.jsonl"]
    let whole = try CommandLineTests.run(words, in: folder)
    let file = folder.appending(path: "r.jsonl")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 6)
    // Cut in the middle of the third line, as an end without warning leaves it.
    try Data((lines[..<2].joined(separator: "\n") + "\n" + lines[2].prefix(20)).utf8).write(to: file)
    let rest = try CommandLineTests.run(words, in: folder)
    #expect(rest.out.split(separator: "\n").count < whole.out.split(separator: "\n").count)
    #expect(rest.errors.hasSuffix(String(whole.errors[whole.errors.range(of: "共 6 个")!.lowerBound...])))
    #expect(try String(contentsOf: file, encoding: .utf8).split(separator: "\n") == lines)
  }

  @Test func `a file that is no report is left alone`() throws {
    let folder = try CommandLineTests.folder([("district.zip", Self.district), ("notes.txt", Data("记事".utf8))])
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = try CommandLineTests.run(["read", "district.zip", "--report", "notes.txt"], in: folder)
    #expect(outcome.status == 2 && outcome.errors.contains("不是读取报告"))
    #expect(try String(contentsOf: folder.appending(path: "notes.txt"), encoding: .utf8) == "记事")
  }
}
