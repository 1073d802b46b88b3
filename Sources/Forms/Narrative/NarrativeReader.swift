public import Documents
public import Model

/// Reads what is no orderly table: forms flattened to lines, the figures of a final account, figures stated in text.
public enum NarrativeReader {
  /// Adds to `content` what the paragraphs of the document say; its tables are left to the readers of forms, but for
  /// the tables of a final account, which are kept as they are.
  ///
  /// Identity that `content` already has (place, year, money unit) stays.
  /// - Complexity: linear in the text, apart from flattened tables (words × readings kept).
  /// - Returns: what there is too much of, in plain words; `content` is left as it was then.
  @discardableResult
  public static func read(_ document: Document, into content: inout DocumentContent) -> String? {
    var read = content
    do throws(Excess) {
      try add(document, to: &read)
    } catch {
      return error.detail
    }
    content = read
    return nil
  }

  private static func add(_ document: Document, to content: inout DocumentContent) throws(Excess) {
    let lines = PrintedLines.lines(of: document)
    let found = try SelfEvaluationLines.forms(in: lines)
    var isForm = [Bool](repeating: false, count: lines.count)
    for entry in found {
      for line in entry.lines { isForm[line] = true }
    }
    let text = RunningText(lines) { isForm[$0] }
    if var account = try FinalAccountNarrative.read(text) {
      account.tables = try FinalAccountTables.read(document)
      content.finalAccount = account
      content.moneyUnit = content.moneyUnit ?? .wanYuan
      identify(text, &content)
    }
    var headings = PathMemo { paragraph in paragraph.headings.map(\.printed) }
    content.passages = text.paragraphs.map { Passage(headings: headings[$0], text: $0.text.text) }
    content.headings = text.bare.compactMap { bare in
      let path = bare.headings.map(\.printed)
      guard let line = bare.form else {
        // A title has no number, and what is numbered （一） or 1. is as often an entry of a list.
        let isPart = bare.headings.last.flatMap { LineHeading.rank($0.text) }.map { $0.rank <= 1 } ?? false
        return isPart ? BareHeading(path: path, below: .nothing) : nil
      }
      return found.firstIndex { $0.lines.contains(line) }.map {
        BareHeading(path: path, below: .form(content.forms.count + $0))
      }
    }
    let hasForms = !content.forms.isEmpty
    content.statements += reports(text, found)
    content.statements += try work(lines, text, isAccount: content.finalAccount != nil, hasForms: hasForms)
    content.forms += found.map { entry in
      var form = entry.form
      form.year = form.year ?? content.year
      form.region = form.region ?? content.region
      return form
    }
  }

  /// Year and place of a final account from the headings of its parts.
  private static func identify(_ text: RunningText, _ content: inout DocumentContent) {
    let parts = text.paragraphs.compactMap { $0.headings.first }
    // The heading of a part is no title of the whole.
    if let title = content.title.map({ Scalars($0) }), LineHeading.rank(title)?.rank == 0 { content.title = nil }
    content.year = content.year ?? parts.lazy.compactMap { PrintedYear.first(in: $0.text) }.first
    if content.region == nil, let profile = parts.first(where: { $0.text.ends(with: "概况") }) {
      content.region = region(of: profile.name)
    }
  }

  /// 武汉市洪山区 at the beginning of the name of a department.
  private static func region(of name: Scalars) -> String? {
    let end = ["区", "县", "市"].lazy.compactMap { name.slice(0..<14).find($0, from: 2) }.first
    return end.map { name.slice(0..<($0 + 1)).text }
  }

  private static func reports(_ text: RunningText, _ found: [SelfEvaluationLines.Found]) -> [Statement] {
    var out: [Statement] = []
    // Paragraphs and forms stand in the order of their lines: each paragraph is looked at once.
    var rest = text.paragraphs[...]
    for entry in found {
      let before = rest.prefix { $0.line < entry.lines.lowerBound }
      rest = rest.dropFirst(before.count).drop { $0.line < entry.lines.upperBound }
      // The report of a form stands under its annex; ahead of the first form the whole document stands.
      guard let annex = before.last(where: { $0.headings.first?.rank == 0 })?.headings.first?.text else { continue }
      out += StatementReader.report(before.filter { $0.headings.first?.text == annex }, of: entry.form)
    }
    return out
  }

  private static func work(_ lines: [PrintedLine], _ text: RunningText, isAccount: Bool, hasForms: Bool)
    throws(Excess) -> [Statement]
  {
    // Behind the first table of a document of forms, paragraphs are pieces of forms.
    let end = lines.firstIndex { isFormTitle($0.joined) || (hasForms && $0.followsTable) } ?? lines.count
    var isKeyWork = PathMemo { $0.isUnder(["重点工作"]) }
    let body = text.paragraphs.filter { isAccount ? isKeyWork[$0] : $0.line < end }
    let title = lines.prefix(3).reduce(into: Scalars()) { $0 += $1.joined }
    return try StatementReader.work(body, title: title)
  }

  /// From the title of the first form on, text belongs to forms.
  private static func isFormTitle(_ text: Scalars) -> Bool {
    text.count <= 45 && ["申报表", "自评表", "监控表", "目标表"].contains { text.contains($0) }
      && !text.contains { "。，；《".unicodeScalars.contains($0) }
  }
}
