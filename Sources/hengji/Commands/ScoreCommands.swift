import Documents
import Model
import Schemes
import Scoring
import Store

extension Command {
  static let scoreVerify = Command(
    name: "score verify", summary: "按下载的得分文件重新计算，一处一处比对。有对不上的退出码是 1", operands: "文件…",
    options: [.flag("--json", "一个文件一行 JSON")], example: "hengji score verify 城市管理-得分.json"
  ) { arguments throws(CommandError) in
    guard !arguments.operands.isEmpty else { throw .usage("没有写要核对的文件") }
    var status: Int32 = 0
    for path in arguments.operands {
      let again = try recomputation(path)
      if !again.differences.isEmpty { status = 1 }
      Terminal.print(arguments.has("--json") ? json(path, again).text() : words(path, again))
    }
    return status
  }

  private static func recomputation(_ path: String) throws(CommandError) -> Recomputation {
    let bytes: [UInt8]
    do throws(ReadError) { bytes = try FileBytes.read(path) } catch { throw .refused("\(path)：\(error.message)") }
    do throws(Recomputation.Failure) {
      return try Recomputation(bytes) { "sm3:" + Digest.sm3($0) }
    } catch {
      throw .refused("\(path)：\(error)。请用得分页面“下载重算文件”得到的文件")
    }
  }

  private static func words(_ path: String, _ again: Recomputation) -> String {
    let head = "\(again.score.form)：按“\(again.scheme.name)”重新计算，总分 \(again.score.total)"
    guard !again.differences.isEmpty else { return head + "。与文件一处不差。" }
    let lines = again.differences.prefix(50).map { "  \($0.place)：文件写 \($0.stated)，重算是 \($0.computed)" }
    let more = again.differences.count > 50 ? ["  另有 \(again.differences.count - 50) 处"] : []
    return (["\(head)。有 \(again.differences.count) 处与文件不同："] + lines + more).joined(separator: "\n")
  }

  private static func json(_ path: String, _ again: Recomputation) -> JSON {
    .object([
      "file": .string(path), "form": .string(again.score.form), "scheme": .string(again.scheme.id),
      "total": .number(again.score.total), "agrees": .bool(again.differences.isEmpty),
      "differences": .array(
        again.differences.map {
          .object(["place": .string($0.place), "stated": .string($0.stated), "computed": .string($0.computed)])
        }),
    ])
  }
}
