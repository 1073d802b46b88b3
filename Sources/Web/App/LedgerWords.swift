import Lifecycle
import Model
import Store
import Work

/// What an entry of the ledger tells beyond its action, in words for auditors.
enum LedgerWords {
  static func note(_ entry: LedgerEntry) -> String {
    let usual = entry.knownAction?.officialName ?? entry.action
    let detail: JSON
    do throws(JSONParser.Mistake) { detail = try JSONParser.parse(entry.detail) } catch { return usual }
    if entry.knownAction == .stageStepped { return step(detail) ?? usual }
    if entry.knownAction == .published { return publication(detail) ?? usual }
    return usual
  }

  /// 绩效自评：报送，由“填报中”到“主管部门审核”.
  private static func step(_ detail: JSON) -> String? {
    guard let flow = detail["flow"]?.string, let event = detail["event"]?.string else { return nil }
    let words = "\(Steps.name(ofFlow: flow))：\(Steps.name(ofEvent: event, flow: flow))"
    guard let from = detail["from"]?.string, let to = detail["to"]?.string, from != to else { return words }
    let now = "到“\(Steps.name(ofState: to, flow: flow))”"
    return words + (from.isEmpty ? "，\(now)" : "，由“\(Steps.name(ofState: from, flow: flow))”\(now)")
  }

  /// 2024 年绩效目标：堤防养护.
  private static func publication(_ detail: JSON) -> String? {
    guard let title = detail["title"]?.string, let year = detail["year"]?.integer,
      let subject = detail["subject"]?.string.flatMap({ PublicationSubject(rawValue: $0) })
    else { return nil }
    return "\(year) 年\(subject.officialName)：\(title)"
  }
}
