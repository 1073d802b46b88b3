public import Model
public import Schemes

/// A small file (`Score.json`) from which a stranger computes a score again: the scheme as data, the form without
/// persons, and the result with its explanation.
public struct Recomputation: Sendable {
  public static let format = "hengji-score-1"

  /// Why a file cannot be used.
  public enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
    case notJSON(JSONParser.Mistake)
    case otherFormat
    case badScheme(DataMistake)
    case badForm(JSONParser.Mistake)
    case missing(String)

    public var description: String {
      switch self {
      case .notJSON(let mistake): "不是可读的 JSON：\(mistake)"
      case .otherFormat: "不是 \(Recomputation.format) 格式的得分文件"
      case .badScheme(let mistake): "其中的方案有错：\(mistake)"
      case .badForm(let mistake): "其中的表有错：\(mistake)"
      case .missing(let name): "缺少“\(name)”"
      }
    }
  }

  /// One figure that is not what the file says.
  public struct Difference: Hashable, Sendable {
    /// Names from the part down to the row.
    public let place: String
    public let stated: String
    public let computed: String
  }

  public let score: Score
  public let scheme: Scheme
  public let differences: [Difference]

  /// The file for a score.
  /// - Parameters:
  ///   - form: the form that was scored; names and numbers of persons are left out.
  ///   - digest: digest of bytes as the ledger makes it, with its name: `sm3:…`.
  public static func file(
    _ score: Score, of form: FormContent, with scheme: Scheme, vetoes: [String] = [], digest: ([UInt8]) -> String
  ) -> JSON {
    var form = form
    form.contacts = []
    let formJSON = form.json(.stored)
    return .object([
      "format": .string(format),
      "scheme": .object([
        "id": .string(scheme.id), "digest": .string(digest(Array(scheme.source.canonicalText.utf8))),
        "data": scheme.source,
      ]),
      "inputs": .object([
        "digest": .string(digest(Array(formJSON.canonicalText.utf8))), "form": formJSON,
        "vetoes": vetoes.isEmpty ? nil : .array(vetoes.map { .string($0) }),
      ]),
      "result": score.json(scheme),
    ])
  }

  /// Computes the score of a file again and compares every figure with what the file says.
  /// - Parameter digest: as for `file`; with it the digests of scheme and form are compared too.
  public init(_ bytes: [UInt8], digest: (([UInt8]) -> String)? = nil) throws(Failure) {
    let file: JSON
    do throws(JSONParser.Mistake) { file = try JSONParser.parse(bytes) } catch { throw .notJSON(error) }
    guard file["format"]?.string == Self.format else { throw .otherFormat }
    guard let data = file["scheme"]?["data"] else { throw .missing("scheme.data") }
    guard let formJSON = file["inputs"]?["form"] else { throw .missing("inputs.form") }
    guard let result = file["result"] else { throw .missing("result") }
    do throws(DataMistake) { scheme = try Scheme(source: data) } catch { throw .badScheme(error) }
    let form: FormContent
    do throws(JSONParser.Mistake) { form = try FormContent(json: formJSON) } catch { throw .badForm(error) }
    let vetoes = file["inputs"]?["vetoes"]?.array?.compactMap(\.string) ?? []
    score = Scorer.score(form, with: scheme, vetoes: vetoes)
    var differences: [Difference] = []
    Self.compare(result, score.json(scheme), score.form, &differences)
    if let digest {
      for (place, stated, data) in [
        ("方案 · digest", file["scheme"]?["digest"]?.string, data),
        ("表 · digest", file["inputs"]?["digest"]?.string, formJSON),
      ] {
        let own = digest(Array(data.canonicalText.utf8))
        if own != stated { differences.append(Difference(place: place, stated: stated ?? "（没有）", computed: own)) }
      }
    }
    self.differences = differences
  }

  /// Compares figures, grades and explanations; members that only one side has count as different. Why that scheme was
  /// chosen is not computed again: it depends on the schemes there were.
  private static func compare(_ stated: JSON, _ computed: JSON, _ place: String, _ out: inout [Difference]) {
    for member in computed.members ?? [] where member.key != "parts" {
      guard stated[member.key] == member.value else {
        out.append(
          Difference(
            place: "\(place) · \(member.key)", stated: stated[member.key]?.text() ?? "（没有）",
            computed: member.value.text()))
        continue
      }
    }
    for member in stated.members ?? []
    where member.key != "parts" && member.key != "scheme_why" && computed[member.key] == nil {
      out.append(Difference(place: "\(place) · \(member.key)", stated: member.value.text(), computed: "（没有）"))
    }
    let (left, right) = (stated["parts"]?.array ?? [], computed["parts"]?.array ?? [])
    if left.count != right.count {
      out.append(Difference(place: "\(place) · parts", stated: "\(left.count) 项", computed: "\(right.count) 项"))
    }
    for (mine, theirs) in zip(left, right) {
      compare(mine, theirs, "\(place) · \(theirs["name"]?.string ?? "")", &out)
    }
  }
}
